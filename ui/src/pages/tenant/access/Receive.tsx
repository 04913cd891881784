import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { tenantQueries } from '../../../api/tenant.ts';
import { transfer, transferQueries, TRANSFERS, type OfferedMachine, type Transfer } from '../../../api/transfers.ts';
import { useDeed } from '../../../components/act.tsx';
import { FormDialog, textOf } from '../../../components/FormDialog.tsx';
import { useCurrency } from '../../../components/money.ts';
import { useWords, When } from '../../../components/words.tsx';
import { Button, Dialog, Notice } from '../../../ui/index.ts';
import { formatPrice } from '../../../util/money.ts';
import { priceIn } from '../machines/planPrices.ts';

/** A token is entered, what it holds is shown with what it will cost, and then it is taken or not. */
export function Receive({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [row, setRow] = useState<Transfer>();
  const found = useRef(false);
  if (row) return <Offered row={row} onClose={onClose} />;
  return (
    <FormDialog<Transfer>
      title={t('transfers.receive')}
      submit={t('transfers.look')}
      fields={[
        {
          name: 'token',
          label: t('transfers.token'),
          kind: 'mono',
          wide: true,
          maxLength: 60,
          hint: t('transfers.tokenHint'),
        },
      ]}
      run={({ token }) =>
        client.fetchQuery(transferQueries.one(textOf(token))).then((offer) => {
          found.current = true;
          setRow(offer);
          return offer;
        })
      }
      stale={[]}
      done=""
      onClose={() => (found.current ? undefined : onClose())}
    />
  );
}

function Offered({ row, onClose }: { readonly row: Transfer; readonly onClose: () => void }) {
  const { t } = useWords();
  const taking = useDeed({
    run: () => transfer.accept(row.token),
    stale: [TRANSFERS, '/v4', '/portal/v1'],
    done: t('transfers.took'),
    after: onClose,
  });
  const off = row.is_sender
    ? t('transfers.own')
    : row.status === 'pending'
      ? undefined
      : t('transfers.over', { state: t(`transfers.states.${row.status}`) });
  return (
    <Dialog open title={t('transfers.from')} onClose={onClose}>
      <div className="stack">
        {off === undefined ? null : <Notice kind="warn" title={off} />}
        <ul data-testid="offered">
          {(row.machines ?? []).map((machine) => (
            <Item key={machine.id} machine={machine} />
          ))}
        </ul>
        <p>
          {t('transfers.expiry')} <When at={row.expiry} style="exact" />
        </p>
        <p>{t('transfers.payFrom')}</p>
        <Button
          kind="primary"
          busy={taking.isPending}
          reason={off}
          testId="take-machines"
          onClick={() => taking.mutate()}
        >
          {t('transfers.take')}
        </Button>
      </div>
    </Dialog>
  );
}

function Item({ machine }: { readonly machine: OfferedMachine }) {
  const { t, locale } = useWords();
  const currency = useCurrency();
  const plans = useQuery(tenantQueries.plans());
  const plan = plans.data?.data.find(({ id }) => id === machine.type);
  const price = plan && priceIn(plan, machine.region);
  return (
    <li>
      <strong>{machine.label}</strong> · {plan?.label ?? machine.type} · {machine.region} · {t('transfers.monthly')}:{' '}
      {price ? formatPrice({ amount: price.monthly, currency }, locale) : t('transfers.noPrice')}
    </li>
  );
}
