import { useQuery } from '@tanstack/react-query';
import { admin, adminQueries } from '../../../api/admin.ts';
import type { DeadLetter, ProcessorState, ProjectionState } from '../../../api/admin-types.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useSearchState } from '../../../components/asOf.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { usePace } from '../../../components/session.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Button, Empty, Progress, State, Tabs, useSay } from '../../../ui/index.ts';
import { ClockPanel } from './ClockPanel.tsx';

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
      text: (row) => (row.error ? 'error' : row.running === false ? 'stopped' : 'running'),
      render: (row) =>
        row.error ? (
          <State shape="failed" text={row.error} />
        ) : row.running === false ? (
          <State shape="off" text={t('states.names.stopped')} />
        ) : (
          <State shape="running" text={t('states.names.running')} />
        ),
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
      key: 'position',
      title: t('operations.position'),
      numeric: true,
      text: (row) => String(row.position ?? ''),
      render: (row) => (row.position === null || row.position === undefined ? '–' : number(row.position)),
    },
    {
      key: 'segments',
      title: t('operations.segments'),
      numeric: true,
      text: (row) => String(row.segments ?? ''),
      render: (row) => row.segments ?? '–',
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
      text: t('operations.askDropText', { processor: letter.processor }),
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
      text: (letter) => letter.processor,
      order: byText((letter) => letter.processor),
      render: (letter) => <span className="mono">{letter.processor}</span>,
    },
    {
      key: 'cause',
      title: t('operations.cause'),
      text: (letter) => letter.cause,
      render: (letter) => <span className="wrap">{letter.cause}</span>,
    },
    {
      key: 'at',
      title: t('ledger.at'),
      text: (letter) => letter.at,
      order: byText((letter) => letter.at),
      render: (letter) => <When at={letter.at} style="exact" />,
    },
    {
      key: 'actions',
      title: '',
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
      rowKey={(letter) => String(letter.id)}
      empty={
        <Empty title={t('operations.noLetters')}>
          <p>{t('operations.noLettersWhy')}</p>
        </Empty>
      }
    />
  );
}

const rebuilding = (row: ProjectionState): boolean =>
  ['REBUILDING', 'RUNNING', 'WORKING'].includes((row.state ?? '').toUpperCase());

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
      width: 260,
      text: (row) => row.state ?? '',
      render: (row) =>
        rebuilding(row) && row.total ? (
          <Progress
            label={row.name}
            done={row.done ?? 0}
            total={row.total}
            text={`${number(row.done ?? 0)} / ${number(row.total)}`}
          />
        ) : (
          <State
            shape={rebuilding(row) ? 'moving' : 'running'}
            text={rebuilding(row) ? t('operations.rebuilding') : t('operations.upToDate')}
          />
        ),
    },
    {
      key: 'rows',
      title: t('operations.rows'),
      numeric: true,
      text: (row) => String(row.rows ?? ''),
      render: (row) => (row.rows === null || row.rows === undefined ? '–' : number(row.rows)),
    },
    {
      key: 'rebuilt',
      title: t('operations.rebuiltAt'),
      text: (row) => row.rebuiltAt ?? '',
      render: (row) => <When at={row.rebuiltAt} style="exact" />,
    },
    {
      key: 'actions',
      title: '',
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
