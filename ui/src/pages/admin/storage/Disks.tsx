import { useState } from 'react';
import { storage, type DiskGroup, type DiskLayout, type PoolSetup } from '../../../api/storage.ts';
import { useFormDeed, useReason } from '../../../components/act.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { useWords } from '../../../components/words.tsx';
import { PlainTable } from '../../../table/PlainTable.tsx';
import { Button, Dialog, FormBox, NumberField, Panel, SelectField, useForm } from '../../../ui/index.ts';

const PROTECTIONS = ['RAID0', 'RAID1', 'RAID10', 'RAID5', 'RAID6', 'CEPH'] as const;
const GROUPS_MAX = 50;

/** What the form offers before anything was described. */
const FIRST: readonly DiskGroup[] = [{ disks: 12, protection: 'RAID6', seekMillis: 3, turnsPerMinute: 7200 }];

/** What disks the pool stands on, and the form to describe them. */
export function Disks({ pool }: { readonly pool: PoolSetup }) {
  const { t, number } = useWords();
  const reason = useReason();
  const [changing, setChanging] = useState(false);
  const layout = pool.disks ?? undefined;
  const each = (group: DiskGroup) =>
    typeof group.iopsPerDisk === 'number'
      ? t('sharing.iopsEach', { text: number(group.iopsPerDisk) })
      : t('sharing.turning', { ms: number(group.seekMillis ?? 0, 1), turns: number(group.turnsPerMinute ?? 0) });
  return (
    <Panel
      title={t('sharing.disks')}
      extra={
        <Button reason={reason('inventory')} onClick={() => setChanging(true)}>
          {t('sharing.describeDisks')}
        </Button>
      }
    >
      {layout ? (
        <>
          <p>{t('sharing.reads', { text: number(layout.readSharePercent) })}</p>
          <PlainTable<DiskGroup>
            name="disks"
            label={t('sharing.disks')}
            rows={layout.groups}
            rowKey={(group) => JSON.stringify(group)}
            columns={[
              { key: 'protection', title: t('sharing.protection'), text: (group) => group.protection },
              { key: 'disks', title: t('sharing.diskCount'), numeric: true, text: (group) => String(group.disks) },
              { key: 'each', title: t('sharing.eachDisk'), text: each },
              {
                key: 'replicas',
                title: t('sharing.replicas'),
                numeric: true,
                text: (group) => String(group.replicas ?? '–'),
              },
            ]}
          />
        </>
      ) : (
        <p className="muted">{t('sharing.noDisks')}</p>
      )}
      {changing ? <Describe pool={pool} layout={layout} onClose={() => setChanging(false)} /> : null}
    </Panel>
  );
}

type Wish = Readonly<Record<string, number | string | null | undefined>>;

interface DescribeProps {
  readonly pool: PoolSetup;
  readonly layout: DiskLayout | undefined;
  readonly onClose: () => void;
}

const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

function groupOf(wish: Wish, index: number): DiskGroup {
  const replicas = numberOf(wish[`replicas${index}`]);
  const iopsPerDisk = numberOf(wish[`iops${index}`]);
  const seekMillis = numberOf(wish[`seek${index}`]);
  const turnsPerMinute = numberOf(wish[`turns${index}`]);
  return {
    disks: numberOf(wish[`disks${index}`]) ?? 0,
    protection: String(wish[`protection${index}`] ?? ''),
    ...(replicas === undefined ? {} : { replicas }),
    ...(iopsPerDisk === undefined ? {} : { iopsPerDisk }),
    ...(seekMillis === undefined ? {} : { seekMillis }),
    ...(turnsPerMinute === undefined ? {} : { turnsPerMinute }),
  };
}

function Describe({ pool, layout, onClose }: DescribeProps) {
  const { t, number } = useWords();
  const handle = useForm<Wish>();
  const [count, setCount] = useState(layout?.groups.length ?? 1);
  const deed = useFormDeed<Wish>({
    handle,
    run: (wish) =>
      storage.describeDisks(
        pool.id,
        {
          readSharePercent: Number(wish['readSharePercent']),
          groups: Array.from({ length: count }, (_, index) => groupOf(wish, index)),
        },
        pool.version,
      ),
    stale: ['/admin/v1/pools', '/admin/v1/capacity', '/admin/v1/history'],
    done: t('sharing.disksDescribed'),
    after: onClose,
  });
  const initial = Object.fromEntries([
    ['readSharePercent', layout?.readSharePercent ?? 70],
    ...(layout?.groups ?? FIRST).flatMap((group, index) => [
      [`disks${index}`, group.disks],
      [`protection${index}`, group.protection],
      [`replicas${index}`, group.replicas],
      [`iops${index}`, group.iopsPerDisk],
      [`seek${index}`, group.seekMillis],
      [`turns${index}`, group.turnsPerMinute],
    ]),
  ]) as Wish;
  return (
    <Dialog open title={t('sharing.describeDisks')} width={720} onClose={onClose}>
      <FormBox<Wish> handle={handle} initial={initial} onSubmit={deed.submit}>
        <p className="muted">{t('sharing.disksHint')}</p>
        <NumberField
          name="readSharePercent"
          label={t('sharing.readShare')}
          max={100}
          unit="%"
          required={t('common.required')}
        />
        {Array.from({ length: count }, (_, index) => (
          <fieldset key={index} className="group-box">
            <legend>{t('sharing.diskGroup', { text: number(index + 1) })}</legend>
            <div className="two">
              <NumberField
                name={`disks${index}`}
                label={t('sharing.diskCount')}
                min={1}
                max={100_000}
                required={t('common.required')}
              />
              <SelectField
                name={`protection${index}`}
                label={t('sharing.protection')}
                required={t('common.required')}
                choices={PROTECTIONS.map((value) => ({ value, label: value }))}
              />
            </div>
            <div className="two">
              <NumberField name={`seek${index}`} label={t('sharing.seek')} max={100} unit="ms" whole={false} />
              <NumberField name={`turns${index}`} label={t('sharing.turns')} max={20_000} unit="rpm" />
            </div>
            <div className="two">
              <NumberField name={`iops${index}`} label={t('sharing.iopsPerDisk')} max={10_000_000} />
              <NumberField name={`replicas${index}`} label={t('sharing.replicas')} max={10} />
            </div>
          </fieldset>
        ))}
        <p className="row">
          <Button onClick={() => setCount(Math.min(GROUPS_MAX, count + 1))}>{t('sharing.addGroup')}</Button>
          {count > 1 ? <Button onClick={() => setCount(count - 1)}>{t('sharing.dropGroup')}</Button> : null}
        </p>
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy}>
          {t('common.save')}
        </Button>
      </FormBox>
    </Dialog>
  );
}
