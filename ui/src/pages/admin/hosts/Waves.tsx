import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Host, Site } from '../../../api/admin-types.ts';
import { admin, adminQueries } from '../../../api/admin.ts';
import { placing, placingQueries, type Wave, type WaveDeed, type WaveTurn } from '../../../api/placing.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { Link } from '../../../components/Link.tsx';
import { usePace } from '../../../components/session.tsx';
import { Traced } from '../../../components/trace.tsx';
import { useWords } from '../../../components/words.tsx';
import { byNumber, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Bar, Button, Dialog, Empty, Icon } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { share } from '../../../util/units.ts';

const STALE = ['/admin/v1/waves', '/admin/v1/hosts', '/admin/v1/instances'];
const ACTS: Readonly<Record<Wave['state'], readonly WaveDeed[]>> = {
  PROPOSED: ['start', 'refuse'],
  RUNNING: ['pause', 'cancel'],
  PAUSED: ['resume', 'cancel'],
  DONE: [],
  CANCELLED: [],
  REFUSED: [],
};

/** Machines that are moved, stopped or started one after another: how far each wave is, and what may be done with it. */
export function Waves({ sites }: { readonly sites: readonly Site[] }) {
  const { t, number } = useWords();
  const reason = useReason();
  const [beginning, setBeginning] = useState(false);
  const [shown, setShown] = useState<Wave>();
  const [asked, setAsked] = useState<{ readonly wave: Wave; readonly deed: WaveDeed }>();
  const query = useQuery({ ...placingQueries.waves(), refetchInterval: usePace(true) });
  const hosts = useQuery(adminQueries.hosts());
  const resume = useDeed<Wave>({ run: (wave) => placing.wave(wave.id, 'resume', {}), stale: STALE });
  const open = useDeed<Wave>({
    run: (wave) => admin.hostStep(wave.hostId ?? 0, 'uncordon'),
    stale: STALE,
    done: (_, wave) => t('hosts.did.uncordon', { name: hostOf(wave) }),
  });
  /** A drain that ended leaves its host closed, emptied or not. */
  const staysClosed = (wave: Wave) =>
    wave.kind === 'DRAIN' &&
    ACTS[wave.state].length === 0 &&
    ['DRAINING', 'DRAINED'].includes(hosts.data?.data.find((host) => host.id === wave.hostId)?.state ?? '');
  const hostOf = (wave: Wave) =>
    hosts.data?.data.find((host) => host.id === wave.hostId)?.name ?? t('placing.waves.wholeSite');
  const columns: readonly Column<Wave>[] = [
    {
      key: 'wave',
      title: t('placing.waves.kind'),
      text: (wave) => `${wave.id} ${t(`placing.waves.kinds.${wave.kind}`)}`,
      render: (wave) => (
        <Traced to={{ kind: 'history', id: `wave-${wave.id}` }}>
          {`${wave.id} · ${t(`placing.waves.kinds.${wave.kind}`)}`}
        </Traced>
      ),
    },
    {
      key: 'deed',
      title: t('placing.waves.deed'),
      text: (wave) => t(`placing.waves.deeds.${wave.deed}`),
      render: (wave) => t(`placing.waves.deeds.${wave.deed}`),
    },
    {
      key: 'host',
      title: t('placing.waves.host'),
      text: hostOf,
      render: (wave) => (wave.hostId ? <Link to={paths.host(wave.hostId)}>{hostOf(wave)}</Link> : hostOf(wave)),
    },
    {
      key: 'state',
      title: t('devices.state'),
      text: (wave) => t(`placing.waves.states.${wave.state}`),
      render: (wave) => (
        <>
          {t(`placing.waves.states.${wave.state}`)}
          {wave.cause ? <span className="muted small"> {wave.cause}</span> : null}
          {staysClosed(wave) ? <span className="muted small"> {t('placing.waves.staysClosed')}</span> : null}
        </>
      ),
    },
    {
      key: 'progress',
      title: t('placing.waves.progress'),
      width: 180,
      text: (wave) => `${wave.counts.done}/${wave.counts.guests}`,
      order: byNumber((wave) => share(wave.counts.done, wave.counts.guests)),
      render: (wave) => (
        <Bar
          label={`${wave.id}: ${t('placing.waves.progress')}`}
          share={share(wave.counts.done, wave.counts.guests)}
          text={`${number(wave.counts.done)} / ${number(wave.counts.guests)}`}
        />
      ),
    },
    {
      key: 'failed',
      title: t('placing.waves.failed'),
      numeric: true,
      text: (wave) => String(wave.counts.failed),
      render: (wave) => number(wave.counts.failed),
    },
    {
      key: 'pace',
      title: t('placing.waves.pace'),
      text: (wave) => t('placing.waves.paceText', { atOnce: wave.atOnce, perMinute: wave.perMinute }),
      render: (wave) => t('placing.waves.paceText', { atOnce: wave.atOnce, perMinute: wave.perMinute }),
    },
    { key: 'why', title: t('placing.reason'), text: (wave) => wave.reason, render: (wave) => wave.reason },
    {
      key: 'actions',
      title: t('common.actions'),
      render: (wave) => (
        <div className="row">
          <Button kind="quiet" onClick={() => setShown(wave)}>
            {t('placing.waves.show')}
          </Button>
          {ACTS[wave.state].map((deed) => (
            <Button
              key={deed}
              reason={reason('operations')}
              onClick={() => (deed === 'resume' ? resume.mutate(wave) : setAsked({ wave, deed }))}
            >
              {t(`placing.waves.acts.${deed}`)}
            </Button>
          ))}
          {staysClosed(wave) ? (
            <Button reason={reason('inventory')} busy={open.isPending} onClick={() => open.mutate(wave)}>
              {t('hosts.uncordon')}
            </Button>
          ) : null}
        </div>
      ),
    },
  ];
  return (
    <section className="stack">
      <h2>{t('placing.waves.title')}</h2>
      <p className="muted">{t('placing.waves.sub')}</p>
      <QueryTable<Wave>
        name="waves"
        label={t('placing.waves.title')}
        query={query}
        columns={columns}
        rowKey={(wave) => String(wave.id)}
        actions={
          <Button
            icon={<Icon name="plus" />}
            reason={reason('operations')}
            testId="begin-wave"
            onClick={() => setBeginning(true)}
          >
            {t('placing.waves.begin')}
          </Button>
        }
        empty={
          <Empty title={t('placing.waves.empty')}>
            <p>{t('placing.waves.emptyNext')}</p>
          </Empty>
        }
      />
      {beginning ? <Begin hosts={hosts.data?.data ?? []} sites={sites} onClose={() => setBeginning(false)} /> : null}
      {shown ? <Turns wave={shown} onClose={() => setShown(undefined)} /> : null}
      {asked ? (
        <FormDialog<Wave>
          title={t(`placing.waves.acts.${asked.deed}`)}
          fields={[{ name: 'reason', label: t('placing.reason'), maxLength: 500, wide: true }]}
          run={(values) => placing.wave(asked.wave.id, asked.deed, values)}
          stale={STALE}
          done={(wave) => t('placing.waves.did', { id: wave.id, state: t(`placing.waves.states.${wave.state}`) })}
          onClose={() => setAsked(undefined)}
        />
      ) : null}
    </section>
  );
}

function Begin(props: {
  readonly hosts: readonly Host[];
  readonly sites: readonly Site[];
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  return (
    <FormDialog
      title={t('placing.waves.begin')}
      fields={[
        {
          name: 'kind',
          label: t('placing.waves.kind'),
          kind: 'choice',
          choices: (['DRAIN', 'BOOT'] as const).map((kind) => ({
            value: kind,
            label: t(`placing.waves.kinds.${kind}`),
          })),
        },
        {
          name: 'deed',
          label: t('placing.waves.deed'),
          hint: t('placing.waves.deedHint'),
          kind: 'choice',
          optional: true,
          choices: (['BY_POLICY', 'MIGRATE', 'STOP'] as const).map((deed) => ({
            value: deed,
            label: t(`placing.waves.deeds.${deed}`),
          })),
        },
        {
          name: 'hostId',
          label: t('placing.waves.host'),
          kind: 'choice',
          optional: true,
          choices: props.hosts.map((host) => ({ value: host.id, label: host.name })),
        },
        {
          name: 'siteId',
          label: t('racks.site'),
          hint: t('placing.waves.siteOnly'),
          kind: 'choice',
          optional: true,
          choices: props.sites.map((site) => ({ value: site.id, label: site.name })),
        },
        { name: 'atOnce', label: t('placing.waves.atOnce'), kind: 'number', min: 1, max: 200 },
        { name: 'perMinute', label: t('placing.waves.perMinute'), kind: 'number', min: 1, max: 6_000 },
        { name: 'reason', label: t('placing.reason'), maxLength: 500, wide: true },
      ]}
      initial={{ kind: 'DRAIN', deed: 'BY_POLICY', atOnce: 4, perMinute: 30 }}
      run={(values) => placing.begin(values)}
      stale={STALE}
      done={t('placing.waves.begun')}
      onClose={props.onClose}
    />
  );
}

function Turns({ wave, onClose }: { readonly wave: Wave; readonly onClose: () => void }) {
  const { t, number } = useWords();
  const query = useQuery({ ...placingQueries.turns(wave.id), refetchInterval: usePace(true) });
  const title = t('placing.waves.guests', { id: wave.id });
  return (
    <Dialog open title={title} onClose={onClose} width={900}>
      <QueryTable<WaveTurn>
        name="turns"
        label={title}
        query={query}
        columns={[
          {
            key: 'place',
            title: t('placing.waves.place'),
            numeric: true,
            text: (turn) => String(turn.place),
            render: (turn) => number(turn.place),
          },
          {
            key: 'guest',
            title: t('placing.approvals.guest'),
            text: (turn) => turn.label,
            render: (turn) => <Link to={paths.guest(turn.instanceId)}>{turn.label || turn.instanceId}</Link>,
          },
          {
            key: 'priority',
            title: t('placing.waves.priority'),
            numeric: true,
            text: (turn) => String(turn.priority),
            render: (turn) => number(turn.priority),
          },
          {
            key: 'state',
            title: t('devices.state'),
            text: (turn) => t(`placing.waves.states.${turn.state}`),
            render: (turn) => t(`placing.waves.states.${turn.state}`),
          },
          {
            key: 'cause',
            title: t('placing.waves.cause'),
            text: (turn) => turn.cause ?? '',
            render: (turn) => turn.cause ?? '–',
          },
        ]}
        rowKey={(turn) => String(turn.instanceId)}
        empty={<Empty title={t('placing.waves.empty')} />}
      />
    </Dialog>
  );
}
