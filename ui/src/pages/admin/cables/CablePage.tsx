import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { isLost } from '../../../api/again.ts';
import { adminQueries } from '../../../api/admin.ts';
import { ApiFailure } from '../../../api/errors.ts';
import { room, roomQueries, type Cable } from '../../../api/room.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useAsOf, useGo, useShowsPast } from '../../../components/asOf.tsx';
import { DeviceLink, useDeviceNames } from '../../../components/DeviceNames.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { HistoryOf } from '../../../components/HistoryList.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { Bar, Button, Facts, Panel, TableSkeleton, useSay } from '../../../ui/index.ts';
import { instantOf, isoInstant } from '../../../util/dates.ts';
import { paths } from '../../../util/paths.ts';
import { share } from '../../../util/units.ts';
import { CablePathPanel } from './CablePathPanel.tsx';

const STALE = ['/admin/v1/cables', '/admin/v1/history'];

export default function CablePage() {
  const id = Number(useParams()['id']);
  const { t, number, figure } = useWords();
  const asOf = useAsOf();
  const go = useGo();
  const say = useSay();
  const reason = useReason();
  const [doing, setDoing] = useState<'test' | 'iperf'>();
  const query = useQuery({ ...roomQueries.cable(id, asOf), placeholderData: keepPreviousData });
  const history = useQuery(adminQueries.history(`cable-${id}`));
  useShowsPast((history.data?.data ?? []).map((event) => isoInstant(instantOf(event.at))));
  const cable = query.data;
  const name = useDeviceNames([cable?.aDeviceId, cable?.bDeviceId]);
  const removal = useDeed({
    run: () => room.removeCable(id),
    stale: STALE,
    done: t('room.cableRemoved'),
    after: () => go(paths.cables()),
  });
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (cable === undefined) return <TableSkeleton columns={2} label={t('common.loading')} />;
  const off = reason('inventory');
  const close = () => setDoing(undefined);
  const title = cable.label ?? t('room.cableOf', { id });
  return (
    <div className="stack reading">
      <PageHead
        title={title}
        crumbs={[{ text: t('shell.nav.cables'), to: paths.cables() }]}
        actions={
          <>
            <Button reason={off} onClick={() => setDoing('test')}>
              {t('room.noteTest')}
            </Button>
            <Button reason={off} onClick={() => setDoing('iperf')}>
              {t('room.readIperf')}
            </Button>
            <Button
              kind="danger"
              reason={off}
              onClick={() =>
                say.ask({
                  title: t('room.askRemoveCable', {
                    from: `${name(cable.aDeviceId)} ${cable.aPort}`,
                    to: `${name(cable.bDeviceId)} ${cable.bPort}`,
                  }),
                  text: t('room.askRemoveCableText'),
                  yes: t('room.removeCable'),
                  no: t('common.cancel'),
                  danger: true,
                  run: () => removal.mutateAsync(),
                })
              }
            >
              {t('room.removeCable')}
            </Button>
          </>
        }
      />
      <Panel title={t('room.cable')}>
        <Facts
          facts={[
            {
              label: t('room.from'),
              value: (
                <>
                  <DeviceLink id={cable.aDeviceId} name={name} tab="ports" />{' '}
                  <span className="mono">{cable.aPort}</span>
                </>
              ),
            },
            {
              label: t('room.to'),
              value: (
                <>
                  <DeviceLink id={cable.bDeviceId} name={name} tab="ports" />{' '}
                  <span className="mono">{cable.bPort}</span>
                </>
              ),
            },
            { label: t('room.medium'), value: cable.medium },
            { label: t('room.length'), value: figure(cable.lengthM, 'm') },
            { label: t('addresses.since'), value: <When at={cable.connectedAt} style="exact" /> },
          ]}
        />
      </Panel>
      <Panel title={t('room.lastTest')}>
        {cable.testedAt ? (
          <>
            <Facts
              facts={[
                { label: t('room.contracted'), value: figure(cable.contractedMbps, 'Mbit/s') },
                { label: t('room.sent'), value: figure(cable.sentMbps, 'Mbit/s') },
                { label: t('room.receivedRate'), value: figure(cable.receivedMbps, 'Mbit/s') },
                { label: t('room.retransmits'), value: figure(cable.retransmits) },
                { label: t('room.tool'), value: cable.testTool ?? '–' },
                { label: t('room.testedAt'), value: <When at={cable.testedAt} style="exact" /> },
              ]}
            />
            {typeof cable.contractedMbps === 'number' && typeof cable.receivedMbps === 'number' ? (
              <Bar
                label={t('room.ofContracted')}
                share={share(cable.receivedMbps, cable.contractedMbps)}
                text={t('room.percentOfContracted', {
                  percent: number((cable.receivedMbps / cable.contractedMbps) * 100, 1),
                })}
                warnAt={1}
              />
            ) : null}
          </>
        ) : (
          <p className="muted">{t('room.untestedYet')}</p>
        )}
      </Panel>
      <CablePathPanel deviceId={cable.aDeviceId} port={cable.aPort} />
      <Panel title={t('trace.history')}>
        <HistoryOf query={history} travel />
      </Panel>
      {doing === 'test' ? <NoteTest id={id} onClose={close} /> : null}
      {doing === 'iperf' ? <ReadIperf id={id} onClose={close} /> : null}
    </div>
  );
}

interface TestProps {
  readonly id: number;
  readonly onClose: () => void;
}

function NoteTest({ id, onClose }: TestProps) {
  const { t } = useWords();
  return (
    <FormDialog<Cable>
      title={t('room.noteTest')}
      fields={[
        { name: 'testedAt', label: t('room.testedAt'), kind: 'instant' },
        { name: 'tool', label: t('room.tool'), maxLength: 40 },
        { name: 'sentMbps', label: t('room.sent'), kind: 'decimal', unit: 'Mbit/s' },
        { name: 'receivedMbps', label: t('room.receivedRate'), kind: 'decimal', unit: 'Mbit/s' },
        { name: 'retransmits', label: t('room.retransmits'), kind: 'number', optional: true },
      ]}
      initial={{ tool: 'iperf3' }}
      run={(values) => room.testCable(id, values)}
      stale={STALE}
      done={t('room.testNoted')}
      onClose={onClose}
    />
  );
}

function ReadIperf({ id, onClose }: TestProps) {
  const { t } = useWords();
  return (
    <FormDialog<Cable>
      title={t('room.readIperf')}
      fields={[{ name: 'report', label: t('room.report'), kind: 'area', hint: t('room.reportHint'), wide: true }]}
      wire={{
        'start.timestamp': 'report',
        'start.timestamp.timesecs': 'report',
        start: 'report',
        end: 'report',
        'end.sum_sent': 'report',
        'end.sum_received': 'report',
        testedAt: 'report',
      }}
      run={({ report }) => {
        try {
          return room.readIperf(id, JSON.parse(String(report)));
        } catch {
          throw new ApiFailure({ status: 0, code: 'client.NOT_JSON', detail: t('room.report'), field: 'report' });
        }
      }}
      stale={STALE}
      done={t('room.testNoted')}
      onClose={onClose}
    />
  );
}
