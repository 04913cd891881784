import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { isLost } from '../../../api/again.ts';
import { adminQueries } from '../../../api/admin.ts';
import {
  STAFF_TICKETS,
  staffTicket,
  ticketQueries,
  type StaffTicket,
  type TicketState as Name,
} from '../../../api/tickets.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useAsOf, useShowsPast } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { HistoryOf } from '../../../components/HistoryList.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { ReplyForm } from '../../../components/ReplyForm.tsx';
import { usePace } from '../../../components/session.tsx';
import { Thread } from '../../../components/Thread.tsx';
import { TicketState } from '../../../components/TicketState.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { Button, Facts, Panel, TableSkeleton } from '../../../ui/index.ts';
import { instantOf, isoInstant } from '../../../util/dates.ts';
import { paths } from '../../../util/paths.ts';

const STALE = [STAFF_TICKETS, '/admin/v1/overview', '/admin/v1/history'];

/** A tenant's ticket, as who answers it sees it. */
export default function TicketPage() {
  const id = Number(useParams()['id']);
  const { t } = useWords();
  const reason = useReason();
  const asOf = useAsOf();
  const slow = usePace(false);
  const [replying, setReplying] = useState(false);
  const query = useQuery({
    ...ticketQueries.staffOne(id, asOf),
    placeholderData: keepPreviousData,
    refetchInterval: asOf === undefined ? slow : false,
  });
  const history = useQuery(adminQueries.history(`ticket-${id}`));
  useShowsPast((history.data?.data ?? []).map((event) => isoInstant(instantOf(event.at))));
  const closing = useDeed({ run: () => staffTicket.close(id), stale: STALE, done: t('tickets.closed') });
  const reopening = useDeed({ run: () => staffTicket.reopen(id), stale: STALE, done: t('tickets.reopened') });
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <TableSkeleton columns={2} label={t('common.loading')} />;
  const { ticket, description, replies } = query.data;
  const closed = ticket.state === 'CLOSED';
  const off = reason('tickets');
  return (
    <div className="stack">
      <PageHead
        title={ticket.summary || t('tickets.erased')}
        crumbs={[{ text: t('tickets.title'), to: paths.tickets() }]}
        beside={<TicketState id={ticket.id} state={ticket.state.toLowerCase() as Name} />}
        actions={
          <>
            <Button
              kind="primary"
              reason={off ?? (closed ? t('tickets.isClosed') : undefined)}
              onClick={() => setReplying(true)}
            >
              {t('tickets.reply')}
            </Button>
            {closed ? (
              <Button reason={off} busy={reopening.isPending} onClick={() => reopening.mutate()}>
                {t('tickets.reopen')}
              </Button>
            ) : (
              <Button reason={off} busy={closing.isPending} onClick={() => closing.mutate()}>
                {t('tickets.close')}
              </Button>
            )}
          </>
        }
      />
      <Panel title={t('tickets.about')}>
        <Facts
          facts={[
            {
              label: t('tickets.tenant'),
              value: <Link to={paths.tenant(ticket.tenantId)}>{ticket.tenantName ?? String(ticket.tenantId)}</Link>,
            },
            { label: t('tickets.about'), value: <About ticket={ticket} /> },
            {
              label: t('tickets.severity'),
              value: ticket.severity ? t(`tickets.severities.${ticket.severity as 1 | 2 | 3}`) : '–',
            },
            { label: t('tickets.openedAt'), value: <When at={ticket.openedAt} style="exact" /> },
            { label: t('tickets.wait'), value: ticket.waiting ? t('tickets.waiting') : '–' },
          ]}
        />
      </Panel>
      <Panel title={t('tickets.thread')}>
        <Thread
          written={[
            { key: 'first', by: ticket.openedBy ?? '', staff: false, at: ticket.openedAt, text: description },
            ...replies.map((reply) => ({
              key: String(reply.id),
              by: reply.writtenBy ?? '',
              staff: reply.fromStaff,
              at: reply.at,
              text: reply.text,
            })),
          ]}
        />
      </Panel>
      <Panel title={t('tickets.history')}>
        <HistoryOf query={history} travel />
      </Panel>
      {replying ? (
        <ReplyForm
          send={(text, key) => staffTicket.reply(id, text, key)}
          stale={STALE}
          onClose={() => setReplying(false)}
        />
      ) : null}
    </div>
  );
}

function About({ ticket }: { readonly ticket: StaffTicket }) {
  const { t } = useWords();
  const { aboutKind: kind, aboutId: id, aboutLabel: label } = ticket;
  if (!kind || !id) return '–';
  return kind === 'linode' ? (
    <Link to={paths.guest(id)}>{label ?? String(id)}</Link>
  ) : (
    `${t(`tickets.kinds.${kind}`)}: ${label ?? id}`
  );
}
