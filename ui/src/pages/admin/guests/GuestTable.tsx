import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { adminQueries } from '../../../api/admin.ts';
import type { Guest } from '../../../api/admin-types.ts';
import { moving } from '../../../api/can.ts';
import { useAgainst, useAsOf, useSearchState } from '../../../components/asOf.tsx';
import { Link } from '../../../components/Link.tsx';
import { usePace } from '../../../components/session.tsx';
import { Status, useStateWord } from '../../../components/Status.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byText, QueryTable, usePaging, type Column } from '../../../table/QueryTable.tsx';
import { Empty, Pick } from '../../../ui/index.ts';
import { countChanges, differenceOf } from '../../../util/difference.ts';
import { paths } from '../../../util/paths.ts';

const STATES = [
  'RUNNING',
  'OFFLINE',
  'PROVISIONING',
  'BOOTING',
  'SHUTTING_DOWN',
  'DELETING',
  'FAILED',
  'DELETION_FAILED',
] as const;

interface GuestTableProps {
  readonly hostId?: number;
  readonly tenantId?: number;
}

/** Guests of a host, of a tenant or of all; as of any instant, or the difference of two. */
export function GuestTable({ hostId, tenantId }: GuestTableProps) {
  const { t } = useWords();
  const asOf = useAsOf();
  const against = useAgainst();
  const stateWord = useStateWord();
  const [params, change] = useSearchState();
  const status = params.get('status') ?? undefined;
  const paging = usePaging('guests');
  const quick = usePace(true);
  const slow = usePace(false);
  const compared = against !== undefined;
  const call = { hostId, tenantId, status, ...(compared ? { page: 1, pageSize: 500 } : paging) };
  const query = useQuery({
    ...adminQueries.guests({ asOf, ...call }),
    placeholderData: keepPreviousData,
    refetchInterval: (now) =>
      asOf === undefined
        ? now.state.data?.data.some((guest) => moving.has(guest.status.toLowerCase()))
          ? quick
          : slow
        : false,
  });
  const earlier = useQuery({ ...adminQueries.guests({ asOf: against, ...call }), enabled: compared });
  const differences =
    compared && earlier.data && query.data
      ? differenceOf(
          earlier.data.data,
          query.data.data,
          (guest) => String(guest.id),
          (guest) => `${guest.status}/${guest.plan}/${guest.hostId}/${guest.ipv4.join()}`,
        )
      : undefined;
  const changeOf = new Map((differences ?? []).map((difference) => [difference.row.id, difference.change]));
  const shown =
    differences && query.data
      ? {
          ...query,
          data: { ...query.data, data: differences.map((difference) => difference.row), results: differences.length },
        }
      : query;
  const counts = differences ? countChanges(differences) : undefined;
  const columns: readonly Column<Guest>[] = [
    ...(counts
      ? [
          {
            key: 'change',
            title: t('time.difference'),
            text: (guest: Guest) => t(`time.changes.${changeOf.get(guest.id) ?? 'same'}`),
            order: byText<Guest>((guest) => changeOf.get(guest.id) ?? ''),
            render: (guest: Guest) => t(`time.changes.${changeOf.get(guest.id) ?? 'same'}`),
          },
        ]
      : []),
    {
      key: 'label',
      title: t('machines.label'),
      text: (guest) => guest.label,
      order: byText((guest) => guest.label),
      render: (guest) => <Link to={paths.guest(guest.id)}>{guest.label}</Link>,
    },
    {
      key: 'status',
      title: t('machines.status'),
      text: (guest) => stateWord(guest.status),
      order: byText((guest) => guest.status),
      render: (guest) => <Status state={guest.status} trace={{ kind: 'history', id: `instance-${guest.id}` }} />,
    },
    {
      key: 'tenant',
      title: t('guests.tenant'),
      text: (guest) => guest.tenantName ?? String(guest.tenantId),
      order: byText((guest) => guest.tenantName ?? ''),
      render: (guest) => <Link to={paths.tenant(guest.tenantId)}>{guest.tenantName ?? guest.tenantId}</Link>,
    },
    {
      key: 'plan',
      title: t('machines.plan'),
      text: (guest) => guest.plan,
      order: byText((guest) => guest.plan),
      render: (guest) => guest.plan,
    },
    {
      key: 'ip',
      title: t('machines.ip'),
      text: (guest) => guest.ipv4.join(' '),
      order: byText((guest) => guest.ipv4[0] ?? ''),
      render: (guest) => <span className="mono">{guest.ipv4.join(' ') || '–'}</span>,
    },
    {
      key: 'region',
      title: t('machines.region'),
      text: (guest) => guest.region,
      order: byText((guest) => guest.region),
      render: (guest) => guest.region,
    },
    {
      key: 'host',
      title: t('guests.host'),
      text: (guest) => guest.hostName ?? String(guest.hostId ?? ''),
      order: byText((guest) => guest.hostName ?? ''),
      render: (guest) =>
        guest.hostId ? <Link to={paths.host(guest.hostId)}>{guest.hostName ?? guest.hostId}</Link> : '–',
    },
    {
      key: 'created',
      title: t('machines.created'),
      text: (guest) => guest.createdAt,
      order: byText((guest) => guest.createdAt),
      render: (guest) => <When at={guest.createdAt} />,
    },
  ];
  return (
    <QueryTable<Guest>
      name="guests"
      label={t('shell.nav.guests')}
      query={shown}
      columns={columns}
      paged={!compared}
      rowKey={(guest) => String(guest.id)}
      rowClass={(guest) => changeOf.get(guest.id) ?? ''}
      filters={
        <Pick
          label={t('machines.status')}
          value={status}
          choices={STATES.map((value) => ({ value, label: stateWord(value) }))}
          onChange={(value) => change({ status: value, 'guests.page': undefined })}
        />
      }
      actions={
        counts ? (
          <span className="small" role="status">
            {t('time.counts', { ...counts })}
          </span>
        ) : undefined
      }
      empty={
        <Empty title={asOf === undefined ? t('guests.empty') : t('guests.emptyThen')}>
          <p>{t('guests.emptyNext')}</p>
        </Empty>
      }
    />
  );
}
