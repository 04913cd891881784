import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { tenantQueries, type Machine } from '../../../api/tenant.ts';
import { transfer, transferQueries, TRANSFERS, type Transfer } from '../../../api/transfers.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { CopyButton, sentenceOf } from '../../../components/failure.tsx';
import { FormDialog, type Values } from '../../../components/FormDialog.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byText, QueryTable, usePaging, type Column } from '../../../table/QueryTable.tsx';
import { Button, Code, Dialog, Empty, Icon, Notice, Tag, useSay } from '../../../ui/index.ts';
import { Receive } from './Receive.tsx';

const MACHINES_MOST = 20;

/** Machines that go to other accounts, and that came from them. */
export function Transfers() {
  const { t } = useWords();
  const reason = useReason();
  const [doing, setDoing] = useState<'offer' | 'receive'>();
  const [made, setMade] = useState<Transfer>();
  const machines = useQuery(tenantQueries.machines());
  const query = useQuery({ ...transferQueries.all(usePaging('transfers')), placeholderData: keepPreviousData });
  const labels = new Map((machines.data?.data ?? []).map(({ id, label }) => [id, label]));
  const named = (row: Transfer) => row.entities.linodes.map((id) => labels.get(id) ?? `linode-${id}`).join(', ');
  const side = (row: Transfer) => t(row.is_sender ? 'transfers.sent' : 'transfers.received');
  const columns: readonly Column<Transfer>[] = [
    {
      key: 'machines',
      title: t('transfers.machines'),
      text: named,
      render: (row) => <span className="wrap">{named(row)}</span>,
    },
    { key: 'side', title: t('transfers.side'), text: side, order: byText(side), render: side },
    {
      key: 'status',
      title: t('transfers.status'),
      text: (row) => t(`transfers.states.${row.status}`),
      order: byText((row) => row.status),
      render: (row) => <Tag>{t(`transfers.states.${row.status}`)}</Tag>,
    },
    {
      key: 'created',
      title: t('transfers.created'),
      text: (row) => row.created,
      order: byText((row) => row.created),
      render: (row) => <When at={row.created} style="exact" />,
    },
    {
      key: 'expiry',
      title: t('transfers.expiry'),
      text: (row) => row.expiry,
      order: byText((row) => row.expiry),
      render: (row) => <When at={row.expiry} style="exact" />,
    },
    { key: 'act', title: t('common.actions'), render: (row) => <Acts row={row} /> },
  ];
  return (
    <>
      <p>{t('transfers.text')}</p>
      <QueryTable<Transfer>
        name="transfers"
        label={t('transfers.title')}
        query={query}
        columns={columns}
        paged
        rowKey={(row) => row.token}
        actions={
          <>
            <Button
              kind="primary"
              icon={<Icon name="plus" />}
              reason={reason('own')}
              testId="offer-machines"
              onClick={() => setDoing('offer')}
            >
              {t('transfers.offer')}
            </Button>
            <Button reason={reason('own')} testId="receive-machines" onClick={() => setDoing('receive')}>
              {t('transfers.receive')}
            </Button>
          </>
        }
        empty={
          <Empty title={t('transfers.none')}>
            <p>{t('transfers.noneNext')}</p>
          </Empty>
        }
      />
      {doing === 'offer' ? (
        <Offer machines={machines.data?.data ?? []} onMade={setMade} onClose={() => setDoing(undefined)} />
      ) : null}
      {doing === 'receive' ? <Receive onClose={() => setDoing(undefined)} /> : null}
      {made ? <Made row={made} onClose={() => setMade(undefined)} /> : null}
    </>
  );
}

function Acts({ row }: { readonly row: Transfer }) {
  const { t } = useWords();
  const say = useSay();
  const off = useReason()('own');
  const withdrawal = useDeed({
    run: () => transfer.withdraw(row.token),
    stale: [TRANSFERS],
    done: t('transfers.withdrawn'),
  });
  if (!row.is_sender || row.status !== 'pending') return null;
  return (
    <span className="row">
      <CopyButton text={row.token} label={t('transfers.copy')} />
      <Button
        kind="danger"
        reason={off}
        onClick={() =>
          say.ask({
            title: t('transfers.ask'),
            text: t('transfers.askText'),
            yes: t('transfers.withdraw'),
            no: t('common.cancel'),
            danger: true,
            run: () => withdrawal.mutateAsync(),
          })
        }
      >
        {t('transfers.withdraw')}
      </Button>
    </span>
  );
}

interface OfferProps {
  readonly machines: readonly Machine[];
  readonly onMade: (made: Transfer) => void;
  readonly onClose: () => void;
}

/** Chooses machines; what stands in the way of each is told before it is offered. */
function Offer({ machines, onMade, onClose }: OfferProps) {
  const { t } = useWords();
  return (
    <FormDialog<Transfer>
      title={t('transfers.offer')}
      fields={[
        {
          name: 'linodes',
          label: t('transfers.machines'),
          kind: 'many',
          wide: true,
          hint: t('transfers.machinesHint'),
          choices: machines.map(({ id, label }) => ({ value: id, label })),
        },
      ]}
      run={({ linodes }, key) =>
        transfer.offer(linodes, key).then((row) => {
          onMade(row);
          return row;
        })
      }
      wire={{ 'entities.linodes': 'linodes' }}
      stale={[TRANSFERS]}
      done=""
      renderBeside={(values: Values) => (
        <Ways chosen={machines.filter(({ id }) => ((values['linodes'] ?? []) as readonly number[]).includes(id))} />
      )}
      onClose={onClose}
    />
  );
}

function Ways({ chosen }: { readonly chosen: readonly Machine[] }) {
  const { t } = useWords();
  const trials = useQueries({
    queries: chosen.slice(0, MACHINES_MOST).map(({ id }) => ({
      queryKey: ['try', TRANSFERS, id],
      queryFn: () =>
        transfer.tryOffer(id).then(
          () => '',
          (refusal: unknown) => sentenceOf(refusal),
        ),
      gcTime: 0,
    })),
  });
  return (
    <ul data-testid="ways">
      {chosen.slice(0, MACHINES_MOST).map(({ id, label }, place) => {
        const reason = trials[place]?.data;
        return (
          <li key={id}>
            {reason === undefined
              ? t('transfers.looking')
              : reason === ''
                ? t('transfers.free', { label })
                : t('transfers.blocked', { label, reason })}
          </li>
        );
      })}
    </ul>
  );
}

function Made({ row, onClose }: { readonly row: Transfer; readonly onClose: () => void }) {
  const { t } = useWords();
  return (
    <Dialog open title={t('transfers.made')} onClose={onClose}>
      <div className="stack">
        <Notice kind="info" title={t('transfers.madeText')} />
        <div className="row">
          <Code text={row.token} />
          <CopyButton text={row.token} label={t('transfers.copy')} />
        </div>
        <p>
          {t('transfers.expiry')} <When at={row.expiry} style="exact" />
        </p>
        <Button kind="primary" onClick={onClose}>
          {t('transfers.close')}
        </Button>
      </div>
    </Dialog>
  );
}
