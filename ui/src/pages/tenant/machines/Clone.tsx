import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { contentQueries, contents, CONTENTS_STALE } from '../../../api/contents.ts';
import { tenantQueries } from '../../../api/tenant.ts';
import { useGo } from '../../../components/asOf.tsx';
import { FormDialog, textOf, type FieldOf } from '../../../components/FormDialog.tsx';
import { useWords } from '../../../components/words.tsx';
import { Notice } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { copyField, copyKindOf } from './copies.ts';
import { encryptionOf, isEncrypted } from './encryption.ts';
import type { DeedProps } from './MoreDeeds.tsx';
import type { CopyKind } from './snippets.ts';

const NEW = 'new';
const numbers = (chosen: unknown): readonly number[] => ((chosen ?? []) as readonly string[]).map(Number);

/** A new machine with copies of this one's disks, or copies of disks and configurations in one that is there. */
export function Clone({ machine, onClose }: DeedProps) {
  const { t } = useWords();
  const go = useGo();
  const [into, setInto] = useState(NEW);
  const [kind, setKind] = useState<CopyKind>();
  const plans = useQuery(tenantQueries.plans());
  const regions = useQuery(tenantQueries.regions());
  const machines = useQuery(tenantQueries.machines());
  const disks = useQuery(contentQueries.disks(machine.id));
  const configs = useQuery(contentQueries.configs(machine.id));
  const all = disks.data?.data ?? [];
  const used = all.reduce((sum, disk) => sum + disk.size, 0);
  const fresh = into === NEW;
  const ofANewOne: readonly FieldOf[] = [
    { name: 'label', label: t('contents.label'), maxLength: 64, optional: true },
    {
      name: 'region',
      label: t('machines.region'),
      kind: 'choice',
      loading: regions.isPending,
      choices: (regions.data?.data ?? []).map(({ id, label }) => ({ value: id, label: `${label} (${id})` })),
    },
    {
      name: 'type',
      label: t('machines.plan'),
      kind: 'choice',
      loading: plans.isPending,
      choices: (plans.data?.data ?? [])
        .filter((plan) => plan.disk >= used || plan.id === machine.type)
        .map((plan) => ({ value: plan.id, label: plan.label })),
    },
  ];
  const ofOneThere: readonly FieldOf[] = [
    {
      name: 'configs',
      label: t('contents.configs'),
      kind: 'many',
      optional: true,
      wide: true,
      loading: configs.isPending,
      choices: (configs.data?.data ?? []).map((config) => ({ value: String(config.id), label: config.label })),
    },
  ];
  return (
    <FormDialog<{ id: number }>
      title={t('contents.cloneOf', { label: machine.label })}
      submit={t('contents.deeds.clone')}
      fields={[
        {
          name: 'linode_id',
          label: t('contents.cloneInto'),
          kind: 'choice',
          wide: true,
          loading: machines.isPending,
          choices: [
            { value: NEW, label: t('contents.cloneNew') },
            ...(machines.data?.data ?? [])
              .filter((each) => each.id !== machine.id && each.region === machine.region)
              .map((each) => ({ value: String(each.id), label: each.label })),
          ],
        },
        ...(fresh ? ofANewOne : []),
        {
          name: 'disks',
          label: t('contents.disks'),
          kind: 'many',
          optional: true,
          wide: true,
          loading: disks.isPending,
          choices: all.map((disk) => ({ value: String(disk.id), label: disk.label })),
          hint: t('contents.allDisksHint'),
        },
        { ...copyField(t, kind), kind: 'choice', optional: true, wide: true },
        ...(fresh
          ? [
              { name: 'backups_enabled', label: t('contents.withBackups'), kind: 'switch' as const },
              {
                name: 'encrypted',
                label: t('console.encryption.switch'),
                kind: 'switch' as const,
                hint: t('console.encryption.cloneHint'),
              },
            ]
          : ofOneThere),
      ]}
      initial={{
        linode_id: NEW,
        region: machine.region,
        type: machine.type ?? undefined,
        backups_enabled: false,
        encrypted: isEncrypted(machine),
      }}
      wire={{ disk_encryption: 'encrypted' }}
      onTyped={(values) => {
        setInto(textOf(values['linode_id']) || NEW);
        setKind(copyKindOf(values['copy']));
      }}
      run={({ disks: some, configs: starts, label, region, type, backups_enabled: backups, encrypted, copy }, key) =>
        contents.clone(
          machine.id,
          fresh
            ? {
                label,
                region,
                type,
                backups_enabled: backups,
                disk_encryption: encryptionOf(encrypted === true),
                disks: numbers(some),
                copy,
              }
            : { linode_id: Number(into), disks: numbers(some), configs: numbers(starts), copy },
          key,
        )
      }
      stale={CONTENTS_STALE}
      done={(made) => {
        go(paths.machine(made.id));
        return t('contents.cloneAsked', { label: machine.label });
      }}
      onClose={onClose}
      renderBeside={() =>
        machine.status === 'running' ? <Notice kind="info" title={t('contents.cloneRuns')} /> : null
      }
    />
  );
}
