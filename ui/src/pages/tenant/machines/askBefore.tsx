import type { TFunction } from 'i18next';
import { machineCan } from '../../../api/can.ts';
import type { Machine, MachineAction } from '../../../api/tenant.ts';
import { typesNames } from '../../../components/typing.ts';
import type { Say } from '../../../ui/index.ts';

/** The label of a machine before it is deleted, or how many they are. */
function typedBefore(t: TFunction, machines: readonly Machine[]): { readonly label: string; readonly text: string } {
  const [only, ...more] = machines;
  const text = only && more.length === 0 ? only.label : String(machines.length);
  return { label: t('machines.typeBefore', { text }), text };
}

/** Asks before what interrupts or destroys; booting is done at once. */
export function askBefore(
  say: Say,
  t: TFunction,
  machines: readonly Machine[],
  action: MachineAction,
  run: () => Promise<unknown>,
): void {
  const label = machines.map((machine) => machine.label).join(', ');
  if (action === 'boot') {
    // The deed has shown its own failure.
    run().then(undefined, () => undefined);
    return;
  }
  say.ask({
    title: t(`machines.ask.${action}`, { label, count: machines.length }),
    text: (
      <>
        <p>{t(`machines.askText.${action}`)}</p>
        {machines.some((machine) => machineCan[action](machine) === 'busy') ? <p>{t('machines.waitsBusy')}</p> : null}
        {action === 'delete' ? (
          <p>{t('machines.frees', { addresses: machines.flatMap((machine) => machine.ipv4).join(', ') || '–' })}</p>
        ) : null}
      </>
    ),
    yes: t(`machines.actions.${action}`),
    no: t('common.cancel'),
    danger: action === 'delete',
    typed: action === 'delete' && typesNames() ? typedBefore(t, machines) : undefined,
    run,
  });
}
