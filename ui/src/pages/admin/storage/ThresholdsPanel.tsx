import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiFailure } from '../../../api/errors.ts';
import { storage, storageQueries, WATCHED, type Thresholds } from '../../../api/storage.ts';
import { useFormDeed, useReason } from '../../../components/act.tsx';
import { useAsOf } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { usePresent } from '../../../components/session.tsx';
import { useWords } from '../../../components/words.tsx';
import { PlainTable } from '../../../table/PlainTable.tsx';
import { Button, Dialog, FormBox, NumberField, Panel, TableSkeleton, TextField, useForm } from '../../../ui/index.ts';
import { fromLocalInput, isoInstant } from '../../../util/dates.ts';

/** What holds until somebody sets others. */
const USUAL: Thresholds = {
  bytes: { raiseAt: 85, clearAt: 80 },
  inodes: { raiseAt: 85, clearAt: 80 },
  metadata: { raiseAt: 80, clearAt: 75 },
  forecastDays: { raiseAt: 30, clearAt: 45 },
};

/** When the pool warns, and the form to change that. */
export function ThresholdsPanel({ id }: { readonly id: number }) {
  const { t, number } = useWords();
  const reason = useReason();
  const asOf = useAsOf();
  const [changing, setChanging] = useState(false);
  const query = useQuery({ ...storageQueries.capacity(id, asOf), placeholderData: keepPreviousData, retry: false });
  const silent = query.error instanceof ApiFailure && query.error.status === 404;
  if (query.error && !silent) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={3} label={t('common.loading')} />;
  const thresholds = query.data?.thresholds ?? USUAL;
  const unit = (key: (typeof WATCHED)[number]) => (key === 'forecastDays' ? t('sharing.dayUnit') : '%');
  type Key = (typeof WATCHED)[number];
  return (
    <Panel
      title={t('sharing.thresholds')}
      extra={
        <Button reason={reason('inventory')} onClick={() => setChanging(true)}>
          {t('sharing.changeThresholds')}
        </Button>
      }
    >
      <PlainTable<Key>
        name="thresholds"
        label={t('sharing.thresholds')}
        rows={WATCHED}
        rowKey={(key) => key}
        columns={[
          { key: 'what', title: t('storage.cap.what'), text: (key) => t(`sharing.on.${key}`) },
          {
            key: 'raise',
            title: t('sharing.raiseAt'),
            numeric: true,
            text: (key) => String(thresholds[key].raiseAt),
            render: (key) => `${number(thresholds[key].raiseAt)} ${unit(key)}`,
          },
          {
            key: 'clear',
            title: t('sharing.clearAt'),
            numeric: true,
            text: (key) => String(thresholds[key].clearAt),
            render: (key) => `${number(thresholds[key].clearAt)} ${unit(key)}`,
          },
        ]}
      />
      {changing ? <Change id={id} thresholds={thresholds} onClose={() => setChanging(false)} /> : null}
    </Panel>
  );
}

type Wish = Readonly<Record<string, number | string | undefined>>;

interface ChangeProps {
  readonly id: number;
  readonly thresholds: Thresholds;
  readonly onClose: () => void;
}

function Change({ id, thresholds, onClose }: ChangeProps) {
  const { t } = useWords();
  const { zone } = usePresent();
  const handle = useForm<Wish>();
  const deed = useFormDeed<Wish>({
    handle,
    run: (wish) => {
      const band = (key: string) => ({
        raiseAt: Number(wish[`${key}Raise`]),
        clearAt: Number(wish[`${key}Clear`]),
      });
      const from = wish['effectiveFrom'] ? fromLocalInput(String(wish['effectiveFrom']), zone) : undefined;
      return storage.setThresholds(id, {
        bytes: band('bytes'),
        inodes: band('inodes'),
        metadata: band('metadata'),
        forecastDays: band('forecastDays'),
        ...(from ? { effectiveFrom: isoInstant(from) } : {}),
      });
    },
    fields: Object.fromEntries(WATCHED.map((key) => [key, `${key}Clear`])),
    stale: ['/admin/v1/capacity', '/admin/v1/pools', '/admin/v1/history'],
    done: t('sharing.thresholdsSet'),
    after: onClose,
  });
  const initial = Object.fromEntries(
    WATCHED.flatMap((key) => [
      [`${key}Raise`, thresholds[key].raiseAt],
      [`${key}Clear`, thresholds[key].clearAt],
    ]),
  );
  return (
    <Dialog open title={t('sharing.changeThresholds')} onClose={onClose}>
      <FormBox<Wish> handle={handle} initial={initial} onSubmit={deed.submit}>
        {WATCHED.map((key) => (
          <div className="two" key={key}>
            <NumberField
              name={`${key}Raise`}
              label={`${t(`sharing.on.${key}`)}: ${t('sharing.raiseAt')}`}
              max={key === 'forecastDays' ? 3_650 : 100}
              unit={key === 'forecastDays' ? t('sharing.dayUnit') : '%'}
              required={t('common.required')}
            />
            <NumberField
              name={`${key}Clear`}
              label={`${t(`sharing.on.${key}`)}: ${t('sharing.clearAt')}`}
              max={key === 'forecastDays' ? 3_650 : 100}
              unit={key === 'forecastDays' ? t('sharing.dayUnit') : '%'}
              required={t('common.required')}
            />
          </div>
        ))}
        <TextField
          name="effectiveFrom"
          label={t('sharing.effectiveFrom')}
          type="datetime-local"
          hint={t('sharing.effectiveFromHint')}
        />
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy}>
          {t('common.save')}
        </Button>
      </FormBox>
    </Dialog>
  );
}
