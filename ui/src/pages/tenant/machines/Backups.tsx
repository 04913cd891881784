import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { deedCan, machineCan, type Reason } from '../../../api/can.ts';
import { contentQueries, contents, CONTENTS_STALE, type Backup } from '../../../api/contents.ts';
import { newKey } from '../../../api/http.ts';
import { tenantQueries, type Machine } from '../../../api/tenant.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useAsOf } from '../../../components/asOf.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { useCurrency } from '../../../components/money.ts';
import { usePace } from '../../../components/session.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Button, Empty, Facts, Icon, Panel, State, useSay } from '../../../ui/index.ts';
import { formatPrice } from '../../../util/money.ts';
import { formatDisk } from '../../../util/units.ts';
import { useAsked } from './useAsked.ts';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const HOURS = [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22] as const;
const two = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

type Doing =
  | { readonly what: 'snapshot' }
  | { readonly what: 'schedule' }
  | { readonly what: 'restore'; readonly row: Backup };

/** The machine's backups: three by the calendar, and one that its tenant takes. */
export function Backups({ machine }: { readonly machine: Machine }) {
  return machine.backups.enabled ? <Kept machine={machine} /> : <Offer machine={machine} />;
}

/** What backups would cost, and the button that starts them. */
function Offer({ machine }: { readonly machine: Machine }) {
  const { t, locale } = useWords();
  const say = useSay();
  const reason = useReason();
  const plans = useQuery(tenantQueries.plans());
  const regions = useQuery(tenantQueries.regions());
  const currency = useCurrency();
  const addon = plans.data?.data.find((plan) => plan.id === machine.type)?.addons.backups;
  const price = addon?.region_prices.find((each) => each.id === machine.region) ?? addon?.price;
  const monthly = price?.monthly ?? null;
  const hourly = price?.hourly ?? null;
  const offered = regions.data?.data.find((region) => region.id === machine.region)?.capabilities.includes('Backups');
  const text =
    monthly === null || hourly === null
      ? t('contents.noBackupPrice')
      : t('contents.backupPrice', {
          monthly: formatPrice({ amount: String(monthly), currency }, locale),
          hourly: formatPrice({ amount: String(hourly), currency }, locale),
        });
  const deed = useDeed({
    run: () => contents.enableBackups(machine.id, newKey()),
    stale: CONTENTS_STALE,
    done: t('contents.backupsOn'),
  });
  return (
    <Panel title={t('contents.backups')}>
      <Empty title={t('contents.noBackups')}>
        <p>{t('contents.backupsWhat')}</p>
        <p>{text}</p>
        <Button
          kind="primary"
          testId="backups-enable"
          busy={deed.isPending}
          reason={
            reason('own', machineCan.enableBackups(machine)) ??
            (offered === false ? t('contents.backupsNowhere') : undefined)
          }
          onClick={() =>
            say.ask({
              title: t('contents.askEnable', { label: machine.label }),
              text,
              yes: t('contents.enable'),
              no: t('common.cancel'),
              run: () => deed.mutateAsync(),
            })
          }
        >
          {t('contents.enable')}
        </Button>
      </Empty>
    </Panel>
  );
}

function Kept({ machine }: { readonly machine: Machine }) {
  const { t } = useWords();
  const say = useSay();
  const reason = useReason();
  const asOf = useAsOf();
  const quick = usePace(true);
  const slow = usePace(false);
  const [doing, setDoing] = useState<Doing>();
  const query = useQuery({
    ...contentQueries.backups(machine.id, asOf),
    placeholderData: keepPreviousData,
    refetchInterval: (latest) => (asOf === undefined && isUnderWay(rowsOf(latest.state.data)) ? quick : slow),
  });
  const rows = rowsOf(query.data);
  const now = { ...machine, working: machine.working || isUnderWay(rows) };
  const cancel = useDeed({
    run: () => contents.cancelBackups(machine.id, newKey()),
    stale: CONTENTS_STALE,
    done: t('contents.backupsOff'),
  });
  const { day, window } = machine.backups.schedule;
  const start = window === null ? 0 : Number(window.slice(1));
  return (
    <div className="stack">
      <Panel
        title={t('contents.schedule')}
        extra={
          <Button
            reason={reason('own', machineCan.scheduleBackups(machine))}
            onClick={() => setDoing({ what: 'schedule' })}
          >
            {t('contents.changeSchedule')}
          </Button>
        }
      >
        <Facts
          facts={[
            { label: t('contents.window'), value: `${two(start)}–${two((start + 2) % 24)}` },
            { label: t('contents.day'), value: day === null ? '–' : t(`contents.days.${day}`) },
            {
              label: t('contents.lastBackup'),
              value:
                machine.backups.last_successful === null ? (
                  '–'
                ) : (
                  <When at={machine.backups.last_successful} style="exact" />
                ),
            },
            { label: t('contents.kept'), value: t('contents.keptRule') },
          ]}
        />
      </Panel>
      <Panel title={t('contents.backups')}>
        <QueryTable<Backup>
          name="machine-backups"
          label={t('contents.backups')}
          query={{ ...query, data: query.data ? { data: rows, page: 1, pages: 1, results: rows.length } : undefined }}
          columns={useColumns(deedCan('restore', now), (row) => setDoing({ what: 'restore', row }))}
          rowKey={(row) => String(row.id)}
          actions={
            <>
              <Button
                icon={<Icon name="plus" />}
                testId="snapshot-take"
                reason={reason('own', deedCan('snapshot', now))}
                onClick={() => setDoing({ what: 'snapshot' })}
              >
                {t('contents.takeSnapshot')}
              </Button>
              <Button
                kind="danger"
                reason={reason('own', machineCan.cancelBackups(now))}
                onClick={() =>
                  say.ask({
                    title: t('contents.askCancel', { label: machine.label }),
                    text: t('contents.askCancelText', { count: rows.length }),
                    yes: t('contents.cancelBackups'),
                    no: t('common.cancel'),
                    danger: true,
                    run: () => cancel.mutateAsync(),
                  })
                }
              >
                {t('contents.cancelBackups')}
              </Button>
            </>
          }
          empty={
            <Empty title={t('contents.noneYet')}>
              <p>{t('contents.noneYetNext')}</p>
            </Empty>
          }
        />
      </Panel>
      {doing ? <Form machine={machine} doing={doing} onClose={() => setDoing(undefined)} /> : null}
    </div>
  );
}

function useColumns(still: Reason | undefined, onRestore: (row: Backup) => void): readonly Column<Backup>[] {
  const { t, locale } = useWords();
  const reason = useReason();
  const shapes = { running: 'moving', successful: 'running', failed: 'failed' } as const;
  const size = (row: Backup) => row.disks.reduce((sum, disk) => sum + disk.size, 0);
  return [
    {
      key: 'label',
      title: t('contents.label'),
      text: (row) => row.label ?? '',
      render: (row) => row.label ?? t('contents.automatic'),
    },
    {
      key: 'status',
      title: t('contents.state'),
      text: (row) => t(`contents.backupStates.${row.status}`),
      render: (row) => <State shape={shapes[row.status]} text={t(`contents.backupStates.${row.status}`)} />,
    },
    {
      key: 'created',
      title: t('contents.created'),
      text: (row) => row.created,
      order: byText((row) => row.created),
      render: (row) => <When at={row.created} style="exact" />,
    },
    {
      key: 'size',
      title: t('contents.size'),
      numeric: true,
      text: (row) => String(size(row)),
      render: (row) => formatDisk(size(row), locale),
    },
    {
      key: 'act',
      title: t('common.actions'),
      render: (row) => (
        <Button
          reason={reason('own', still) ?? (row.available ? undefined : t('contents.notAvailable'))}
          onClick={() => onRestore(row)}
        >
          {t('contents.restore')}
        </Button>
      ),
    },
  ];
}

const isUnderWay = (rows: readonly Backup[]): boolean => rows.some((row) => row.status === 'running');

function rowsOf(backups: { automatic: readonly Backup[]; snapshot: Snapshots } | undefined): readonly Backup[] {
  if (backups === undefined) return [];
  const { current, in_progress: underWay } = backups.snapshot;
  return [underWay, current, ...backups.automatic].filter((row) => row !== null);
}

interface Snapshots {
  readonly current: Backup | null;
  readonly in_progress: Backup | null;
}

interface FormProps {
  readonly machine: Machine;
  readonly doing: Doing;
  readonly onClose: () => void;
}

function Form({ machine, doing, onClose }: FormProps) {
  const { t } = useWords();
  const asked = useAsked(machine);
  const machines = useQuery({ ...tenantQueries.machines(), enabled: doing.what === 'restore' });
  if (doing.what === 'snapshot') {
    return (
      <FormDialog
        title={t('contents.takeSnapshot')}
        fields={[
          { name: 'label', label: t('contents.label'), maxLength: 255, wide: true, hint: t('contents.snapshotHint') },
        ]}
        run={(values, key) => contents.takeSnapshot(machine.id, values, key)}
        stale={CONTENTS_STALE}
        done={asked(t('contents.snapshotAsked'))}
        onClose={onClose}
      />
    );
  }
  if (doing.what === 'schedule') {
    const { day, window } = machine.backups.schedule;
    return (
      <FormDialog
        title={t('contents.changeSchedule')}
        submit={t('common.save')}
        fields={[
          {
            name: 'window',
            label: t('contents.window'),
            kind: 'choice',
            choices: HOURS.map((hour) => ({ value: `W${hour}`, label: `${two(hour)}–${two((hour + 2) % 24)}` })),
            hint: t('contents.windowHint'),
          },
          {
            name: 'day',
            label: t('contents.day'),
            kind: 'choice',
            choices: DAYS.map((value) => ({ value, label: t(`contents.days.${value}`) })),
            hint: t('contents.dayHint'),
          },
        ]}
        initial={{ day: day ?? undefined, window: window ?? undefined }}
        wire={{ 'backups.schedule.day': 'day', 'backups.schedule.window': 'window' }}
        run={(values) => contents.schedule(machine.id, { backups: { schedule: values } })}
        stale={CONTENTS_STALE}
        done={t('contents.scheduleKept')}
        onClose={onClose}
      />
    );
  }
  const { row } = doing;
  return (
    <FormDialog
      title={t('contents.restoreOf', { label: row.label ?? t('contents.automatic') })}
      submit={t('contents.restore')}
      fields={[
        {
          name: 'linode_id',
          label: t('contents.onto'),
          kind: 'choice',
          wide: true,
          loading: machines.isPending,
          choices: (machines.data?.data ?? [])
            .filter((each) => each.region === machine.region)
            .map((each) => ({ value: String(each.id), label: each.label })),
        },
        { name: 'overwrite', label: t('contents.overwrite'), kind: 'switch', hint: t('contents.overwriteHint') },
      ]}
      initial={{ linode_id: String(machine.id), overwrite: true }}
      run={({ linode_id: onto, ...values }, key) =>
        contents.restore(machine.id, row.id, { ...values, linode_id: Number(onto) }, key)
      }
      stale={CONTENTS_STALE}
      done={asked(t('contents.restoreAsked'))}
      onClose={onClose}
    />
  );
}
