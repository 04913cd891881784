import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { noticeQueries, notices } from '../api/notices.ts';
import { useStale } from '../components/act.tsx';
import { Link } from '../components/Link.tsx';
import { usePace, usePresent } from '../components/session.tsx';
import { useWords, When } from '../components/words.tsx';
import { Icon, Popover } from '../ui/index.ts';
import { paths } from '../util/paths.ts';

/** What a tenant is told about: invoices, payments, budgets, answers to tickets. Opening it counts as having seen it. */
export function Notices() {
  const { person } = usePresent();
  return person.role === 'TENANT' ? <TenantNotices /> : null;
}

function TenantNotices() {
  const { t } = useWords();
  const stale = useStale();
  const [open, setOpen] = useState(false);
  const unseen = useQuery({ ...noticeQueries.unseen(), refetchInterval: usePace(false), retry: false });
  const count = unseen.data?.count ?? 0;
  const label = t('shell.notices.label', { count });
  const toggle = (next: boolean) => {
    setOpen(next);
    // Told as seen when it is closed, so that what is new stays marked while it is read.
    if (!next && count > 0) void notices.see().then(() => stale('/portal/v1/notices'));
  };
  return (
    <Popover
      open={open}
      onOpenChange={toggle}
      content={
        <div className="activity" role="dialog" aria-label={t('shell.notices.title')}>
          <h2>{t('shell.notices.title')}</h2>
          {open ? <Latest /> : null}
          <Link to={`${paths.access()}?tab=webhooks`}>{t('shell.notices.webhooks')}</Link>
        </div>
      }
    >
      <button
        type="button"
        className="tool"
        data-testid="notices"
        aria-label={label}
        title={label}
        aria-haspopup="dialog"
        aria-expanded={open}
      >
        <Icon name="mail" />
        {count > 0 ? <span className="badge">{count}</span> : null}
      </button>
    </Popover>
  );
}

function Latest() {
  const { t, locale } = useWords();
  const latest = useQuery(noticeQueries.latest());
  if (latest.isPending) return <p className="muted">{t('common.loading')}</p>;
  const rows = latest.data?.data ?? [];
  if (rows.length === 0) return <p className="muted">{t('shell.notices.nothing')}</p>;
  return (
    <ul className="event-lines">
      {rows.map((notice) => {
        const [invoice] = notice.invoices;
        const [ticket] = notice.tickets;
        const about =
          invoice === undefined ? (ticket === undefined ? undefined : paths.ticket(ticket)) : paths.bill(invoice);
        const text = notice.words[locale] ?? notice.words['en'] ?? notice.kind;
        return (
          <li key={notice.id}>
            {notice.unseen ? <strong>{t('shell.notices.new')} </strong> : null}
            {about === undefined ? text : <Link to={about}>{text}</Link>}{' '}
            <span className="muted">
              <When at={notice.at} />
            </span>
          </li>
        );
      })}
    </ul>
  );
}
