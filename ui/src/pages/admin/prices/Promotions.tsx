import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { promotion, promotionQueries, type Promotion, type PromotionUse } from '../../../api/promotions.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { CopyButton } from '../../../components/failure.tsx';
import { FormDialog, textOf } from '../../../components/FormDialog.tsx';
import { Link } from '../../../components/Link.tsx';
import { Traced } from '../../../components/trace.tsx';
import { MoneyText, useWords, When } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Button, Dialog, Empty, Icon, Panel, State, useSay, type Shape } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { CURRENCIES } from '../tenants/TenantsPage.tsx';

const STALE = ['/admin/v1/promotions'] as const;
const shapes: Readonly<Record<Promotion['state'], Shape>> = {
  TO_COME: 'off',
  ACTIVE: 'running',
  USED_UP: 'done',
  ENDED: 'off',
};

/** Codes that give credit: made, ended, and who used them. */
export function Promotions() {
  const { t, number } = useWords();
  const reason = useReason();
  const say = useSay();
  const [making, setMaking] = useState(false);
  const [shown, setShown] = useState<Promotion>();
  const query = useQuery(promotionQueries.all());
  const end = useDeed<Promotion>({
    run: ({ id }) => promotion.end(id),
    stale: STALE,
    done: (_, { code }) => t('promotions.endedNow', { code }),
  });
  const ask = (row: Promotion) =>
    say.ask({
      title: t('promotions.askEnd', { code: row.code }),
      text: t('promotions.askEndText'),
      yes: t('promotions.end'),
      no: t('common.cancel'),
      danger: true,
      run: () => end.mutateAsync(row),
    });
  const columns: readonly Column<Promotion>[] = [
    {
      key: 'code',
      title: t('promotions.code'),
      text: (row) => row.code,
      order: byText((row) => row.code),
      render: (row) => (
        <span className="with-copy">
          <Traced to={{ kind: 'history', id: `promotion-${row.id}` }}>
            <span className="mono">{row.code}</span>
          </Traced>
          <CopyButton text={row.code} label={t('promotions.copy', { code: row.code })} />
        </span>
      ),
    },
    { key: 'name', title: t('promotions.name'), text: (row) => row.name, render: (row) => row.name },
    {
      key: 'state',
      title: t('devices.state'),
      text: (row) => t(`promotions.states.${row.state}`),
      order: byText((row) => row.state),
      render: (row) => <State shape={shapes[row.state]} text={t(`promotions.states.${row.state}`)} />,
    },
    {
      key: 'amount',
      title: t('billing.amount'),
      numeric: true,
      text: (row) => row.amount.amount,
      render: (row) => <MoneyText money={row.amount} />,
    },
    {
      key: 'days',
      title: t('promotions.creditDays'),
      numeric: true,
      text: (row) => String(row.creditDays ?? ''),
      render: (row) => (row.creditDays ? number(row.creditDays) : t('billing.wallet.never')),
    },
    {
      key: 'uses',
      title: t('promotions.uses'),
      numeric: true,
      text: (row) => String(row.uses),
      order: byNumber((row) => row.uses),
      render: (row) => (
        <Button kind="quiet" onClick={() => setShown(row)}>
          {row.usesMax ? `${number(row.uses)} / ${number(row.usesMax)}` : number(row.uses)}
        </Button>
      ),
    },
    {
      key: 'from',
      title: t('prices.from'),
      text: (row) => row.from,
      order: byText((row) => row.from),
      render: (row) => <When at={row.from} />,
    },
    {
      key: 'until',
      title: t('prices.until'),
      text: (row) => row.until ?? '',
      render: (row) => (row.until ? <When at={row.until} /> : t('prices.open')),
    },
    {
      key: 'actions',
      title: t('common.actions'),
      render: (row) => (
        <Button reason={reason('prices', row.state === 'ENDED' ? 'ended' : undefined)} onClick={() => ask(row)}>
          {t('promotions.end')}
        </Button>
      ),
    },
  ];
  return (
    <Panel title={t('promotions.title')}>
      <QueryTable<Promotion>
        name="promotions"
        label={t('promotions.title')}
        query={query}
        columns={columns}
        rowKey={(row) => String(row.id)}
        actions={
          <Button icon={<Icon name="plus" />} reason={reason('prices')} onClick={() => setMaking(true)}>
            {t('promotions.make')}
          </Button>
        }
        empty={<Empty title={t('promotions.none')} />}
      />
      {making ? <Make onClose={() => setMaking(false)} /> : null}
      {shown ? <Uses of={shown} onClose={() => setShown(undefined)} /> : null}
    </Panel>
  );
}

function Make({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  return (
    <FormDialog<Promotion>
      title={t('promotions.make')}
      fields={[
        { name: 'code', label: t('promotions.code'), kind: 'mono', maxLength: 40, hint: t('promotions.codeHint') },
        { name: 'name', label: t('promotions.name'), maxLength: 100, hint: t('promotions.nameHint') },
        { name: 'amount', label: t('billing.amount'), kind: 'decimal' },
        {
          name: 'currency',
          label: t('tenants.currency'),
          kind: 'choice',
          choices: CURRENCIES.map((value) => ({ value, label: value })),
        },
        { name: 'monthlyCap', label: t('billing.wallet.cap'), kind: 'decimal', optional: true },
        {
          name: 'scope',
          label: t('billing.wallet.scope'),
          kind: 'mono',
          optional: true,
          hint: t('promotions.scopeHint'),
        },
        { name: 'creditDays', label: t('promotions.creditDays'), kind: 'number', optional: true, min: 1, max: 3660 },
        { name: 'usesMax', label: t('promotions.usesMax'), kind: 'number', optional: true, min: 1, max: 10_000 },
        { name: 'from', label: t('prices.from'), kind: 'instant', optional: true },
        { name: 'until', label: t('prices.until'), kind: 'instant', optional: true },
      ]}
      initial={{ currency: 'CNY' }}
      run={({ scope, ...values }, key) =>
        promotion.make(
          {
            ...values,
            scope: textOf(scope)
              .split(/[\s,]+/)
              .filter((word) => word !== ''),
          },
          key,
        )
      }
      stale={STALE}
      done={({ code }) => t('promotions.made', { code })}
      onClose={onClose}
    />
  );
}

function Uses({ of, onClose }: { readonly of: Promotion; readonly onClose: () => void }) {
  const { t } = useWords();
  const query = useQuery(promotionQueries.uses(of.id));
  const nameOf = (use: PromotionUse) => use.tenantName ?? `tenant-${use.tenantId}`;
  const columns: readonly Column<PromotionUse>[] = [
    {
      key: 'tenant',
      title: t('prices.tenant'),
      text: nameOf,
      order: byText(nameOf),
      render: (use) => <Link to={paths.tenant(use.tenantId)}>{nameOf(use)}</Link>,
    },
    {
      key: 'at',
      title: t('promotions.usedAt'),
      text: (use) => use.usedAt,
      order: byText((use) => use.usedAt),
      render: (use) => <When at={use.usedAt} style="exact" />,
    },
  ];
  return (
    <Dialog open title={t('promotions.usesOf', { code: of.code })} onClose={onClose}>
      <QueryTable<PromotionUse>
        name="promotion-uses"
        label={t('promotions.uses')}
        query={query}
        columns={columns}
        rowKey={(use) => String(use.tenantId)}
        empty={<Empty title={t('promotions.noUses')} />}
      />
    </Dialog>
  );
}
