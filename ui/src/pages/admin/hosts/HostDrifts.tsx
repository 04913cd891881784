import { useQuery } from '@tanstack/react-query';
import type { Host } from '../../../api/admin-types.ts';
import { placing, placingQueries, type Drift, type Settling } from '../../../api/placing.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { Link } from '../../../components/Link.tsx';
import { useStateWord } from '../../../components/Status.tsx';
import { useWords } from '../../../components/words.tsx';
import { PlainTable } from '../../../table/PlainTable.tsx';
import { Button, Panel, TableSkeleton, useSay } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';

const STALE = ['/admin/v1/hosts', '/admin/v1/instances'];

const WORDS = {
  accept: {
    title: 'placing.drift.askAccept',
    text: 'placing.drift.askAcceptText',
    yes: 'placing.drift.accept',
    done: 'placing.drift.accepted',
  },
  filter: {
    title: 'placing.drift.askFilter',
    text: 'placing.drift.askFilterText',
    yes: 'placing.drift.filter',
    done: 'placing.drift.filterSet',
  },
  undo: {
    title: 'placing.drift.askUndo',
    text: 'placing.drift.askUndoText',
    yes: 'placing.drift.undo',
    done: 'placing.drift.undone',
  },
} as const;

/** A filter is never left as somebody changed it. Mirrors DriftDesk.accept. */
const waysOf = (row: Drift): readonly Settling[] =>
  row.deviations.some(({ part }) => part === 'FILTER') ? ['filter', 'undo'] : ['accept', 'undo'];

/** Machines that are otherwise on the host than in the book: the book follows, or it is undone on the host. */
export function HostDrifts({ host }: { readonly host: Host }) {
  const { t } = useWords();
  const say = useSay();
  const reason = useReason();
  const stateWord = useStateWord();
  const query = useQuery({ ...placingQueries.drift(host.id), retry: false });
  const settle = useDeed<{ readonly guest: number; readonly how: Settling }>({
    run: ({ guest, how }) => placing.settle(host.id, guest, how),
    stale: STALE,
    done: (_, { how }) => t(WORDS[how].done),
  });
  const told = (row: Drift) =>
    row.deviations.map(({ part, booked, seen }) =>
      t('placing.drift.otherwise', { part: t(`placing.drift.parts.${part}`), booked, seen: seen || '–' }),
    );
  const ask = (row: Drift, how: Settling) =>
    say.ask({
      title: t(WORDS[how].title),
      text: t(WORDS[how].text),
      yes: t(WORDS[how].yes),
      no: t('common.cancel'),
      danger: row.seen === 'ABSENT',
      run: () => settle.mutateAsync({ guest: row.instanceId, how }),
    });
  return (
    <Panel
      title={t('placing.drift.title')}
      extra={
        <Button kind="quiet" busy={query.isFetching} onClick={() => void query.refetch()}>
          {t('placing.drift.look')}
        </Button>
      }
    >
      <p className="muted">{t('placing.drift.sub')}</p>
      {query.error ? <FailureNotice error={query.error} /> : null}
      {query.isPending ? <TableSkeleton columns={4} label={t('placing.drift.title')} /> : null}
      {query.data?.drift.length === 0 ? <p>{t('placing.drift.none')}</p> : null}
      {query.data && query.data.drift.length > 0 ? (
        <PlainTable<Drift>
          name="drift-now"
          label={t('placing.drift.title')}
          rows={query.data.drift}
          rowKey={(row) => String(row.instanceId)}
          columns={[
            {
              key: 'guest',
              title: t('placing.approvals.guest'),
              text: (row) => String(row.instanceId),
              render: (row) => <Link to={paths.guest(row.instanceId)}>{row.instanceId}</Link>,
            },
            {
              key: 'booked',
              title: t('placing.drift.booked'),
              text: (row) => row.booked ?? '',
              render: (row) => (row.booked ? stateWord(row.booked) : '–'),
            },
            {
              key: 'seen',
              title: t('placing.drift.seen'),
              text: (row) => t(`placing.drift.seenAs.${row.seen}`),
              render: (row) => t(`placing.drift.seenAs.${row.seen}`),
            },
            {
              key: 'deviations',
              title: t('placing.drift.deviations'),
              text: (row) => told(row).join('; '),
              render: (row) =>
                row.deviations.length === 0 ? (
                  '–'
                ) : (
                  <ul className="link-list">
                    {told(row).map((line) => (
                      <li key={line}>{line}</li>
                    ))}
                  </ul>
                ),
            },
            {
              key: 'actions',
              title: t('common.actions'),
              text: () => '',
              render: (row) => (
                <div className="row">
                  {waysOf(row).map((how) => (
                    <Button
                      key={how}
                      reason={reason('inventory')}
                      busy={settle.isPending}
                      onClick={() => ask(row, how)}
                    >
                      {t(WORDS[how].yes)}
                    </Button>
                  ))}
                </div>
              ),
            },
          ]}
        />
      ) : null}
    </Panel>
  );
}
