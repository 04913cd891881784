import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { moneyDeeds, moneyQueries, type Budget } from '../../api/money.ts';
import { useDeed, useFormDeed, useReason } from '../../components/act.tsx';
import { FailureNotice } from '../../components/failure.tsx';
import { useCurrency } from '../../components/money.ts';
import { MoneyText, useWords } from '../../components/words.tsx';
import { byText, QueryTable, type Column } from '../../table/QueryTable.tsx';
import {
  Bar,
  Button,
  DecimalField,
  Dialog,
  Empty,
  FormBox,
  SwitchField,
  TextField,
  useForm,
  useSay,
} from '../../ui/index.ts';

const STALE = ['/portal/v1/money/budgets'] as const;

/** Budgets with what this month has come to and is foreseen to come to. */
export function BudgetsPanel() {
  const { t, number, money } = useWords();
  const say = useSay();
  const reason = useReason();
  const [setting, setSetting] = useState(false);
  const query = useQuery(moneyQueries.budgets());
  const removal = useDeed<Budget>({
    run: (budget) => moneyDeeds.removeBudget(budget.id),
    stale: STALE,
    done: t('billing.budgets.removed'),
  });
  const budgets = query.data ?? [];
  const share = (budget: Budget, figure: Budget['actual']) =>
    figure ? Number(figure.amount) / Number(budget.monthlyLimit.amount) : 0;
  const spent = (key: 'actual' | 'forecast'): Column<Budget> => ({
    key,
    title: t(`billing.budgets.${key}`),
    width: 220,
    text: (budget) => budget[key]?.amount ?? '',
    render: (budget) => (
      <Bar
        label={t(`billing.budgets.${key}`)}
        share={share(budget, budget[key])}
        text={`${budget[key] ? money(budget[key]) : '–'} · ${number(share(budget, budget[key]) * 100)} %`}
      />
    ),
  });
  const columns: readonly Column<Budget>[] = [
    {
      key: 'name',
      title: t('billing.budgets.name'),
      text: (budget) => budget.name,
      order: byText((budget) => budget.name),
      render: (budget) => budget.name,
    },
    {
      key: 'limit',
      title: t('billing.budgets.limit'),
      numeric: true,
      text: (budget) => budget.monthlyLimit.amount,
      render: (budget) => <MoneyText money={budget.monthlyLimit} />,
    },
    spent('actual'),
    spent('forecast'),
    {
      key: 'thresholds',
      title: t('billing.budgets.thresholds'),
      text: (budget) => budget.thresholds.join(' '),
      render: (budget) => budget.thresholds.map((one) => `${one} %`).join(', '),
    },
    {
      key: 'hard',
      title: t('billing.budgets.hard'),
      text: (budget) => t(budget.hard ? 'billing.budgets.refuses' : 'billing.budgets.tells'),
      render: (budget) => t(budget.hard ? 'billing.budgets.refuses' : 'billing.budgets.tells'),
    },
    {
      key: 'actions',
      title: t('common.actions'),
      render: (budget) => (
        <Button
          reason={reason('own')}
          onClick={() =>
            say.ask({
              title: t('billing.budgets.askRemove', { name: budget.name }),
              text: t('billing.budgets.askRemoveText'),
              yes: t('billing.budgets.remove'),
              no: t('common.cancel'),
              run: () => removal.mutateAsync(budget),
            })
          }
        >
          {t('billing.budgets.remove')}
        </Button>
      ),
    },
  ];
  return (
    <>
      <QueryTable<Budget>
        name="budgets"
        label={t('billing.budgets.list')}
        query={{ ...query, data: { data: budgets, page: 1, pages: 1, results: budgets.length } }}
        columns={columns}
        rowKey={(budget) => String(budget.id)}
        actions={
          <Button reason={reason('own')} onClick={() => setSetting(true)}>
            {t('billing.budgets.set')}
          </Button>
        }
        empty={
          <Empty title={t('billing.budgets.none')}>
            <p>{t('billing.budgets.noneNext')}</p>
          </Empty>
        }
      />
      <SetBudget open={setting} onClose={() => setSetting(false)} />
    </>
  );
}

interface Wish {
  readonly name: string;
  readonly monthlyLimit: string;
  readonly thresholds: string;
  readonly hard?: boolean;
}

function SetBudget({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useWords();
  const currency = useCurrency();
  const handle = useForm<Wish>();
  const deed = useFormDeed<Wish>({
    handle,
    run: ({ name, monthlyLimit, thresholds, hard }, key) =>
      moneyDeeds.setBudget(
        {
          name,
          monthlyLimit,
          thresholds: thresholds
            .split(/[^0-9]+/)
            .filter((text) => text !== '')
            .map(Number),
          hard: hard ?? false,
        },
        key,
      ),
    stale: STALE,
    done: t('billing.budgets.done'),
    after: onClose,
  });
  return (
    <Dialog open={open} title={t('billing.budgets.set')} onClose={onClose}>
      {open ? (
        <FormBox<Wish> handle={handle} initial={{ thresholds: '80, 90, 100' }} onSubmit={deed.submit}>
          <TextField name="name" label={t('billing.budgets.name')} required={t('common.required')} maxLength={100} />
          <DecimalField
            name="monthlyLimit"
            label={t('billing.budgets.limit')}
            unit={currency}
            required={t('common.required')}
            wrong={t('common.notDecimal')}
          />
          <TextField
            name="thresholds"
            label={t('billing.budgets.thresholds')}
            hint={t('billing.budgets.thresholdsHint')}
            maxLength={60}
          />
          <SwitchField name="hard" label={t('billing.budgets.hard')} hint={t('billing.budgets.hardHint')} />
          {deed.failure ? <FailureNotice error={deed.failure} /> : null}
          <Button kind="primary" submit busy={deed.busy}>
            {t('billing.budgets.set')}
          </Button>
        </FormBox>
      ) : null}
    </Dialog>
  );
}
