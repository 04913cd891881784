import { useState } from 'react';
import type { Floor, FloorTotals } from '../../../api/inventory.ts';
import { room } from '../../../api/room.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { useWords } from '../../../components/words.tsx';
import { Button, Icon, Menu, Panel, Scroll, useSay } from '../../../ui/index.ts';
import { Unknown } from './site.tsx';

const STALE = ['/admin/v1/locations', '/admin/v1/floor', '/admin/v1/history'];

type Place = Floor['locations'][number];

/** Rooms within rooms, rows within them, each with the sums of the racks at any depth; and how they are arranged. */
export function FloorTree({ floor }: { readonly floor: Floor }) {
  const { t } = useWords();
  const reason = useReason();
  const say = useSay();
  const [editing, setEditing] = useState<Place | 'new'>();
  const close = useDeed<Place>({
    run: (place) => room.closePlace(place.id),
    stale: STALE,
    done: (_, place) => t('room.placeClosed', { name: place.name }),
  });
  const off = reason('inventory');
  const lines = (parent: number | null, depth: number): readonly { place: Place; depth: number }[] =>
    floor.locations
      .filter((place) => (place.parentId ?? null) === parent)
      .toSorted((left, right) => left.name.localeCompare(right.name))
      .flatMap((place) => [{ place, depth }, ...lines(place.id, depth + 1)]);
  const heads = ['racks', 'devices', 'metrics.u', 'stranded', 'metrics.power', 'metrics.weight'] as const;
  return (
    <Panel
      flush
      title={t('inventory.tree')}
      extra={
        <Button icon={<Icon name="plus" />} reason={off} onClick={() => setEditing('new')}>
          {t('room.openPlace')}
        </Button>
      }
    >
      <Scroll label={t('inventory.tree')}>
        <table className="plain">
          <caption className="sr-only">{t('inventory.tree')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('inventory.tree')}</th>
              {heads.map((key) => (
                <th key={key} scope="col" className="numeric">
                  {t(`inventory.${key}`)}
                </th>
              ))}
              <th scope="col">{t('common.actions')}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{t('inventory.site')}</th>
              <Totals of={floor.totals} />
              <td>–</td>
            </tr>
            {lines(null, 1).map(({ place, depth }) => (
              <tr key={place.id}>
                <th scope="row">
                  {'\u2003'.repeat(depth)}
                  {place.name}
                </th>
                <Totals of={place.totals} />
                <td>
                  <Menu
                    entries={[
                      { key: 'edit', label: t('room.arrangePlace'), reason: off, onClick: () => setEditing(place) },
                      {
                        key: 'close',
                        label: t('room.closePlace'),
                        danger: true,
                        reason: off ?? (place.totals.racks > 0 ? t('room.placeHoldsRacks') : undefined),
                        onClick: () =>
                          say.ask({
                            title: t('room.askClosePlace', { name: place.name }),
                            text: t('room.askClosePlaceText'),
                            yes: t('room.closePlace'),
                            no: t('common.cancel'),
                            run: () => close.mutateAsync(place),
                          }),
                      },
                    ]}
                  >
                    <Button
                      kind="quiet"
                      popup="menu"
                      icon={<Icon name="more" />}
                      label={t('room.actionsOf', { name: place.name })}
                    />
                  </Menu>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {editing ? <PlaceDialog floor={floor} place={editing} onClose={() => setEditing(undefined)} /> : null}
    </Panel>
  );
}

interface PlaceProps {
  readonly floor: Floor;
  readonly place: Place | 'new';
  readonly onClose: () => void;
}

function PlaceDialog({ floor, place, onClose }: PlaceProps) {
  const { t } = useWords();
  const known = place === 'new' ? undefined : place;
  return (
    <FormDialog
      title={t(known ? 'room.arrangePlace' : 'room.openPlace')}
      fields={[
        { name: 'name', label: t('devices.name') },
        ...(known
          ? []
          : [
              {
                name: 'kind',
                label: t('room.kind'),
                kind: 'choice' as const,
                choices: (['ROOM', 'ROW'] as const).map((kind) => ({
                  value: kind,
                  label: t(`room.placeKinds.${kind}`),
                })),
              },
            ]),
        {
          name: 'parentId',
          label: t('room.liesIn'),
          kind: 'choice',
          optional: true,
          hint: t('room.liesInHint'),
          choices: floor.locations
            .filter((each) => each.kind === 'ROOM' && each.id !== known?.id)
            .map((each) => ({ value: each.id, label: each.name })),
        },
      ]}
      initial={known ? { name: known.name, ...(known.parentId ? { parentId: known.parentId } : {}) } : { kind: 'ROW' }}
      run={(values, key) =>
        known ? room.arrangePlace(known.id, values) : room.openPlace({ ...values, siteId: floor.siteId }, key)
      }
      stale={STALE}
      done={t(known ? 'room.placeArranged' : 'room.placeOpened')}
      onClose={onClose}
    />
  );
}

function Totals({ of: totals }: { readonly of: FloorTotals }) {
  const { number } = useWords();
  return (
    <>
      <td className="numeric">{number(totals.racks)}</td>
      <td className="numeric">{number(totals.devices)}</td>
      <td className="numeric">{`${number(totals.usedU, 1)} / ${number(totals.heightU)} U`}</td>
      <td className="numeric">{`${number(totals.strandedU, 1)} U`}</td>
      <td className="numeric">
        {`${number(totals.nameplateW)} / ${number(totals.maxPowerW)} W`}
        <Unknown count={totals.nameplateUnknown} />
      </td>
      <td className="numeric">
        {`${number(totals.weightKg, 1)} / ${number(totals.maxWeightKg)} kg`}
        <Unknown count={totals.weightUnknown} />
      </td>
    </>
  );
}
