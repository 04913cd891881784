import { useQuery } from '@tanstack/react-query';
import { noticeQueries, notices } from '../api/notices.ts';
import { useStale } from '../components/act.tsx';
import { Link } from '../components/Link.tsx';
import { usePace, usePresent } from '../components/session.tsx';
import { useWords } from '../components/words.tsx';
import { Button, Notice } from '../ui/index.ts';
import { paths } from '../util/paths.ts';

/** What nobody should have to look for: service at stake, or money that ran out. */
const GRAVE: ReadonlySet<string> = new Set([
  'ServiceStopped',
  'ReceivableFellDue',
  'DunningStepTaken',
  'WalletRanLow',
  'BudgetThresholdReached',
]);

/** Over every page until it is said to be seen, which the server remembers for all of the person's browsers. */
export function Banner() {
  const { person } = usePresent();
  return person.role === 'TENANT' ? <TenantBanner /> : null;
}

function TenantBanner() {
  const { t, locale } = useWords();
  const stale = useStale();
  const unseen = useQuery({ ...noticeQueries.unseen(), refetchInterval: usePace(false), retry: false });
  const latest = useQuery({ ...noticeQueries.latest(), enabled: (unseen.data?.count ?? 0) > 0, retry: false });
  const first = latest.data?.data.find((notice) => notice.unseen && GRAVE.has(notice.kind));
  if ((unseen.data?.count ?? 0) === 0 || first === undefined) return null;
  return (
    <div className="banner" role="region" aria-label={t('shell.notices.title')} data-testid="banner">
      <Notice
        kind={first.kind === 'ServiceStopped' ? 'bad' : 'warn'}
        title={first.words[locale] ?? first.words['en'] ?? first.kind}
        action={
          <span className="row">
            <Link to={`${paths.billing()}?tab=wallet`}>{t('shell.banner.more')}</Link>
            <Button
              kind="quiet"
              testId="banner-seen"
              onClick={() => void notices.see().then(() => stale('/portal/v1/notices'))}
            >
              {t('shell.banner.dismiss')}
            </Button>
          </span>
        }
      />
    </div>
  );
}
