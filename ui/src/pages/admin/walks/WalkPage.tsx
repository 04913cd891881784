import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { isLost } from '../../../api/again.ts';
import { adminQueries } from '../../../api/admin.ts';
import type { Face, RackedDevice } from '../../../api/admin-types.ts';
import { inventory, type Seen, type WalkAnswer, type WalkStray } from '../../../api/inventory.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { Mono, useWords } from '../../../components/words.tsx';
import { Button, Empty, Notice, Panel, Pick, Progress, Segmented, TableSkeleton } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { StrayForm } from './StrayForm.tsx';

interface Met {
  readonly seen: Seen;
  readonly positionU?: number | undefined;
  readonly face?: Face | undefined;
}

const complete = (met: Met | undefined): boolean =>
  met !== undefined && (met.seen !== 'MOVED' || (met.positionU !== undefined && met.face !== undefined));

/** A person before a rack, tablet in hand: each device the book has there is ticked as here, elsewhere or missing. */
export default function WalkPage() {
  const id = Number(useParams()['id']);
  const { t } = useWords();
  const reason = useReason();
  const [met, setMet] = useState<ReadonlyMap<number, Met>>(new Map());
  const [strays, setStrays] = useState<readonly WalkStray[]>([]);
  const query = useQuery(adminQueries.elevation(id));
  const walk = useDeed<void, WalkAnswer>({
    run: () =>
      inventory.walk({
        rackId: id,
        findings: [...met].filter(([, how]) => complete(how)).map(([deviceId, how]) => ({ deviceId, ...how })),
        strays,
      }),
    stale: ['/admin/v1/drifts', '/admin/v1/devices', '/admin/v1/device-sheets'],
    done: t('walks.noted'),
    after: () => {
      setMet(new Map());
      setStrays([]);
    },
  });
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={2} label={t('common.loading')} />;
  const { rack, devices } = query.data;
  const done = devices.filter((device) => complete(met.get(device.deviceId))).length;
  const nothing = done + strays.length === 0 ? t('walks.nothingYet') : undefined;
  return (
    <>
      <PageHead
        title={t('walks.title', { rack: rack.name })}
        crumbs={[
          { text: t('shell.nav.racks'), to: paths.racks() },
          { text: rack.name, to: paths.rack(rack.id) },
        ]}
        sub={t('walks.hint')}
      />
      <div className="stack">
        <Progress
          label={t('walks.progress')}
          done={done}
          total={Math.max(1, devices.length)}
          text={t('walks.looked', { done, all: devices.length })}
        />
        {walk.data ? <Outcome answer={walk.data} /> : null}
        {devices.length === 0 ? (
          <Empty title={t('walks.emptyRack')} />
        ) : (
          <Panel title={t('walks.expected')} flush>
            <ul className="walk-list">
              {devices.map((device) => (
                <Expected
                  key={device.deviceId}
                  device={device}
                  heightU={rack.heightU}
                  met={met.get(device.deviceId)}
                  onMet={(how) => setMet((known) => new Map(known).set(device.deviceId, how))}
                />
              ))}
            </ul>
          </Panel>
        )}
        <StrayForm
          heightU={rack.heightU}
          strays={strays}
          onAdd={(stray) => setStrays((known) => [...known, stray])}
          onTakeOut={(index) => setStrays((known) => known.filter((_, each) => each !== index))}
        />
        <div>
          <Button
            kind="primary"
            busy={walk.isPending}
            reason={reason('inventory') ?? nothing}
            onClick={() => walk.mutate()}
            testId="end-walk"
          >
            {t('walks.note')}
          </Button>
        </div>
      </div>
    </>
  );
}

function Outcome({ answer }: { readonly answer: WalkAnswer }) {
  const { t } = useWords();
  if (answer.drifts.length === 0) return <Notice kind="good" title={t('walks.allRight', { count: answer.findings })} />;
  return (
    <Notice kind="warn" title={t('walks.differs', { count: answer.drifts.length })}>
      <Link to={`${paths.imports()}?tab=drift`}>{t('walks.toDrift')}</Link>
    </Notice>
  );
}

interface ExpectedProps {
  readonly device: RackedDevice;
  readonly heightU: number;
  readonly met: Met | undefined;
  readonly onMet: (met: Met) => void;
}

function Expected({ device, heightU, met, onMet }: ExpectedProps) {
  const { t } = useWords();
  const placed = typeof device.positionU === 'number';
  const ways = placed ? (['HERE', 'MOVED', 'MISSING'] as const) : (['HERE', 'MISSING'] as const);
  return (
    <li className={met === undefined ? '' : 'done'}>
      <div className="walk-thing">
        <strong>{placed ? `U${device.positionU}` : t('walks.beside')}</strong> {device.name}
        <div className="muted small">
          {device.type.manufacturer} {device.type.model} · <Mono>{device.serial}</Mono>
        </div>
      </div>
      <div className="pick-line">
        <Segmented<Seen | 'OPEN'>
          label={t('walks.how', { name: device.name })}
          value={met?.seen ?? 'OPEN'}
          choices={[
            ...(met === undefined ? [{ value: 'OPEN' as const, label: t('walks.seen.OPEN') }] : []),
            ...ways.map((value) => ({ value, label: t(`walks.seen.${value}`) })),
          ]}
          onChange={(seen) => {
            if (seen !== 'OPEN') onMet(seen === 'MOVED' ? { seen, face: device.face } : { seen });
          }}
        />
        {met?.seen === 'MOVED' ? (
          <>
            <Pick
              label={t('walks.whereU')}
              value={met.positionU}
              width={110}
              choices={Array.from({ length: heightU }, (_, index) => heightU - index).map((unit) => ({
                value: unit,
                label: `U${unit}`,
              }))}
              onChange={(positionU) => onMet({ ...met, positionU })}
            />
            <Pick<Face>
              label={t('racks.face')}
              value={met.face}
              clear={false}
              width={110}
              choices={(['FRONT', 'REAR'] as const).map((value) => ({ value, label: t(`racks.faces.${value}`) }))}
              onChange={(face) => onMet({ ...met, face })}
            />
          </>
        ) : null}
      </div>
    </li>
  );
}
