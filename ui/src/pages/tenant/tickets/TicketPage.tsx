import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { adminQueries } from '../../../api/admin.ts';
import { OWN_TICKETS, ticket, ticketQueries, type Ticket } from '../../../api/tickets.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useAsOf, useShowsPast } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { ReplyForm } from '../../../components/ReplyForm.tsx';
import { usePace } from '../../../components/session.tsx';
import { Thread } from '../../../components/Thread.tsx';
import { TicketState } from '../../../components/TicketState.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { Button, Facts, Panel, TableSkeleton, useSay } from '../../../ui/index.ts';
import { instantOf, isoInstant } from '../../../util/dates.ts';
import { paths } from '../../../util/paths.ts';

/** A ticket: what was asked, what was answered, and what may be said yet. */
export default function TicketPage() {
  const id = Number(useParams()['id']);
  const { t } = useWords();
  const say = useSay();
  const reason = useReason();
  const asOf = useAsOf();
  const slow = usePace(false);
  const [replying, setReplying] = useState(false);
  const every = { placeholderData: keepPreviousData, refetchInterval: asOf === undefined ? slow : (false as const) };
  const query = useQuery({ ...ticketQueries.ownOne(id, asOf), ...every });
  const replies = useQuery({ ...ticketQueries.ownReplies(id, asOf), ...every });
  const history = useQuery(adminQueries.ticketHistory(id));
  useShowsPast((history.data?.data ?? []).map((event) => isoInstant(instantOf(event.at))));
  const closing = useDeed({
    run: () => ticket.close(id),
    stale: [OWN_TICKETS, '/portal/v1'],
    done: t('tickets.closed'),
  });
  const failed = query.error ?? replies.error;
  if (failed) {
    return <FailureNotice error={failed} onRetry={() => void Promise.all([query.refetch(), replies.refetch()])} />;
  }
  if (query.data === undefined || replies.data === undefined) {
    return <TableSkeleton columns={2} label={t('common.loading')} />;
  }
  const row = query.data;
  const off = reason('own') ?? (row.closable ? undefined : t('tickets.isClosed'));
  return (
    <div className="stack">
      <PageHead
        title={row.summary || t('tickets.erased')}
        crumbs={[{ text: t('tickets.title'), to: paths.tickets() }]}
        beside={<TicketState id={row.id} state={row.status} />}
        actions={
          <>
            <Button kind="primary" reason={off} onClick={() => setReplying(true)}>
              {t('tickets.reply')}
            </Button>
            <Button
              reason={off}
              onClick={() =>
                say.ask({
                  title: t('tickets.askClose', { summary: row.summary }),
                  text: t('tickets.askCloseText'),
                  yes: t('tickets.close'),
                  no: t('common.cancel'),
                  run: () => closing.mutateAsync(),
                })
              }
            >
              {t('tickets.close')}
            </Button>
          </>
        }
      />
      <Panel title={t('tickets.about')}>
        <Facts
          facts={[
            { label: t('tickets.about'), value: <About row={row} /> },
            {
              label: t('tickets.severity'),
              value: row.severity === null ? '–' : t(`tickets.severities.${row.severity as 1 | 2 | 3}`),
            },
            { label: t('tickets.openedAt'), value: <When at={row.opened} style="exact" /> },
            { label: t('tickets.updated'), value: <When at={row.updated} style="exact" /> },
          ]}
        />
      </Panel>
      <Panel title={t('tickets.thread')}>
        <Thread
          written={[
            { key: 'first', by: row.opened_by, staff: false, at: row.opened, text: row.description },
            ...replies.data.data.map((reply) => ({
              key: String(reply.id),
              by: reply.from_linode ? '' : reply.created_by,
              staff: reply.from_linode,
              at: reply.created,
              text: reply.description,
            })),
          ]}
        />
      </Panel>
      {replying ? (
        <ReplyForm
          send={(text, key) => ticket.reply(id, text, key)}
          stale={[OWN_TICKETS, '/portal/v1']}
          onClose={() => setReplying(false)}
        />
      ) : null}
    </div>
  );
}

function About({ row }: { readonly row: Ticket }) {
  const about = row.entity;
  if (about === null) return '–';
  const places = {
    linode: paths.machine(about.id),
    volume: paths.volumes(),
    firewall: paths.firewall(about.id),
    vpc: paths.network(about.id),
  } as const;
  return <Link to={places[about.type]}>{about.label}</Link>;
}
