import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { contents, CONTENTS_STALE } from '../../../api/contents.ts';
import { tenantQueries } from '../../../api/tenant.ts';
import { FormDialog, textOf } from '../../../components/FormDialog.tsx';
import { useCurrency } from '../../../components/money.ts';
import { useWords } from '../../../components/words.tsx';
import { Notice } from '../../../ui/index.ts';
import { formatPrice } from '../../../util/money.ts';
import { formatDisk, formatMemory } from '../../../util/units.ts';
import type { DeedProps } from './MoreDeeds.tsx';
import { priceIn } from './planPrices.ts';
import { useAsked } from './useAsked.ts';

/** Another plan: what the machine has now, what it will have, and what that costs. */
export function Resize({ machine, onClose }: DeedProps) {
  const { t, locale, number } = useWords();
  const asked = useAsked(machine);
  const currency = useCurrency();
  const plans = useQuery(tenantQueries.plans());
  const all = plans.data?.data ?? [];
  const size = (plan: (typeof all)[number]) =>
    `${number(plan.vcpus)} vCPU · ${formatMemory(plan.memory, locale)} · ${formatDisk(plan.disk, locale)}`;
  const cost = (plan: (typeof all)[number]) => {
    const price = priceIn(plan, machine.region);
    return price ? formatPrice({ amount: price.monthly, currency }, locale) : t('creation.noPrice');
  };
  const present = all.find((plan) => plan.id === machine.type);
  const [chosen, setChosen] = useState('');
  const wanted = all.find((plan) => plan.id === chosen);
  // compute/Instance.decide(ResizeInstance)
  const mayRunOn =
    machine.status === 'running' &&
    present !== undefined &&
    (wanted === undefined ||
      (wanted.vcpus >= present.vcpus && wanted.memory >= present.memory && wanted.disk >= present.disk));
  return (
    <FormDialog
      title={t('console.resizeOf', { label: machine.label })}
      submit={t('machines.deeds.resize')}
      fields={[
        {
          name: 'type',
          label: t('machines.plan'),
          kind: 'choice',
          wide: true,
          loading: plans.isPending,
          choices: all
            .filter((plan) => plan.id !== machine.type)
            .toSorted((left, right) => left.memory - right.memory)
            .map((plan) => ({ value: plan.id, label: `${plan.label} · ${size(plan)} · ${cost(plan)}` })),
          hint: present
            ? t('console.presentPlan', { plan: present.label, size: size(present), price: cost(present) })
            : '',
        },
        ...(mayRunOn
          ? [
              {
                name: 'migration_type',
                label: t('console.resizeWay'),
                kind: 'choice' as const,
                wide: true,
                choices: [
                  { value: 'warm', label: t('console.resizeWarm') },
                  { value: 'cold', label: t('console.resizeCold') },
                ],
              },
            ]
          : []),
        {
          name: 'allow_auto_disk_resize',
          label: t('console.resizeDisk'),
          hint: t('console.resizeDiskHint'),
          kind: 'switch' as const,
          wide: true,
        },
      ]}
      initial={{ migration_type: 'warm', allow_auto_disk_resize: true }}
      onTyped={(values) => setChosen(textOf(values['type']))}
      run={(values, key) => contents.resize(machine.id, values, key)}
      stale={CONTENTS_STALE}
      done={asked(t('console.resizeAsked', { label: machine.label }))}
      onClose={onClose}
      renderBeside={(values) =>
        mayRunOn && values['migration_type'] === 'warm' ? (
          <Notice kind="info" title={t('console.resizeOn')}>
            {t('console.resizeTaken')} {t('console.resizeText')}
          </Notice>
        ) : (
          <Notice kind="warn" title={t('console.resizeOff')}>
            {t('console.resizeText')}
          </Notice>
        )
      }
    />
  );
}

/** A new password of root's, that holds from the next start on. */
export function Password({ machine, onClose }: DeedProps) {
  const { t } = useWords();
  return (
    <FormDialog
      title={t('console.passwordOf', { label: machine.label })}
      submit={t('machines.deeds.password')}
      fields={[{ name: 'root_pass', label: t('machines.rootPass'), kind: 'secret', wide: true }]}
      run={(values, key) => contents.password(machine.id, values, key)}
      stale={CONTENTS_STALE}
      done={t('console.passwordKept')}
      onClose={onClose}
      renderBeside={() => <p className="muted">{t('console.passwordText')}</p>}
    />
  );
}
