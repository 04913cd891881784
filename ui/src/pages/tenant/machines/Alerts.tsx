import { useState } from 'react';
import { tenant, type Machine } from '../../../api/tenant.ts';
import { useReason } from '../../../components/act.tsx';
import { FormDialog, type FieldOf } from '../../../components/FormDialog.tsx';
import { useWords } from '../../../components/words.tsx';
import { Button, Facts, Panel } from '../../../ui/index.ts';

type Level = keyof Machine['alerts'];

/** As the portal takes them. */
const LEVELS: readonly {
  readonly name: Level;
  readonly word: 'cpu' | 'networkIn' | 'networkOut' | 'transfer' | 'io';
  readonly unit: 'cpuUnit' | 'network' | 'transferUnit' | 'ioUnit';
  readonly max: number;
}[] = [
  { name: 'cpu', word: 'cpu', unit: 'cpuUnit', max: 4_800 },
  { name: 'network_in', word: 'networkIn', unit: 'network', max: 40_000 },
  { name: 'network_out', word: 'networkOut', unit: 'network', max: 40_000 },
  { name: 'transfer_quota', word: 'transfer', unit: 'transferUnit', max: 400 },
  { name: 'io', word: 'io', unit: 'ioUnit', max: 1_000_000 },
];

/** Above what use of a machine its tenant is told, and the form for it. */
export function Alerts({ machine }: { readonly machine: Machine }) {
  const { t, number } = useWords();
  const reason = useReason();
  const [changing, setChanging] = useState(false);
  const fields = LEVELS.map(({ name, word, unit, max }): FieldOf => ({
    name,
    label: t(`contents.alerts.${word}`),
    kind: 'number',
    unit: t(`contents.alerts.${unit}`),
    min: 0,
    max,
  }));
  return (
    <Panel
      title={t('contents.alerts.title')}
      extra={
        <Button reason={reason('own')} testId="alerts-change" onClick={() => setChanging(true)}>
          {t('contents.alerts.change')}
        </Button>
      }
    >
      <p>{t('contents.alerts.why')}</p>
      <Facts
        facts={LEVELS.map(({ name, word, unit }) => ({
          label: t(`contents.alerts.${word}`),
          value:
            machine.alerts[name] === 0
              ? t('contents.alerts.off')
              : `${number(machine.alerts[name])} ${t(`contents.alerts.${unit}`)}`,
        }))}
      />
      {changing ? (
        <FormDialog
          title={t('contents.alerts.title')}
          submit={t('common.save')}
          fields={fields}
          initial={{ ...machine.alerts }}
          run={(values) =>
            tenant.alert(machine.id, Object.fromEntries(LEVELS.map(({ name }) => [name, Number(values[name] ?? 0)])))
          }
          wire={Object.fromEntries(LEVELS.map(({ name }) => [`alerts.${name}`, name]))}
          stale={['/v4/linode/instances', '/portal/v1']}
          done={t('contents.alerts.changed')}
          onClose={() => setChanging(false)}
        />
      ) : null}
    </Panel>
  );
}
