import { useQuery } from '@tanstack/react-query';
import { isLost } from '../../../api/again.ts';
import { admin, adminQueries } from '../../../api/admin.ts';
import { useFormDeed, useReason } from '../../../components/act.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { usePresent } from '../../../components/session.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { Button, FormBox, Panel, TableSkeleton, TextField, useForm } from '../../../ui/index.ts';
import { fromLocalInput, instantOf, isoInstant } from '../../../util/dates.ts';

/** The portal's own clock; where it may be moved, only forward. */
export function ClockPanel() {
  const { t } = useWords();
  const { zone } = usePresent();
  const reason = useReason();
  const query = useQuery({ ...adminQueries.clock(), refetchInterval: 5_000 });
  const handle = useForm<{ to: string }>();
  const deed = useFormDeed<{ to: string }>({
    handle,
    run: ({ to }) => admin.moveClock(isoInstant(fromLocalInput(to, zone) ?? instantOf(to))),
    stale: ['/'],
    done: t('operations.clockMoved'),
  });
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={2} label={t('common.loading')} />;
  return (
    <div className="reading">
      <Panel title={t('operations.clock')}>
        <div className="trace-figure">
          <strong>
            <When at={query.data.now} style="exact" />
          </strong>
        </div>
        <p className="muted">{query.data.movable ? t('operations.clockMovable') : t('operations.clockFixed')}</p>
        {query.data.movable ? (
          <FormBox handle={handle} onSubmit={deed.submit}>
            <TextField
              name="to"
              label={t('operations.moveTo', { zone })}
              type="datetime-local"
              required={t('common.required')}
            />
            {deed.failure ? <FailureNotice error={deed.failure} /> : null}
            <Button kind="primary" submit busy={deed.busy} reason={reason('operations')}>
              {t('operations.move')}
            </Button>
          </FormBox>
        ) : null}
      </Panel>
    </div>
  );
}
