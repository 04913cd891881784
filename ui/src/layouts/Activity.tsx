import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { adminQueries } from '../api/admin.ts';
import { billingQueries } from '../api/billing.ts';
import { tenant, tenantQueries } from '../api/tenant.ts';
import { useStale } from '../components/act.tsx';
import { EventLine } from '../components/EventLine.tsx';
import { Link } from '../components/Link.tsx';
import { usePace, usePresent } from '../components/session.tsx';
import { useWords } from '../components/words.tsx';
import { Icon, Popover, Progress } from '../ui/index.ts';
import { formatMonth } from '../util/dates.ts';
import { paths } from '../util/paths.ts';

/** What is being done right now, with its progress; work goes on whatever page is open. */
export function Activity() {
  const { person } = usePresent();
  return person.role === 'TENANT' ? <TenantActivity /> : <OperatorActivity />;
}

interface BellProps {
  readonly busy: number;
  readonly alarms: number;
  readonly unread?: number;
  readonly onClose?: () => void;
  readonly children: React.ReactNode;
}

function Bell({ busy, alarms, unread = 0, onClose, children }: BellProps) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const label = t('shell.activity.label', { busy, alarms, unread });
  return (
    <Popover
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (!next) onClose?.();
      }}
      content={
        <div className="activity" role="dialog" aria-label={t('shell.activity.title')}>
          {children}
        </div>
      }
    >
      <button
        type="button"
        className="tool"
        aria-label={label}
        title={label}
        aria-haspopup="dialog"
        aria-expanded={open}
      >
        <Icon name={alarms > 0 ? 'warning' : 'bell'} />
        {busy + alarms > 0 ? <span className={alarms > 0 ? 'badge bad' : 'badge'}>{busy + alarms}</span> : null}
        {busy + alarms === 0 && unread > 0 ? <span className="badge soft">{unread}</span> : null}
      </button>
    </Popover>
  );
}

function TenantActivity() {
  const { t } = useWords();
  const events = useQuery({ ...tenantQueries.events(), refetchInterval: usePace(false) });
  const rows = events.data?.data ?? [];
  const stale = useStale();
  const unseen = rows.filter((event) => !event.seen);
  // Told as seen when it is closed, so that what is new stays marked while it is read.
  const see = () => {
    const [last] = unseen;
    if (last !== undefined) void tenant.seen(last.id).then(() => stale('/v4/account/events'));
  };
  const busy = rows.filter((event) => event.status === 'started' || event.status === 'scheduled').length;
  return (
    <Bell busy={busy} alarms={0} unread={unseen.length} onClose={see}>
      <h2>{t('shell.activity.title')}</h2>
      <ul className="event-lines">
        {rows.slice(0, 8).map((event) => (
          <li key={event.id} className={event.seen ? '' : 'unread'}>
            {event.seen ? null : <span className="sr-only">{t('shell.activity.unread')} </span>}
            <EventLine event={event} />
          </li>
        ))}
      </ul>
      {rows.length === 0 ? <p className="muted">{t('activity.empty')}</p> : null}
      <Link to={paths.activity()}>{t('shell.activity.all')}</Link>
    </Bell>
  );
}

function OperatorActivity() {
  const { t, locale } = useWords();
  const slow = usePace(false);
  const quick = usePace(true);
  const runs = useQuery({
    ...billingQueries.runs(),
    refetchInterval: (query) => (query.state.data?.data.some((run) => !run.finishedAt) ? quick : slow),
  });
  const overview = useQuery({ ...adminQueries.overview(), refetchInterval: slow });
  const working = (runs.data?.data ?? []).filter((run) => !run.finishedAt);
  const letters = overview.data?.deadLetters ?? 0;
  const waiting = overview.data?.ticketsWaiting ?? 0;
  return (
    <Bell busy={working.length} alarms={letters} unread={waiting}>
      <h2>{t('shell.activity.title')}</h2>
      {working.map((run) => (
        <div key={run.id} className="activity-run">
          <Link to={paths.invoiceRun(run.id)}>
            {t('shell.activity.runOf', { month: formatMonth(run.month, locale) })}
          </Link>
          <Progress
            label={t('shell.activity.progress')}
            done={run.done}
            total={run.total}
            text={`${run.done} / ${run.total}`}
          />
        </div>
      ))}
      {working.length === 0 ? <p className="muted">{t('shell.activity.nothing')}</p> : null}
      {waiting > 0 ? <Link to={paths.tickets()}>{t('shell.activity.tickets', { count: waiting })}</Link> : null}
      {letters > 0 ? <Link to={paths.operations()}>{t('shell.activity.letters', { count: letters })}</Link> : null}
    </Bell>
  );
}
