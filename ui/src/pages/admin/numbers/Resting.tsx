import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { adminQueries } from '../../../api/admin.ts';
import { numberQueries, numbers, type RestingAddress } from '../../../api/numbers.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useAsOf, useSearchState } from '../../../components/asOf.tsx';
import { Link } from '../../../components/Link.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byText, QueryTable, usePaging, type Column } from '../../../table/QueryTable.tsx';
import { Button, Empty, Pick, useSay } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';

/** Addresses that rest after they were given back: who had each last, and when it may be given out again. */
export function Resting() {
  const { t } = useWords();
  const asOf = useAsOf();
  const say = useSay();
  const reason = useReason();
  const [params, change] = useSearchState();
  const prefixes = useQuery(adminQueries.prefixes(asOf));
  const prefixId = Number(params.get('prefix')) || undefined;
  const query = useQuery({
    ...numberQueries.resting(prefixId, asOf, usePaging('resting')),
    placeholderData: keepPreviousData,
  });
  const lift = useDeed<RestingAddress>({
    run: (row) => numbers.liftQuarantine(row.address, row.prefixId),
    stale: ['/admin/v1/resting-addresses', '/admin/v1/prefixes', '/admin/v1/addresses'],
    done: (_, row) => t('numbers.lifted', { address: row.address }),
  });
  const prefix = (row: RestingAddress) =>
    prefixes.data?.data.find((each) => each.id === row.prefixId)?.cidr ?? `#${row.prefixId}`;
  const columns: readonly Column<RestingAddress>[] = [
    {
      key: 'address',
      title: t('numbers.address'),
      text: (row) => row.address,
      order: byText((row) => row.address),
      render: (row) => (
        <Link to={paths.address(row.address)}>
          <span className="mono">{row.address}</span>
        </Link>
      ),
    },
    {
      key: 'prefix',
      title: t('addresses.prefix'),
      text: prefix,
      order: byText(prefix),
      render: (row) => <Link to={paths.prefix(row.prefixId)}>{prefix(row)}</Link>,
    },
    {
      key: 'holder',
      title: t('numbers.lastHolder'),
      text: (row) => row.holder,
      order: byText((row) => row.holder),
      render: (row) => <span className="mono">{row.holder}</span>,
    },
    {
      key: 'back',
      title: t('numbers.givenBack'),
      text: (row) => row.until ?? '',
      order: byText((row) => row.until ?? ''),
      render: (row) => <When at={row.until} />,
    },
    {
      key: 'until',
      title: t('numbers.restsUntil'),
      text: (row) => row.quarantinedUntil ?? '',
      order: byText((row) => row.quarantinedUntil ?? ''),
      render: (row) => <When at={row.quarantinedUntil} />,
    },
    {
      key: 'act',
      title: t('common.actions'),
      render: (row) => (
        <Button
          reason={reason('inventory')}
          onClick={() =>
            say.ask({
              title: t('numbers.askLift', { address: row.address }),
              text: t('numbers.askLiftText', { holder: row.holder }),
              yes: t('numbers.lift'),
              no: t('common.cancel'),
              run: () => lift.mutateAsync(row),
            })
          }
        >
          {t('numbers.lift')}
        </Button>
      ),
    },
  ];
  return (
    <QueryTable<RestingAddress>
      name="resting"
      label={t('numbers.tabs.resting')}
      query={query}
      columns={columns}
      paged
      rowKey={(row) => String(row.assignmentId)}
      filters={
        <Pick
          label={t('addresses.prefix')}
          value={prefixId}
          choices={(prefixes.data?.data ?? []).map((each) => ({ value: each.id, label: each.cidr }))}
          onChange={(value) => change({ prefix: value?.toString(), 'resting.page': undefined })}
        />
      }
      empty={
        <Empty title={t('numbers.noneResting')}>
          <p>{t('numbers.noneRestingNext')}</p>
        </Empty>
      }
    />
  );
}
