import { useQuery } from '@tanstack/react-query';
import { billingQueries, type AccruedLine } from '../../api/billing.ts';
import { Link } from '../../components/Link.tsx';
import { usePace } from '../../components/session.tsx';
import { Traced } from '../../components/trace.tsx';
import { MoneyText, useWords } from '../../components/words.tsx';
import { byNumber, byText, QueryTable, type Column } from '../../table/QueryTable.tsx';
import { Bar, Empty } from '../../ui/index.ts';
import { compareDecimals, sumDecimals } from '../../util/money.ts';
import { paths } from '../../util/paths.ts';

interface Cost {
  readonly machine: number;
  readonly name: string;
  readonly hours: number;
  readonly amount: AccruedLine['amount'];
  readonly share: number;
}

/** Sums of lines by machine, dearest first. */
export function costsOf(lines: readonly AccruedLine[]): readonly Cost[] {
  const own = new Map<number, AccruedLine[]>();
  for (const line of lines) {
    if (typeof line.instanceId === 'number') own.set(line.instanceId, [...(own.get(line.instanceId) ?? []), line]);
  }
  const whole = Number(sumDecimals(lines.map((line) => line.amount.amount)));
  return [...own]
    .map(([machine, parts]) => {
      const amount = sumDecimals(parts.map((line) => line.amount.amount));
      return {
        machine,
        name: (parts.at(-1)?.description ?? '').replace(/^.* - /, '').replace(/ \(\d+\)$/, ''),
        hours: parts.reduce((sum, line) => sum + Number(line.hours), 0),
        amount: { amount, currency: parts[0]?.amount.currency ?? '' },
        share: whole > 0 ? Number(amount) / whole : 0,
      };
    })
    .toSorted((left, right) => compareDecimals(right.amount.amount, left.amount.amount));
}

/** What each machine has cost this month until now. */
export function MachineCosts() {
  const { t, number } = useWords();
  const query = useQuery({ ...billingQueries.accrued(), refetchInterval: usePace(false) || 60_000 });
  const costs = costsOf(query.data?.lines ?? []);
  const columns: readonly Column<Cost>[] = [
    {
      key: 'machine',
      title: t('billing.machine'),
      text: (cost) => cost.name,
      order: byText((cost) => cost.name),
      render: (cost) => <Link to={paths.machine(cost.machine)}>{cost.name}</Link>,
    },
    {
      key: 'hours',
      title: t('billing.hours'),
      numeric: true,
      text: (cost) => String(cost.hours),
      order: byNumber((cost) => cost.hours),
      render: (cost) => number(cost.hours),
    },
    {
      key: 'share',
      title: t('billing.share'),
      width: 200,
      text: (cost) => String(cost.share),
      order: byNumber((cost) => cost.share),
      render: (cost) => (
        <Bar label={t('billing.share')} share={cost.share} text={`${number(cost.share * 100, 1)} %`} warnAt={2} />
      ),
    },
    {
      key: 'amount',
      title: t('billing.toDate'),
      numeric: true,
      text: (cost) => cost.amount.amount,
      order: (left, right) => compareDecimals(left.amount.amount, right.amount.amount),
      render: (cost) => (
        <Traced to={{ kind: 'history', id: `instance-${cost.machine}` }}>
          <MoneyText money={cost.amount} />
        </Traced>
      ),
    },
  ];
  return (
    <QueryTable<Cost>
      name="costs"
      label={t('billing.perMachine')}
      query={{ ...query, data: { data: costs, page: 1, pages: 1, results: costs.length } }}
      columns={columns}
      rowKey={(cost) => String(cost.machine)}
      empty={
        <Empty title={t('billing.noMachines')}>
          <p>{t('billing.accruedEmptyNext')}</p>
        </Empty>
      }
    />
  );
}
