import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { isLost } from '../../../api/again.ts';
import { adminQueries } from '../../../api/admin.ts';
import { script, scriptQueries, type ScriptField } from '../../../api/scripts.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useGo } from '../../../components/asOf.tsx';
import { CopyButton, FailureNotice } from '../../../components/failure.tsx';
import { HistoryOf } from '../../../components/HistoryList.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { Button, Code, Facts, Notice, Panel, TableSkeleton, useSay } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { ScriptForm } from './ScriptForm.tsx';

/** A script: what it does, what it asks for, how it came to be, and the way to a machine that runs it. */
export default function ScriptPage() {
  const id = Number(useParams()['id']);
  const { t } = useWords();
  const go = useGo();
  const say = useSay();
  const reason = useReason();
  const [editing, setEditing] = useState(false);
  const query = useQuery({ ...scriptQueries.one(id), placeholderData: keepPreviousData });
  const history = useQuery({ ...adminQueries.scriptHistory(id), enabled: query.data?.mine === true });
  const removal = useDeed({
    run: () => script.remove(id),
    stale: ['/v4/linode/stackscripts'],
    done: t('scripts.deleted'),
    after: () => go(paths.scripts()),
  });
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  const row = query.data;
  if (row === undefined) return <TableSkeleton columns={2} label={t('common.loading')} />;
  const off = reason('own');
  return (
    <div className="stack">
      <PageHead
        title={row.label}
        crumbs={[{ text: t('scripts.title'), to: paths.scripts() }]}
        actions={
          <>
            <Button kind="primary" reason={off} onClick={() => go(paths.machineNew({ script: id }))}>
              {t('scripts.deploy')}
            </Button>
            {row.mine ? (
              <Button reason={off} onClick={() => setEditing(true)}>
                {t('scripts.revise')}
              </Button>
            ) : null}
            {row.mine ? (
              <Button
                kind="danger"
                reason={off ?? (row.is_public ? t('scripts.publicStays') : undefined)}
                onClick={() =>
                  say.ask({
                    title: t('scripts.askDelete', { label: row.label }),
                    text: t('scripts.askDeleteText'),
                    yes: t('common.delete'),
                    no: t('common.cancel'),
                    danger: true,
                    run: () => removal.mutateAsync(),
                  })
                }
              >
                {t('common.delete')}
              </Button>
            ) : null}
          </>
        }
      />
      {row.mine ? null : <Notice kind="warn" title={t('scripts.ofOthers')} />}
      <Panel title={t('scripts.about')}>
        <Facts
          facts={[
            { label: t('scripts.description'), value: row.description || '–' },
            { label: t('scripts.images'), value: row.images.join(', ') },
            { label: t('scripts.author'), value: row.username || '–' },
            { label: t('scripts.deployments'), value: row.deployments_total },
            { label: t('scripts.active'), value: row.deployments_active },
            { label: t('scripts.shown'), value: t(row.is_public ? 'scripts.toAll' : 'scripts.toNobody') },
            { label: t('scripts.note'), value: row.rev_note || '–' },
            { label: t('scripts.updated'), value: <When at={row.updated} style="exact" /> },
          ]}
        />
      </Panel>
      {row.user_defined_fields.length > 0 ? (
        <Panel title={t('scripts.asks')}>
          <Facts
            facts={row.user_defined_fields.map((field) => ({ label: field.label, value: <Asks field={field} /> }))}
          />
        </Panel>
      ) : null}
      <Panel title={t('scripts.script')} extra={<CopyButton text={row.script} label={t('scripts.copy')} />}>
        <Code text={row.script} />
      </Panel>
      {row.mine ? (
        <Panel title={t('scripts.revisions')}>
          <HistoryOf query={history} />
        </Panel>
      ) : null}
      {editing ? <ScriptForm row={row} onClose={() => setEditing(false)} /> : null}
    </div>
  );
}

function Asks({ field }: { readonly field: ScriptField }) {
  const choices = field.oneof ?? field.manyof;
  return (
    <span className="mono">
      {field.name}
      {field.default === undefined ? '' : ` = ${field.default}`}
      {choices === undefined ? '' : ` (${choices})`}
    </span>
  );
}
