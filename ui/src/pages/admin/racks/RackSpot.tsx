import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Rack } from '../../../api/admin-types.ts';
import { room, roomQueries } from '../../../api/room.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useGo } from '../../../components/asOf.tsx';
import { FormDialog, type Values } from '../../../components/FormDialog.tsx';
import { useWords } from '../../../components/words.tsx';
import { Button, Menu, useSay } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';

interface SpotProps {
  readonly rackId: number;
  readonly siteId: number;
  readonly rack: Rack;
}

const STALE = ['/admin/v1/racks', '/admin/v1/floor', '/admin/v1/history', '/admin/v1/overview'];

/** Where a rack stands, how it is built, and its end. */
export function RackSpot({ rackId, siteId, rack }: SpotProps) {
  const { t } = useWords();
  const reason = useReason();
  const say = useSay();
  const go = useGo();
  const [doing, setDoing] = useState<'place' | 'frame'>();
  const places = useQuery({ ...roomQueries.places(siteId), enabled: doing === 'place' });
  const retire = useDeed({
    run: () => room.retireRack(rackId),
    stale: STALE,
    done: t('room.rackRetired', { name: rack.name }),
    after: () => go(paths.racks()),
  });
  const off = reason('inventory');
  const close = () => setDoing(undefined);
  const present = (values: Values): Values =>
    Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));
  return (
    <>
      <Menu
        entries={[
          { key: 'place', label: t('room.placeRack'), reason: off, onClick: () => setDoing('place') },
          { key: 'frame', label: t('room.frameRack'), reason: off, onClick: () => setDoing('frame') },
          'line',
          {
            key: 'retire',
            label: t('room.retireRack'),
            danger: true,
            reason: off ?? (rack.devices > 0 ? t('room.rackHoldsDevices') : undefined),
            onClick: () =>
              say.ask({
                title: t('room.askRetireRack', { name: rack.name }),
                text: t('room.askRetireRackText'),
                yes: t('room.retireRack'),
                no: t('common.cancel'),
                danger: true,
                run: () => retire.mutateAsync(),
              }),
          },
        ]}
      >
        <Button popup="menu" testId="rack-more">
          {t('common.actions')}
        </Button>
      </Menu>
      {doing === 'place' ? (
        <FormDialog
          title={t('room.placeRack')}
          fields={[
            {
              name: 'locationId',
              label: t('room.roomOrRow'),
              kind: 'choice',
              optional: true,
              loading: places.isPending,
              choices: (places.data?.data ?? []).map((place) => ({
                value: place.id,
                label: `${place.name} · ${t(`room.placeKinds.${place.kind}`)}`,
              })),
            },
            { name: 'positionInRow', label: t('room.positionInRow'), kind: 'number', min: 1, optional: true },
            { name: 'xMm', label: t('room.xMm'), kind: 'number', unit: 'mm', min: -1_000_000, optional: true },
            { name: 'yMm', label: t('room.yMm'), kind: 'number', unit: 'mm', min: -1_000_000, optional: true },
          ]}
          initial={present({
            locationId: rack.locationId,
            positionInRow: rack.positionInRow,
            xMm: rack.xMm,
            yMm: rack.yMm,
          })}
          run={(values) => room.placeRack(rackId, values)}
          stale={STALE}
          done={t('racks.edited')}
          onClose={close}
        />
      ) : null}
      {doing === 'frame' ? (
        <FormDialog
          title={t('room.frameRack')}
          fields={[
            { name: 'numberedTopDown', label: t('room.topDown'), kind: 'switch' },
            {
              name: 'widthIn',
              label: t('room.widthIn'),
              kind: 'choice',
              choices: [10, 19, 21, 23].map((inches) => ({ value: inches, label: `${inches}″` })),
            },
            { name: 'outerWidthMm', label: t('room.outerWidth'), kind: 'number', unit: 'mm', optional: true },
            { name: 'outerDepthMm', label: t('room.outerDepth'), kind: 'number', unit: 'mm', optional: true },
          ]}
          initial={present({
            numberedTopDown: rack.numberedTopDown ?? false,
            widthIn: rack.widthIn ?? 19,
            outerWidthMm: rack.outerWidthMm,
            outerDepthMm: rack.outerDepthMm,
          })}
          run={(values) => room.frameRack(rackId, values)}
          stale={STALE}
          done={t('racks.edited')}
          onClose={close}
        />
      ) : null}
    </>
  );
}
