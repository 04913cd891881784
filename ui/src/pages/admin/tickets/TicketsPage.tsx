import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ticketQueries, type StaffTicket, type TicketState as Name } from '../../../api/tickets.ts';
import { useAsOf, useSearchState, useShowsPast } from '../../../components/asOf.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { usePace } from '../../../components/session.tsx';
import { TicketState } from '../../../components/TicketState.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, usePaging, type Column } from '../../../table/QueryTable.tsx';
import { Empty, Pick, Tag } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';

const STATES = ['NEW', 'OPEN', 'CLOSED'] as const;
const named = (row: StaffTicket): Name => row.state.toLowerCase() as Name;

/** What tenants asked of the house; what waits for an answer stands first. */
export default function TicketsPage() {
  const { t } = useWords();
  const asOf = useAsOf();
  const slow = usePace(false);
  useShowsPast();
  const [params, change] = useSearchState();
  const state = STATES.find((each) => each === params.get('state'));
  const query = useQuery({
    ...ticketQueries.staff({ ...usePaging('tickets'), state, asOf }),
    placeholderData: keepPreviousData,
    refetchInterval: asOf === undefined ? slow : false,
  });
  const columns: readonly Column<StaffTicket>[] = [
    {
      key: 'summary',
      title: t('tickets.summary'),
      text: (row) => row.summary,
      order: byText((row) => row.summary),
      render: (row) => <Link to={paths.ticket(row.id)}>{row.summary || t('tickets.erased')}</Link>,
    },
    {
      key: 'wait',
      title: t('tickets.wait'),
      text: (row) => (row.waiting ? t('tickets.waiting') : ''),
      render: (row) => (row.waiting ? <Tag kind="warn">{t('tickets.waiting')}</Tag> : '–'),
    },
    {
      key: 'state',
      title: t('tickets.state'),
      text: (row) => t(`tickets.states.${named(row)}`),
      order: byText((row) => row.state),
      render: (row) => <TicketState id={row.id} state={named(row)} />,
    },
    {
      key: 'tenant',
      title: t('tickets.tenant'),
      text: (row) => row.tenantName ?? '',
      order: byText((row) => row.tenantName ?? ''),
      render: (row) => <Link to={paths.tenant(row.tenantId)}>{row.tenantName ?? String(row.tenantId)}</Link>,
    },
    {
      key: 'about',
      title: t('tickets.about'),
      text: (row) => row.aboutLabel ?? '',
      render: (row) => row.aboutLabel ?? '–',
    },
    {
      key: 'severity',
      title: t('tickets.severity'),
      numeric: true,
      text: (row) => String(row.severity ?? ''),
      order: byNumber((row) => row.severity ?? 4),
      render: (row) => row.severity ?? '–',
    },
    {
      key: 'replies',
      title: t('tickets.replies'),
      numeric: true,
      text: (row) => String(row.replies),
      order: byNumber((row) => row.replies),
      render: (row) => row.replies,
    },
    {
      key: 'updated',
      title: t('tickets.updated'),
      text: (row) => row.updatedAt,
      order: byText((row) => row.updatedAt),
      render: (row) => <When at={row.updatedAt} />,
    },
  ];
  return (
    <>
      <PageHead title={t('tickets.title')} />
      <QueryTable<StaffTicket>
        name="tickets"
        label={t('tickets.title')}
        query={query}
        columns={columns}
        paged
        rowKey={(row) => String(row.id)}
        filters={
          <Pick
            label={t('tickets.state')}
            placeholder={t('tickets.all')}
            value={state}
            choices={STATES.map((value) => ({ value, label: t(`tickets.states.${value.toLowerCase() as Name}`) }))}
            onChange={(next) => change({ state: next, 'tickets.page': undefined })}
          />
        }
        empty={
          <Empty title={t('tickets.staffEmpty')}>
            <p>{t('tickets.staffEmptyNext')}</p>
          </Empty>
        }
      />
    </>
  );
}
