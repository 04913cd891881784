import { useQueries, useQuery } from '@tanstack/react-query';
import { isLost } from '../../api/again.ts';
import { adminQueries } from '../../api/admin.ts';
import type { Overview, Pool, Prefix, Rack } from '../../api/admin-types.ts';
import { billingQueries } from '../../api/billing.ts';
import { FailureNotice } from '../../components/failure.tsx';
import { Link } from '../../components/Link.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { usePortalNow } from '../../components/now.ts';
import { usePace } from '../../components/session.tsx';
import { MoneyText, useWords } from '../../components/words.tsx';
import { Bar, Notice, Panel, State, TableSkeleton } from '../../ui/index.ts';
import { formatMonth, monthBefore } from '../../util/dates.ts';
import { compareDecimals, sumDecimals, type Money } from '../../util/money.ts';
import { paths } from '../../util/paths.ts';
import { formatMemory, formatShare, share } from '../../util/units.ts';

const LAG_WORTH_A_WORD = 1_000;

/** Is anything wrong, what is filling up, who uses what, what did the last month earn. */
export default function OverviewPage() {
  const { t } = useWords();
  const query = useQuery({ ...adminQueries.overview(), refetchInterval: usePace(false) });
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={4} label={t('common.loading')} />;
  return (
    <div className="stack">
      <PageHead title={t('shell.nav.overview')} />
      <Counts overview={query.data} />
      <div className="grid">
        <Wrong overview={query.data} />
        <Filling overview={query.data} />
        <Users />
        <Earned />
      </div>
    </div>
  );
}

function Counts({ overview }: { readonly overview: Overview }) {
  const { t, number } = useWords();
  const tiles = [
    { label: t('overview.sites'), value: overview.sites, to: paths.racks() },
    { label: t('shell.nav.racks'), value: overview.racks, to: paths.racks() },
    { label: t('shell.nav.devices'), value: overview.devices, to: paths.devices() },
    { label: t('shell.nav.hosts'), value: overview.hosts, to: paths.hosts() },
    { label: t('shell.nav.guests'), value: overview.instances, to: paths.guests() },
    { label: t('shell.nav.tenants'), value: overview.tenants, to: paths.tenants() },
  ];
  return (
    <div className="tiles">
      {tiles.map((tile) => (
        <Link key={tile.label} to={tile.to} className="tile">
          <span>{tile.label}</span>
          <strong>{number(tile.value)}</strong>
        </Link>
      ))}
    </div>
  );
}

function Wrong({ overview }: { readonly overview: Overview }) {
  const { t, number } = useWords();
  const failed = useQuery({
    ...adminQueries.guests({ status: 'FAILED', pageSize: 25 }),
    refetchInterval: usePace(false),
  });
  const guests = failed.data?.results ?? 0;
  const calm = overview.deadLetters === 0 && overview.processorLag < LAG_WORTH_A_WORD && guests === 0;
  return (
    <Panel title={t('overview.wrong')}>
      {calm ? <State shape="done" text={t('overview.nothingWrong')} /> : null}
      {overview.deadLetters > 0 ? (
        <Notice
          kind="bad"
          title={
            <Link to={`${paths.operations()}?tab=letters`}>
              {t('overview.letters', { count: overview.deadLetters })}
            </Link>
          }
        />
      ) : null}
      {overview.ticketsWaiting > 0 ? (
        <Notice
          kind="info"
          title={<Link to={paths.tickets()}>{t('overview.tickets', { count: overview.ticketsWaiting })}</Link>}
        />
      ) : null}
      {guests > 0 ? (
        <Notice
          kind="bad"
          title={<Link to={`${paths.guests()}?status=FAILED`}>{t('overview.failedGuests', { count: guests })}</Link>}
        />
      ) : null}
      {overview.processorLag >= LAG_WORTH_A_WORD ? (
        <Notice
          kind="warn"
          title={<Link to={paths.operations()}>{t('overview.lag', { lag: number(overview.processorLag) })}</Link>}
        />
      ) : null}
      <p className="muted small">{t('overview.lagNow', { lag: number(overview.processorLag) })}</p>
    </Panel>
  );
}

interface Fill {
  readonly key: string;
  readonly label: string;
  readonly share: number;
  readonly text: string;
  readonly to: string;
}

const MOST_FILLS = 7;
const TENANTS_ASKED = 40;

function Filling({ overview }: { readonly overview: Overview }) {
  const { t, number, locale } = useWords();
  const racks = useQuery({ ...adminQueries.racks(), staleTime: 30_000 });
  const prefixes = useQuery({ ...adminQueries.prefixes(), staleTime: 30_000 });
  const pools = useQuery({ ...adminQueries.pools(), staleTime: 30_000 });
  const always: readonly Fill[] = [
    {
      key: 'vcpus',
      label: 'vCPU',
      share: share(overview.vcpus.reserved, overview.vcpus.total),
      text: `${number(overview.vcpus.reserved)} / ${number(overview.vcpus.total)}`,
      to: paths.hosts(),
    },
    {
      key: 'memory',
      label: t('machines.memory'),
      share: share(overview.memoryMb.reserved, overview.memoryMb.total),
      text: `${formatMemory(overview.memoryMb.reserved, locale)} / ${formatMemory(overview.memoryMb.total, locale)}`,
      to: paths.hosts(),
    },
  ];
  const fullest: readonly Fill[] = [
    ...(racks.data?.data ?? []).map((rack: Rack): Fill => {
      const value = Math.max(
        share(rack.powerW, rack.maxPowerW),
        share(rack.usedU, rack.heightU),
        share(rack.weightKg, rack.maxWeightKg),
      );
      return {
        key: `rack-${rack.id}`,
        label: rack.name,
        share: value,
        text: formatShare(value, locale),
        to: paths.rack(rack.id),
      };
    }),
    ...(prefixes.data?.data ?? []).map((prefix: Prefix): Fill => ({
      key: `prefix-${prefix.id}`,
      label: prefix.cidr,
      share: share(prefix.used, prefix.size),
      text: formatShare(share(prefix.used, prefix.size), locale),
      to: paths.prefix(prefix.id),
    })),
    ...(pools.data?.data ?? []).flatMap((pool: Pool): Fill[] =>
      pool.latest
        ? [
            {
              key: `pool-${pool.id}`,
              label: pool.name,
              share: share(pool.latest.physicalBytes, pool.latest.capacityBytes),
              text: formatShare(share(pool.latest.physicalBytes, pool.latest.capacityBytes), locale),
              to: paths.pool(pool.id),
            },
          ]
        : [],
    ),
  ].toSorted((left, right) => right.share - left.share);
  return (
    <Panel title={t('overview.filling')}>
      {[...always, ...fullest.slice(0, MOST_FILLS - always.length)].map((fill) => (
        <div key={fill.key} className="fill-row">
          <Link to={fill.to}>{fill.label}</Link>
          <Bar label={fill.label} share={fill.share} text={fill.text} />
        </div>
      ))}
    </Panel>
  );
}

function Users() {
  const { t, number } = useWords();
  const tenants = useQuery({ ...adminQueries.tenants(), staleTime: 10_000 });
  const known = (tenants.data?.data ?? []).slice(0, TENANTS_ASKED);
  const counts = useQueries({
    queries: known.map((tenant) => ({
      ...adminQueries.guests({ tenantId: tenant.id, pageSize: 1 }),
      staleTime: 30_000,
    })),
  });
  const rows = known
    .map((tenant, index) => ({ ...tenant, instances: counts[index]?.data?.results ?? 0 }))
    .filter((tenant) => tenant.instances > 0)
    .toSorted((left, right) => right.instances - left.instances)
    .slice(0, MOST_FILLS);
  const most = Math.max(1, rows[0]?.instances ?? 1);
  return (
    <Panel title={t('overview.using')} extra={<Link to={paths.tenants()}>{t('overview.allTenants')}</Link>}>
      {rows.length === 0 ? <p className="muted">{t('overview.nobody')}</p> : null}
      {rows.map((tenant) => (
        <div key={tenant.id} className="fill-row">
          <Link to={paths.tenant(tenant.id)}>{tenant.name}</Link>
          <Bar
            label={tenant.name}
            share={tenant.instances / most}
            warnAt={2}
            text={t('overview.machines', { count: tenant.instances, text: number(tenant.instances) })}
          />
        </div>
      ))}
    </Panel>
  );
}

function Earned() {
  const { t, locale, money } = useWords();
  const month = monthBefore(usePortalNow());
  const invoices = useQuery({ ...billingQueries.invoices({ month, pageSize: 500 }), staleTime: 30_000 });
  const rows = invoices.data?.data ?? [];
  const currencies = [...new Set(rows.map((invoice) => invoice.total.currency))];
  const sums = currencies.map((currency): Money => ({
    currency,
    amount: sumDecimals(
      rows.filter((invoice) => invoice.total.currency === currency).map((invoice) => invoice.total.amount),
    ),
  }));
  const top = rows.toSorted((left, right) => compareDecimals(right.total.amount, left.total.amount)).slice(0, 4);
  return (
    <Panel
      title={t('overview.earned', { month: formatMonth(month, locale) })}
      extra={<Link to={paths.invoices()}>{t('shell.nav.invoices')}</Link>}
    >
      {sums.length === 0 ? <p className="muted">{t('overview.notInvoiced')}</p> : null}
      {sums.map((sum) => (
        <div key={sum.currency} className="trace-figure">
          <strong>{money(sum)}</strong>
        </div>
      ))}
      {top.length > 0 ? (
        <table className="plain">
          <caption className="sr-only">{t('overview.largest')}</caption>
          <tbody>
            {top.map((invoice) => (
              <tr key={invoice.id}>
                <td>
                  <Link to={paths.invoice(invoice.id)}>{invoice.number}</Link>
                </td>
                <td>{invoice.tenantName}</td>
                <td className="numeric">
                  <MoneyText money={invoice.total} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </Panel>
  );
}
