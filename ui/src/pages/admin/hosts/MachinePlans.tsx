import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { gpuQueries, machinePlans, type MachinePlan } from '../../../api/gpus.ts';
import { useReason } from '../../../components/act.tsx';
import { FormDialog, type FieldOf, type Values } from '../../../components/FormDialog.tsx';
import { useWords } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Button, Empty, Icon } from '../../../ui/index.ts';
import { formatDisk, formatMemory } from '../../../util/units.ts';

const CLASSES = ['nanode', 'standard', 'dedicated', 'premium', 'highmem', 'gpu', 'accelerated', 'metal'];

/** The sizes that machines may have, with their GPUs. */
export function MachinePlans() {
  const { t, number, locale } = useWords();
  const reason = useReason();
  const query = useQuery(gpuQueries.plans());
  const [editing, setEditing] = useState<MachinePlan | 'new'>();
  const cards = (plan: MachinePlan) =>
    plan.gpus === 0
      ? '–'
      : [`${number(plan.gpus)} ×`, plan.gpuModel ?? t('gpus.anyModel'), plan.gpuSliceType ?? ''].join(' ').trim();
  const plain = (
    key: string,
    title: string,
    text: (plan: MachinePlan) => string,
    order: (left: MachinePlan, right: MachinePlan) => number,
    numeric = false,
  ): Column<MachinePlan> => ({ key, title, text, order, render: text, ...(numeric ? { numeric: true } : {}) });
  const words = (key: 'id' | 'label' | 'class', title: string) =>
    plain(
      key,
      title,
      (plan) => plan[key],
      byText((plan) => plan[key]),
    );
  const figures = (key: 'vcpus' | 'memoryMb' | 'diskMb', title: string, text: (value: number) => string) =>
    plain(
      key,
      title,
      (plan) => text(plan[key]),
      byNumber((plan) => plan[key]),
      true,
    );
  const offered = (plan: MachinePlan) => t(plan.offered ? 'common.yes' : 'common.no');
  const columns: readonly Column<MachinePlan>[] = [
    words('id', t('gpus.plans.id')),
    words('label', t('gpus.plans.label')),
    words('class', t('gpus.plans.class')),
    figures('vcpus', 'vCPU', (value) => number(value)),
    figures('memoryMb', t('machines.memory'), (value) => formatMemory(value, locale)),
    figures('diskMb', t('machines.disk'), (value) => formatDisk(value, locale)),
    plain(
      'gpus',
      'GPU',
      cards,
      byNumber((plan) => plan.gpus),
    ),
    plain('offered', t('gpus.plans.offered'), offered, byText(offered)),
    {
      key: 'actions',
      title: t('common.actions'),
      render: (plan) => (
        <Button reason={reason('inventory')} onClick={() => setEditing(plan)}>
          {t('gpus.change')}
        </Button>
      ),
    },
  ];
  return (
    <section className="stack">
      <h2>{t('gpus.plans.title')}</h2>
      <p className="muted">{t('gpus.plans.sub')}</p>
      <div>
        <Button icon={<Icon name="plus" />} reason={reason('inventory')} onClick={() => setEditing('new')}>
          {t('gpus.plans.add')}
        </Button>
      </div>
      <QueryTable<MachinePlan>
        name="machine-plans"
        label={t('gpus.plans.title')}
        query={query}
        columns={columns}
        rowKey={(plan) => plan.id}
        empty={<Empty title={t('hosts.room.none')} />}
      />
      {editing ? (
        <PlanForm plan={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />
      ) : null}
    </section>
  );
}

const NEW: Values = { class: 'standard', transferGb: 0, networkOutMbps: 0, offered: true, gpus: 0 };

/** What the form begins with: all that can be said of a plan, and nothing that was not said. */
function initialOf(plan: MachinePlan): Values {
  return Object.fromEntries(Object.entries(plan).filter(([name, value]) => name !== 'version' && value !== null));
}

function PlanForm({ plan, onClose }: { readonly plan: MachinePlan | undefined; readonly onClose: () => void }) {
  const { t } = useWords();
  const size = (name: string, label: string, unit?: string): FieldOf => ({
    name,
    label,
    kind: 'number',
    ...(unit === undefined ? {} : { unit }),
  });
  const fields: readonly FieldOf[] = [
    ...(plan === undefined
      ? [{ name: 'id', label: t('gpus.plans.id'), kind: 'mono' as const, hint: t('gpus.plans.idHint'), maxLength: 40 }]
      : []),
    { name: 'label', label: t('gpus.plans.label'), maxLength: 60 },
    {
      name: 'class',
      label: t('gpus.plans.class'),
      kind: 'choice',
      choices: CLASSES.map((each) => ({ value: each, label: each })),
    },
    size('vcpus', 'vCPU'),
    size('memoryMb', t('machines.memory'), 'MiB'),
    size('diskMb', t('machines.disk'), 'MiB'),
    size('transferGb', t('gpus.plans.transfer'), 'GB'),
    size('networkOutMbps', t('gpus.plans.network'), 'Mbit/s'),
    { name: 'iopsPromised', label: t('gpus.plans.iops'), kind: 'number', min: 1, optional: true },
    { name: 'gpus', label: t('gpus.plans.gpus'), kind: 'number', max: 64 },
    { name: 'gpuModel', label: t('gpus.model'), hint: t('gpus.plans.modelHint'), optional: true, maxLength: 60 },
    {
      name: 'gpuSliceType',
      label: t('gpus.sliceType'),
      hint: t('gpus.sliceTypeHint'),
      kind: 'mono',
      optional: true,
      maxLength: 60,
    },
    { name: 'hourly', label: t('gpus.plans.hourly'), kind: 'decimal' },
    { name: 'monthly', label: t('gpus.plans.monthly'), kind: 'decimal' },
    { name: 'offered', label: t('gpus.plans.offered'), kind: 'switch', optional: true },
  ];
  return (
    <FormDialog<MachinePlan>
      title={plan === undefined ? t('gpus.plans.add') : t('gpus.plans.changeOne', { label: plan.label })}
      submit={t('common.save')}
      fields={fields}
      initial={plan === undefined ? NEW : initialOf(plan)}
      run={(values, key) => machinePlans.save(plan, values, key)}
      stale={['/admin/v1/plans', '/admin/v1/plan-room', '/v4/linode/types']}
      done={t('gpus.plans.saved')}
      onClose={onClose}
    />
  );
}
