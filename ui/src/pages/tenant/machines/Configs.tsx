import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { machineCan } from '../../../api/can.ts';
import { contentQueries, contents, CONTENTS_STALE, inSlots, type MachineConfig } from '../../../api/contents.ts';
import { newKey } from '../../../api/http.ts';
import type { Machine } from '../../../api/tenant.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { FormDialog, type FieldOf, type Values } from '../../../components/FormDialog.tsx';
import { useWords } from '../../../components/words.tsx';
import { byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Button, Empty, Icon, Panel, useSay } from '../../../ui/index.ts';

const HELPERS = ['network', 'distro', 'modules_dep', 'devtmpfs_automount', 'updatedb_disabled'] as const;
const RUN_LEVELS = ['default', 'single', 'binbash'] as const;

/** How the machine may start: kernel, disks in their slots, and what is set right before it does. */
export function Configs({ machine }: { readonly machine: Machine }) {
  const { t } = useWords();
  const reason = useReason();
  const [editing, setEditing] = useState<{ readonly row?: MachineConfig }>();
  const query = useQuery({ ...contentQueries.configs(machine.id), placeholderData: keepPreviousData });
  const disks = useQuery(contentQueries.disks(machine.id));
  const named = (row: MachineConfig): string =>
    Object.entries(row.devices)
      .flatMap(([slot, device]) => {
        if (device === null) return [];
        const disk = disks.data?.data.find((each) => each.id === device.disk_id);
        return [`${slot}: ${disk?.label ?? t('contents.volumeNumber', { number: device.volume_id ?? 0 })}`];
      })
      .join(' · ');
  const columns: readonly Column<MachineConfig>[] = [
    {
      key: 'label',
      title: t('contents.label'),
      text: (row) => row.label,
      order: byText((row) => row.label),
      render: (row) => row.label,
    },
    { key: 'kernel', title: t('contents.kernel'), text: (row) => row.kernel, render: (row) => row.kernel },
    {
      key: 'devices',
      title: t('contents.devices'),
      text: (row) => named(row),
      render: (row) => named(row) || '–',
    },
    {
      key: 'act',
      title: t('common.actions'),
      render: (row) => (
        <Acts
          machine={machine}
          row={row}
          only={(query.data?.data.length ?? 0) === 1}
          onEdit={() => setEditing({ row })}
        />
      ),
    },
  ];
  return (
    <Panel title={t('contents.configs')}>
      <QueryTable<MachineConfig>
        name="machine-configs"
        label={t('contents.configs')}
        query={query}
        columns={columns}
        rowKey={(row) => String(row.id)}
        actions={
          <Button
            icon={<Icon name="plus" />}
            reason={reason('own', machineCan.addConfig(machine))}
            onClick={() => setEditing({})}
          >
            {t('contents.addConfig')}
          </Button>
        }
        empty={<Empty title={t('contents.noConfigs')} />}
      />
      {editing ? <Form machine={machine} row={editing.row} onClose={() => setEditing(undefined)} /> : null}
    </Panel>
  );
}

interface ActsProps {
  readonly machine: Machine;
  readonly row: MachineConfig;
  readonly only: boolean;
  readonly onEdit: () => void;
}

function Acts({ machine, row, only, onEdit }: ActsProps) {
  const { t } = useWords();
  const say = useSay();
  const reason = useReason();
  const action = machine.status === 'running' ? 'reboot' : 'boot';
  const start = useDeed({
    run: () => contents.bootBy(machine.id, action, row.id, newKey()),
    stale: CONTENTS_STALE,
    done: t('contents.startAsked', { label: row.label }),
  });
  const removal = useDeed({
    run: () => contents.deleteConfig(machine.id, row.id),
    stale: CONTENTS_STALE,
    done: t('contents.configDeleted'),
  });
  return (
    <span className="row">
      <Button
        reason={reason('own', machineCan[action](machine))}
        onClick={() =>
          say.ask({
            title: t('contents.askStart', { label: row.label }),
            text: t(action === 'reboot' ? 'contents.askRebootText' : 'contents.askBootText'),
            yes: t(`machines.actions.${action}`),
            no: t('common.cancel'),
            run: () => start.mutateAsync(),
          })
        }
      >
        {t(`machines.actions.${action}`)}
      </Button>
      <Button reason={reason('own', machineCan.changeConfig(machine))} onClick={onEdit}>
        {t('contents.edit')}
      </Button>
      <Button
        kind="danger"
        reason={reason('own', machineCan.deleteConfig(machine)) ?? (only ? t('contents.lastConfig') : undefined)}
        onClick={() =>
          say.ask({
            title: t('contents.askDeleteConfig', { label: row.label }),
            text: t('contents.disksStay'),
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
  readonly row: MachineConfig | undefined;
  readonly onClose: () => void;
}

function Form({ machine, row, onClose }: FormProps) {
  const { t } = useWords();
  const disks = useQuery(contentQueries.disks(machine.id));
  const kernels = useQuery(contentQueries.kernels());
  const fields: readonly FieldOf[] = [
    { name: 'label', label: t('contents.label'), maxLength: 48 },
    {
      name: 'kernel',
      label: t('contents.kernel'),
      kind: 'choice',
      loading: kernels.isPending,
      choices: (kernels.data?.data ?? []).map((kernel) => ({ value: kernel.id, label: kernel.label })),
    },
    {
      name: 'disks',
      label: t('contents.devices'),
      kind: 'many',
      wide: true,
      loading: disks.isPending,
      choices: (disks.data?.data ?? []).map((disk) => ({ value: String(disk.id), label: disk.label })),
      hint: t('contents.devicesHint'),
    },
    { name: 'root_device', label: t('contents.rootDevice'), kind: 'mono', maxLength: 12 },
    {
      name: 'run_level',
      label: t('contents.runLevel'),
      kind: 'choice',
      choices: RUN_LEVELS.map((value) => ({ value, label: t(`contents.runLevels.${value}`) })),
    },
    { name: 'memory_limit', label: t('contents.memoryLimit'), kind: 'number', unit: 'MiB', max: machine.specs.memory },
    ...HELPERS.map((name): FieldOf => ({ name, label: t(`contents.helpers.${name}`), kind: 'switch' })),
    { name: 'comments', label: t('contents.comments'), kind: 'area', optional: true, wide: true },
  ];
  const held = Object.values(row?.devices ?? {}).flatMap((device) =>
    device?.disk_id === null || device?.disk_id === undefined ? [] : [String(device.disk_id)],
  );
  const body = ({ disks: chosen, comments, ...values }: Values): Values => ({
    ...Object.fromEntries(Object.entries(values).filter(([name]) => !(HELPERS as readonly string[]).includes(name))),
    comments: comments ?? '',
    devices: inSlots(chosen as readonly string[]),
    helpers: Object.fromEntries(HELPERS.map((name) => [name, values[name] === true])),
  });
  return (
    <FormDialog
      title={row === undefined ? t('contents.addConfig') : t('contents.editConfig', { label: row.label })}
      submit={t('common.save')}
      fields={fields}
      initial={{
        label: row?.label,
        kernel: row?.kernel ?? 'linode/grub2',
        disks: held,
        root_device: row?.root_device ?? '/dev/sda',
        run_level: row?.run_level ?? 'default',
        memory_limit: row?.memory_limit ?? 0,
        comments: row?.comments,
        ...Object.fromEntries(HELPERS.map((name) => [name, row?.helpers[name] ?? true])),
      }}
      run={(values, key) =>
        row === undefined
          ? contents.addConfig(machine.id, body(values), key)
          : contents.changeConfig(machine.id, row.id, body(values))
      }
      stale={CONTENTS_STALE}
      done={t('contents.configKept')}
      onClose={onClose}
      width={640}
    />
  );
}
