import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Host } from '../../../api/admin-types.ts';
import { hostEncryption } from '../../../api/hosts.ts';
import { useReason } from '../../../components/act.tsx';
import { useAsOf } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { Link } from '../../../components/Link.tsx';
import { usePace } from '../../../components/session.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { Button, Facts, Notice, Panel, TableSkeleton } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';

const STALE = ['/admin/v1/host-encryption', '/admin/v1/hosts', '/admin/v1/history', '/v4/regions'];

/** Whether a host is said to keep its guests' disks on encrypted storage, beside what was found there. */
export function HostEncryption({ host }: { readonly host: Host }) {
  const { t, number } = useWords();
  const reason = useReason();
  const asOf = useAsOf();
  const [saying, setSaying] = useState(false);
  const query = useQuery({ ...hostEncryption.of(host.id, asOf), refetchInterval: usePace(false) });
  const said = query.data;
  const title = t('placing.encryption.title');
  return (
    <Panel
      title={title}
      extra={
        <Button reason={reason('inventory')} testId="encryption" onClick={() => setSaying(true)}>
          {t(host.encrypted ? 'placing.encryption.unsay' : 'placing.encryption.say')}
        </Button>
      }
    >
      {query.error ? <FailureNotice error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? <TableSkeleton columns={2} label={title} /> : null}
      {said ? (
        <div className="stack">
          <Facts
            facts={[
              {
                label: t('placing.encryption.said'),
                value: t(said.encrypted ? 'placing.encryption.yes' : 'placing.encryption.no'),
              },
              { label: t('placing.reason'), value: said.reason ?? '–' },
              {
                label: t('placing.encryption.since'),
                value: said.since ? <When at={said.since} style="exact" /> : '–',
              },
              { label: t('placing.encryption.guests'), value: number(said.guests) },
              ...(asOf === undefined
                ? [
                    {
                      label: t('placing.encryption.found'),
                      value: (
                        <span data-testid="encryption-found">
                          {t(`placing.encryption.founds.${said.found ?? (host.uri ? 'NOT_YET' : 'SIMULATED')}`)}
                        </span>
                      ),
                    },
                  ]
                : []),
              ...(said.pools
                ? [{ label: t('placing.encryption.pools'), value: <pre className="mono">{said.pools}</pre> }]
                : []),
            ]}
          />
          {said.encrypted && said.found === 'NO_DM_CRYPT' ? (
            <Notice kind="warn" title={t('placing.encryption.differs')} />
          ) : null}
          <p className="muted">
            {t('placing.encryption.who')} <Link to={`${paths.host(host.id)}?tab=history`}>{t('trace.history')}</Link>
          </p>
        </div>
      ) : null}
      {saying ? (
        <FormDialog
          title={t(host.encrypted ? 'placing.encryption.unsay' : 'placing.encryption.say')}
          renderBeside={() => (
            <p className="muted">{t(host.encrypted ? 'placing.encryption.unsaySub' : 'placing.encryption.saySub')}</p>
          )}
          fields={[
            {
              name: 'reason',
              label: t('placing.reason'),
              ...(host.encrypted ? {} : { hint: t('placing.encryption.reasonHint') }),
              maxLength: 200,
              wide: true,
            },
          ]}
          run={(values) => hostEncryption.say(host.id, { ...values, encrypted: !host.encrypted })}
          stale={STALE}
          done={t('placing.encryption.done')}
          onClose={() => setSaying(false)}
        />
      ) : null}
    </Panel>
  );
}
