import { useQuery } from '@tanstack/react-query';
import { admin, adminQueries } from '../../../api/admin.ts';
import type { DeadLetter, ProcessorState, ProjectionState } from '../../../api/admin-types.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useSearchState } from '../../../components/asOf.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { usePace } from '../../../components/session.tsx';
import { Status } from '../../../components/Status.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Button, Empty, Progress, State, Tabs, useSay } from '../../../ui/index.ts';
import { ClockPanel } from './ClockPanel.tsx';
import { Faults } from './Faults.tsx';
import { Upkeeps } from './Upkeeps.tsx';

export default function OperationsPage() {
  const { t } = useWords();
  const [params, change] = useSearchState();
  return (
    <>
      <PageHead title={t('shell.nav.operations')} />
      <Tabs
        active={params.get('tab') ?? 'processors'}
        onChange={(key) => change({ tab: key === 'processors' ? undefined : key })}
        tabs={[
          { key: 'processors', label: t('operations.processors'), content: <Processors /> },
          { key: 'letters', label: t('operations.letters'), content: <Letters /> },
          { key: 'projections', label: t('operations.projections'), content: <Projections /> },
          { key: 'faults', label: t('operations.faults'), content: <Faults /> },
          { key: 'upkeep', label: t('operations.upkeep.title'), content: <Upkeeps /> },
          { key: 'clock', label: t('operations.clock'), content: <ClockPanel /> },
        ]}
      />
    </>
  );
}

function Processors() {
  const { t, number } = useWords();
  const query = useQuery({ ...adminQueries.processors(), refetchInterval: usePace(true) });
  const columns: readonly Column<ProcessorState>[] = [
    {
      key: 'name',
      title: t('operations.name'),
      text: (row) => row.name,
      order: byText((row) => row.name),
      render: (row) => <span className="mono">{row.name}</span>,
    },
    {
      key: 'state',
      title: t('devices.state'),
      text: (row) => row.state,
      order: byText((row) => row.state),
      render: (row) => <Status state={row.state} />,
    },
    {
      key: 'lag',
      title: t('operations.lag'),
      numeric: true,
      text: (row) => String(row.lag),
      order: byNumber((row) => row.lag),
      render: (row) => number(row.lag),
    },
    {
      key: 'segments',
      title: t('operations.segments'),
      numeric: true,
      text: (row) => String(row.segments),
      render: (row) => row.segments,
    },
    {
      key: 'handlers',
      title: t('operations.handlers'),
      text: (row) => (row.handlers ?? []).join(' '),
      render: (row) => <span className="wrap mono">{(row.handlers ?? []).join(', ')}</span>,
    },
  ];
  return (
    <QueryTable<ProcessorState>
      name="processors"
      label={t('operations.processors')}
      query={query}
      columns={columns}
      rowKey={(row) => row.name}
      empty={<Empty title={t('operations.noProcessors')} />}
    />
  );
}

const causeOf = (letter: DeadLetter): string => [letter.causeType, letter.causeMessage].filter(Boolean).join(': ');

function Letters() {
  const { t } = useWords();
  const say = useSay();
  const reason = useReason();
  const query = useQuery({ ...adminQueries.deadLetters(), refetchInterval: usePace(false) });
  const stale = ['/admin/v1/operations', '/admin/v1/overview'];
  const retry = useDeed<DeadLetter>({
    run: (letter) => admin.retryLetter(letter.id),
    stale,
    done: t('operations.retried'),
  });
  const drop = useDeed<DeadLetter>({
    run: (letter) => admin.dropLetter(letter.id),
    stale,
    done: t('operations.dropped'),
  });
  const ask = (letter: DeadLetter) =>
    say.ask({
      title: t('operations.askDrop', { event: letter.event }),
      text: t('operations.askDropText', { processor: letter.group }),
      yes: t('operations.drop'),
      no: t('common.cancel'),
      danger: true,
      run: () => drop.mutateAsync(letter),
    });
  const columns: readonly Column<DeadLetter>[] = [
    {
      key: 'event',
      title: t('operations.event'),
      text: (letter) => letter.event,
      order: byText((letter) => letter.event),
      render: (letter) => <span className="mono">{letter.event}</span>,
    },
    {
      key: 'aggregate',
      title: t('operations.thing'),
      text: (letter) => letter.aggregateId ?? '',
      render: (letter) => <span className="mono">{letter.aggregateId ?? '–'}</span>,
    },
    {
      key: 'processor',
      title: t('operations.processor'),
      text: (letter) => letter.group,
      order: byText((letter) => letter.group),
      render: (letter) => <span className="mono">{letter.group}</span>,
    },
    {
      key: 'cause',
      title: t('operations.cause'),
      text: causeOf,
      render: (letter) => <span className="wrap">{causeOf(letter)}</span>,
    },
    {
      key: 'at',
      title: t('ledger.at'),
      text: (letter) => letter.enqueuedAt,
      order: byText((letter) => letter.enqueuedAt),
      render: (letter) => <When at={letter.enqueuedAt} style="exact" />,
    },
    {
      key: 'actions',
      title: t('common.actions'),
      render: (letter) => (
        <span className="row">
          <Button
            reason={reason('operations')}
            busy={retry.isPending && retry.variables.id === letter.id}
            onClick={() => retry.mutate(letter)}
          >
            {t('operations.retry')}
          </Button>
          <Button kind="danger" reason={reason('operations')} onClick={() => ask(letter)}>
            {t('operations.drop')}
          </Button>
        </span>
      ),
    },
  ];
  return (
    <QueryTable<DeadLetter>
      name="letters"
      label={t('operations.letters')}
      query={query}
      columns={columns}
      rowKey={(letter) => letter.id}
      empty={
        <Empty title={t('operations.noLetters')}>
          <p>{t('operations.noLettersWhy')}</p>
        </Empty>
      }
    />
  );
}

const rebuilding = (row: ProjectionState): boolean => row.lastRebuild?.state === 'RUNNING';

function RebuildState({ row }: { readonly row: ProjectionState }) {
  const { t, number } = useWords();
  const run = row.lastRebuild;
  if (run && rebuilding(row)) {
    if (run.factsTotal === 0)
      return <State shape="moving" text={t('operations.rebuildingNow', { facts: number(run.facts) })} />;
    return (
      <Progress
        label={t('operations.rebuildProgress', { name: row.name })}
        done={run.facts}
        total={run.factsTotal}
        text={t('operations.rebuildingOf', {
          facts: number(run.facts),
          total: number(run.factsTotal),
          rate: number(Math.round(run.factsPerSecond)),
        })}
      />
    );
  }
  if (run?.state === 'LOST') return <State shape="failed" text={t('operations.rebuildLost')} />;
  if (run?.failure) return <State shape="failed" text={run.failure} />;
  return <State shape="running" text={t('operations.upToDate')} />;
}

function Projections() {
  const { t, number } = useWords();
  const say = useSay();
  const reason = useReason();
  const quick = usePace(true);
  const slow = usePace(false);
  const query = useQuery({
    ...adminQueries.projections(),
    refetchInterval: (now) => (now.state.data?.data.some(rebuilding) ? quick : slow),
  });
  const rebuild = useDeed<string>({
    run: (name) => admin.rebuild(name),
    stale: ['/admin/v1/operations'],
    done: (_, name) => t('operations.rebuildAsked', { name }),
  });
  const ask = (name: string) =>
    say.ask({
      title: t('operations.askRebuild', { name }),
      text: t('operations.askRebuildText'),
      yes: t('operations.rebuild'),
      no: t('common.cancel'),
      run: () => rebuild.mutateAsync(name),
    });
  const columns: readonly Column<ProjectionState>[] = [
    {
      key: 'name',
      title: t('operations.name'),
      text: (row) => row.name,
      order: byText((row) => row.name),
      render: (row) => <span className="mono">{row.name}</span>,
    },
    {
      key: 'state',
      title: t('devices.state'),
      text: (row) => row.lastRebuild?.state ?? '',
      render: (row) => <RebuildState row={row} />,
    },
    {
      key: 'tables',
      title: t('operations.tables'),
      text: (row) => row.tables.join(' '),
      render: (row) => <span className="wrap mono">{row.tables.join(', ')}</span>,
    },
    {
      key: 'facts',
      title: t('operations.facts'),
      numeric: true,
      text: (row) => String(row.lastRebuild?.facts ?? ''),
      render: (row) => (row.lastRebuild ? number(row.lastRebuild.facts) : '–'),
    },
    {
      key: 'rebuilt',
      title: t('operations.rebuiltAt'),
      text: (row) => row.lastRebuild?.finishedAt ?? '',
      render: (row) => <When at={row.lastRebuild?.finishedAt} style="exact" />,
    },
    {
      key: 'actions',
      title: t('common.actions'),
      render: (row) => (
        <Button reason={reason('operations', rebuilding(row) ? 'running' : undefined)} onClick={() => ask(row.name)}>
          {t('operations.rebuild')}
        </Button>
      ),
    },
  ];
  return (
    <QueryTable<ProjectionState>
      name="projections"
      label={t('operations.projections')}
      query={query}
      columns={columns}
      rowKey={(row) => row.name}
      empty={<Empty title={t('operations.noProjections')} />}
    />
  );
}
