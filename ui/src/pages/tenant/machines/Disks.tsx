import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { machineCan, type MachineNow } from '../../../api/can.ts';
import { contentQueries, contents, CONTENTS_STALE, type MachineDisk } from '../../../api/contents.ts';
import { newKey } from '../../../api/http.ts';
import { tenantQueries, type Machine } from '../../../api/tenant.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useAsOf } from '../../../components/asOf.tsx';
import { FormDialog, type FieldOf, type Values } from '../../../components/FormDialog.tsx';
import { usePace } from '../../../components/session.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Bar, Button, Empty, Icon, Panel, State, useSay } from '../../../ui/index.ts';
import { formatDisk } from '../../../util/units.ts';

const FILESYSTEMS = ['ext4', 'ext3', 'swap', 'raw', 'initrd'] as const;

type Doing = 'create' | 'resize' | 'rename';

/** The machine's disks and how much of its plan's disk they take. */
export function Disks({ machine }: { readonly machine: Machine }) {
  const { t, locale } = useWords();
  const reason = useReason();
  const asOf = useAsOf();
  const quick = usePace(true);
  const slow = usePace(false);
  const [doing, setDoing] = useState<{ readonly what: Doing; readonly row?: MachineDisk }>();
  const query = useQuery({
    ...contentQueries.disks(machine.id, asOf),
    placeholderData: keepPreviousData,
    refetchInterval: (latest) =>
      asOf === undefined && latest.state.data?.data.some((row) => row.status !== 'ready') ? quick : slow,
  });
  const rows = query.data?.data ?? [];
  const used = rows.filter((row) => row.status !== 'deleting').reduce((sum, row) => sum + row.size, 0);
  const free = Math.max(0, machine.specs.disk - used);
  const now = { ...machine, working: machine.working || rows.some((row) => row.status !== 'ready') };
  const columns: readonly Column<MachineDisk>[] = [
    {
      key: 'label',
      title: t('contents.label'),
      text: (row) => row.label,
      order: byText((row) => row.label),
      render: (row) => row.label,
    },
    {
      key: 'status',
      title: t('contents.state'),
      text: (row) => t(`contents.diskStates.${row.status}`),
      order: byText((row) => row.status),
      render: (row) => (
        <State shape={row.status === 'ready' ? 'running' : 'moving'} text={t(`contents.diskStates.${row.status}`)} />
      ),
    },
    {
      key: 'size',
      title: t('contents.size'),
      numeric: true,
      text: (row) => String(row.size),
      order: byNumber((row) => row.size),
      render: (row) => formatDisk(row.size, locale),
    },
    {
      key: 'filesystem',
      title: t('contents.filesystem'),
      text: (row) => row.filesystem,
      order: byText((row) => row.filesystem),
      render: (row) => row.filesystem,
    },
    {
      key: 'created',
      title: t('contents.created'),
      text: (row) => row.created,
      order: byText((row) => row.created),
      render: (row) => <When at={row.created} />,
    },
    {
      key: 'act',
      title: t('common.actions'),
      render: (row) => (
        <Acts machine={machine} row={row} only={rows.length === 1} now={now} onDo={(what) => setDoing({ what, row })} />
      ),
    },
  ];
  return (
    <Panel title={t('contents.disks')}>
      <Bar
        label={t('contents.disks')}
        share={machine.specs.disk === 0 ? 0 : used / machine.specs.disk}
        text={t('contents.used', { used: formatDisk(used, locale), all: formatDisk(machine.specs.disk, locale) })}
        warnAt={1}
      />
      <QueryTable<MachineDisk>
        name="machine-disks"
        label={t('contents.disks')}
        query={query}
        columns={columns}
        rowKey={(row) => String(row.id)}
        actions={
          <Button
            icon={<Icon name="plus" />}
            reason={reason('own', machineCan.addDisk(now)) ?? (free === 0 ? t('contents.noRoom') : undefined)}
            onClick={() => setDoing({ what: 'create' })}
          >
            {t('contents.addDisk')}
          </Button>
        }
        empty={<Empty title={t('contents.noDisks')} />}
      />
      {doing ? (
        <Form machine={machine} what={doing.what} row={doing.row} free={free} onClose={() => setDoing(undefined)} />
      ) : null}
    </Panel>
  );
}

interface ActsProps {
  readonly machine: Machine;
  readonly row: MachineDisk;
  readonly only: boolean;
  readonly now: MachineNow;
  readonly onDo: (what: Doing) => void;
}

/** What may be done with a disk as it is; what may not says why. */
function Acts({ machine, row, only, now, onDo }: ActsProps) {
  const { t } = useWords();
  const say = useSay();
  const reason = useReason();
  const copy = useDeed({
    run: () => contents.copyDisk(machine.id, row.id, newKey()),
    stale: CONTENTS_STALE,
    done: t('contents.diskAsked'),
  });
  const removal = useDeed({
    run: () => contents.deleteDisk(machine.id, row.id),
    stale: CONTENTS_STALE,
    done: t('contents.diskAsked'),
  });
  return (
    <span className="row">
      <Button reason={reason('own', machineCan.resizeDisk(now))} onClick={() => onDo('resize')}>
        {t('contents.resize')}
      </Button>
      <Button reason={reason('own', machineCan.addDisk(now))} busy={copy.isPending} onClick={() => copy.mutate()}>
        {t('contents.copy')}
      </Button>
      <Button reason={reason('own', machineCan.renameDisk(now))} onClick={() => onDo('rename')}>
        {t('contents.rename')}
      </Button>
      <Button
        kind="danger"
        reason={reason('own', machineCan.deleteDisk(now)) ?? (only ? t('contents.lastDisk') : undefined)}
        onClick={() =>
          say.ask({
            title: t('contents.askDeleteDisk', { label: row.label }),
            text: t('contents.lostForGood'),
            yes: t('common.delete'),
            no: t('common.cancel'),
            danger: true,
            run: () => removal.mutateAsync(),
          })
        }
      >
        {t('common.delete')}
      </Button>
    </span>
  );
}

interface FormProps {
  readonly machine: Machine;
  readonly what: Doing;
  readonly row: MachineDisk | undefined;
  readonly free: number;
  readonly onClose: () => void;
}

function Form({ machine, what, row, free, onClose }: FormProps) {
  const { t } = useWords();
  const images = useQuery({ ...tenantQueries.images(), enabled: what === 'create' });
  const label: FieldOf = { name: 'label', label: t('contents.label'), maxLength: 48, wide: true };
  const size: FieldOf = {
    name: 'size',
    label: t('contents.size'),
    kind: 'number',
    unit: 'MiB',
    min: 1,
    max: free + (row?.size ?? 0),
    hint: t('contents.sizeMost', { most: free + (row?.size ?? 0) }),
  };
  const disk = row?.id ?? 0;
  const forms = {
    create: {
      title: t('contents.addDisk'),
      fields: [
        label,
        size,
        {
          name: 'filesystem',
          label: t('contents.filesystem'),
          kind: 'choice',
          choices: FILESYSTEMS.map((value) => ({ value, label: value })),
        },
        {
          name: 'image',
          label: t('contents.image'),
          kind: 'choice',
          optional: true,
          loading: images.isPending,
          choices: (images.data?.data ?? []).map((image) => ({ value: image.id, label: image.label })),
          hint: t('contents.diskImageHint'),
        },
        { name: 'root_pass', label: t('contents.rootPass'), kind: 'secret', optional: true },
      ] satisfies readonly FieldOf[],
      initial: { filesystem: 'ext4' },
      run: (values: Values, key: string) => contents.addDisk(machine.id, values, key),
    },
    resize: {
      title: t('contents.resizeDisk', { label: row?.label ?? '' }),
      fields: [size],
      initial: { size: row?.size },
      run: (values: Values, key: string) => contents.resizeDisk(machine.id, disk, values, key),
    },
    rename: {
      title: t('contents.rename'),
      fields: [label],
      initial: { label: row?.label },
      run: (values: Values) => contents.renameDisk(machine.id, disk, values),
    },
  } as const;
  const form = forms[what];
  return (
    <FormDialog
      title={form.title}
      submit={what === 'create' ? t('contents.addDisk') : t('common.save')}
      fields={form.fields}
      initial={form.initial}
      run={form.run}
      stale={CONTENTS_STALE}
      done={t('contents.diskAsked')}
      onClose={onClose}
    />
  );
}
