import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { isLost } from '../../../api/again.ts';
import { adminQueries } from '../../../api/admin.ts';
import { STAFF_SCRIPTS, staffScriptQueries, takeDown, type PublicScript } from '../../../api/scripts.ts';
import { useReason } from '../../../components/act.tsx';
import { CopyButton, FailureNotice } from '../../../components/failure.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { HistoryOf } from '../../../components/HistoryList.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { useWords } from '../../../components/words.tsx';
import { Button, Code, Facts, Notice, Panel, TableSkeleton } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';

/** A script that tenants may run, and the button that takes it from all but its owner. */
export default function CommunityScriptPage() {
  const id = Number(useParams()['id']);
  const { t } = useWords();
  const reason = useReason();
  const [asking, setAsking] = useState(false);
  const query = useQuery({ ...staffScriptQueries.one(id), placeholderData: keepPreviousData });
  const history = useQuery(adminQueries.history(`stackscript-${id}`));
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  const row = query.data;
  if (row === undefined) return <TableSkeleton columns={2} label={t('common.loading')} />;
  return (
    <div className="stack">
      <PageHead
        title={row.label}
        crumbs={[{ text: t('scripts.staffTitle'), to: paths.scripts() }]}
        actions={
          row.takenDown ? null : (
            <Button kind="danger" reason={reason('operations')} onClick={() => setAsking(true)}>
              {t('scripts.takeDown')}
            </Button>
          )
        }
      />
      {row.takenDown ? (
        <Notice kind="warn" title={t('scripts.isTakenDown')}>
          {row.takenDown}
        </Notice>
      ) : null}
      <Panel title={t('scripts.about')}>
        <Facts
          facts={[
            {
              label: t('scripts.tenant'),
              value: <Link to={paths.tenant(row.tenantId)}>{row.tenantName ?? String(row.tenantId)}</Link>,
            },
            { label: t('scripts.author'), value: row.author || '–' },
            { label: t('scripts.description'), value: row.description || '–' },
            { label: t('scripts.images'), value: row.images.join(', ') },
            { label: t('scripts.deployments'), value: row.deployments },
            { label: t('scripts.active'), value: row.deploymentsActive },
          ]}
        />
      </Panel>
      <Panel title={t('scripts.script')} extra={<CopyButton text={row.script} label={t('scripts.copy')} />}>
        <Code text={row.script} />
      </Panel>
      <Panel title={t('scripts.revisions')}>
        <HistoryOf query={history} />
      </Panel>
      {asking ? (
        <FormDialog<PublicScript>
          title={t('scripts.takeDown')}
          fields={[
            {
              name: 'reason',
              label: t('scripts.reason'),
              kind: 'area',
              wide: true,
              maxLength: 500,
              hint: t('scripts.reasonHint'),
            },
          ]}
          run={({ reason: why }) => takeDown(id, why)}
          stale={[STAFF_SCRIPTS, '/admin/v1/history']}
          done={t('scripts.takenDown')}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </div>
  );
}
