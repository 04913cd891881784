import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Elevation } from '../../../api/admin-types.ts';
import { room, roomQueries, type Reservation } from '../../../api/room.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useAsOf } from '../../../components/asOf.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Button, Empty, Icon, Tag, useSay } from '../../../ui/index.ts';

const STALE = ['/admin/v1/reservations', '/admin/v1/racks', '/admin/v1/history', '/admin/v1/floor'];

/** Space kept in a rack by face, with whom it is for and until when; also what has run out or was given back. */
export function KeepSpace({ elevation }: { readonly elevation: Elevation }) {
  const { t } = useWords();
  const asOf = useAsOf();
  const reason = useReason();
  const say = useSay();
  const [keeping, setKeeping] = useState(false);
  const query = useQuery({
    ...roomQueries.reservations(elevation.rack.id, asOf),
    placeholderData: keepPreviousData,
  });
  const release = useDeed<Reservation>({
    run: (kept) => room.releaseSpace(kept.id),
    stale: STALE,
    done: t('room.released'),
  });
  const stateOf = (kept: Reservation) =>
    t(`room.keepStates.${kept.state as 'HELD'}`, { defaultValue: kept.state.toLowerCase() });
  const facesOf = (kept: Reservation) =>
    (['FRONT', 'REAR'] as const)
      .filter((face) => kept.faces.includes(face))
      .map((face) => t(`racks.faces.${face}`))
      .join(', ');
  const columns: readonly Column<Reservation>[] = [
    {
      key: 'use',
      title: t('room.use'),
      text: (kept) => t(`inventory.uses.${kept.use}`),
      order: byText((kept) => kept.use),
      render: (kept) => <Tag>{t(`inventory.uses.${kept.use}`)}</Tag>,
    },
    {
      key: 'u',
      title: 'U',
      numeric: true,
      text: (kept) => String(kept.positionU),
      order: byNumber((kept) => kept.positionU),
      render: (kept) => kept.positionU,
    },
    {
      key: 'height',
      title: t('racks.heightU'),
      numeric: true,
      text: (kept) => String(kept.heightU),
      order: byNumber((kept) => kept.heightU),
      render: (kept) => kept.heightU,
    },
    { key: 'faces', title: t('racks.face'), text: facesOf, order: byText(facesOf), render: facesOf },
    {
      key: 'owner',
      title: t('room.owner'),
      text: (kept) => kept.owner,
      order: byText((kept) => kept.owner),
      render: (kept) => (
        <>
          {kept.owner} {kept.note ? <span className="muted small">{kept.note}</span> : null}
        </>
      ),
    },
    {
      key: 'expires',
      title: t('room.expires'),
      text: (kept) => kept.expiresAt ?? '',
      order: byText((kept) => kept.expiresAt ?? ''),
      render: (kept) => (kept.expiresAt ? <When at={kept.expiresAt} /> : t('room.never')),
    },
    { key: 'state', title: t('devices.state'), text: stateOf, order: byText(stateOf), render: stateOf },
    {
      key: 'act',
      title: t('common.actions'),
      render: (kept) =>
        kept.endedAt ? null : (
          <Button
            reason={reason('inventory')}
            onClick={() =>
              say.ask({
                title: t('room.askRelease', { owner: kept.owner }),
                text: t('room.askReleaseText', { height: kept.heightU, u: kept.positionU }),
                yes: t('room.release'),
                no: t('common.cancel'),
                run: () => release.mutateAsync(kept),
              })
            }
          >
            {t('room.release')}
          </Button>
        ),
    },
  ];
  return (
    <>
      <QueryTable<Reservation>
        name="kept"
        label={t('inventory.kept')}
        query={query}
        columns={columns}
        rowKey={(kept) => String(kept.id)}
        actions={
          <Button icon={<Icon name="plus" />} reason={reason('inventory')} onClick={() => setKeeping(true)}>
            {t('room.keep')}
          </Button>
        }
        empty={
          <Empty title={t('room.nothingKept')}>
            <p>{t('room.nothingKeptNext')}</p>
          </Empty>
        }
      />
      {keeping ? <KeepDialog elevation={elevation} onClose={() => setKeeping(false)} /> : null}
    </>
  );
}

function KeepDialog({ elevation, onClose }: { readonly elevation: Elevation; readonly onClose: () => void }) {
  const { t } = useWords();
  const faces = (['FRONT', 'REAR'] as const).map((value) => ({ value, label: t(`racks.faces.${value}`) }));
  const uses = (['RESERVED', 'PLANNED', 'BLOCKED'] as const).map((value) => ({
    value,
    label: t(`inventory.uses.${value}`),
  }));
  return (
    <FormDialog<Reservation>
      title={t('room.keep')}
      fields={[
        { name: 'use', label: t('room.use'), kind: 'choice', choices: uses },
        { name: 'owner', label: t('room.owner'), maxLength: 80 },
        {
          name: 'positionU',
          label: t('racks.lowestU'),
          kind: 'decimal',
          min: 1,
          max: elevation.rack.heightU,
        },
        { name: 'heightU', label: t('racks.heightU'), kind: 'decimal', min: 0.5, max: elevation.rack.heightU },
        { name: 'faces', label: t('racks.face'), kind: 'many', choices: faces },
        { name: 'expiresAt', label: t('room.expires'), kind: 'instant', optional: true },
        { name: 'note', label: t('addresses.note'), optional: true, maxLength: 200, wide: true },
      ]}
      initial={{ use: 'RESERVED', faces: ['FRONT', 'REAR'], heightU: 1 }}
      run={(values, key) => room.keepSpace({ ...values, rackId: elevation.rack.id }, key)}
      stale={STALE}
      done={t('room.isKept')}
      onClose={onClose}
    />
  );
}
