import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ticketQueries, type Ticket } from '../../../api/tickets.ts';
import { useReason } from '../../../components/act.tsx';
import { useAsOf, useGo, useShowsPast } from '../../../components/asOf.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { TicketState } from '../../../components/TicketState.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byText, QueryTable, usePaging, type Column } from '../../../table/QueryTable.tsx';
import { Button, Code, Empty, Icon } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { TicketForm } from './TicketForm.tsx';

/** What a tenant asked of the house. */
export default function TicketsPage() {
  const { t } = useWords();
  const go = useGo();
  const reason = useReason();
  const asOf = useAsOf();
  useShowsPast();
  const [opening, setOpening] = useState(false);
  const query = useQuery({ ...ticketQueries.own(usePaging('tickets'), asOf), placeholderData: keepPreviousData });
  const columns: readonly Column<Ticket>[] = [
    {
      key: 'summary',
      title: t('tickets.summary'),
      text: (row) => row.summary,
      order: byText((row) => row.summary),
      render: (row) => <Link to={paths.ticket(row.id)}>{row.summary || t('tickets.erased')}</Link>,
    },
    {
      key: 'state',
      title: t('tickets.state'),
      text: (row) => t(`tickets.states.${row.status}`),
      order: byText((row) => row.status),
      render: (row) => <TicketState id={row.id} state={row.status} />,
    },
    {
      key: 'about',
      title: t('tickets.about'),
      text: (row) => row.entity?.label ?? '',
      render: (row) => row.entity?.label ?? '–',
    },
    {
      key: 'by',
      title: t('tickets.openedBy'),
      text: (row) => row.opened_by,
      order: byText((row) => row.opened_by),
      render: (row) => row.opened_by || t('tickets.erased'),
    },
    {
      key: 'updated',
      title: t('tickets.updated'),
      text: (row) => row.updated,
      order: byText((row) => row.updated),
      render: (row) => <When at={row.updated} />,
    },
  ];
  return (
    <>
      <PageHead
        title={t('tickets.title')}
        actions={
          <Button kind="primary" icon={<Icon name="plus" />} reason={reason('own')} onClick={() => setOpening(true)}>
            {t('tickets.create')}
          </Button>
        }
      />
      <QueryTable<Ticket>
        name="tickets"
        label={t('tickets.title')}
        query={query}
        columns={columns}
        paged
        rowKey={(row) => String(row.id)}
        empty={
          <Empty title={t('tickets.empty')}>
            <p>{t('tickets.emptyNext')}</p>
            <Code text="linode-cli tickets create --summary 'It does not start' --description 'Since this morning' --linode_id 7" />
          </Empty>
        }
      />
      {opening ? <TicketForm onClose={() => setOpening(false)} onOpened={(id) => go(paths.ticket(id))} /> : null}
    </>
  );
}
