import { actionCan, deedCan, machineCan, type ContentDeed } from '../../../../api/can.ts';
import type { Machine, MachineAction } from '../../../../api/tenant.ts';
import { useReason } from '../../../../components/act.tsx';
import { useGo } from '../../../../components/asOf.tsx';
import { Needing } from '../../../../components/rights.tsx';
import { useWords } from '../../../../components/words.tsx';
import { Icon, Menu } from '../../../../ui/index.ts';
import { paths } from '../../../../util/paths.ts';

const SWITCHING: readonly MachineAction[] = ['boot', 'shutdown', 'reboot'];
const DEEDS: readonly ContentDeed[] = ['resize', 'password', 'rebuild', 'clone', 'rescue', 'migrate'];

interface RowMenuProps {
  readonly machine: Machine;
  readonly onAct: (action: MachineAction) => void;
}

/** Every deed upon a machine, from its row; what asks for more than a yes opens on the machine's page. */
export function RowMenu(props: RowMenuProps) {
  return (
    <Needing need={{ kind: 'linode', id: props.machine.id }}>
      <Deeds {...props} />
    </Needing>
  );
}

function Deeds({ machine, onAct }: RowMenuProps) {
  const { t } = useWords();
  const go = useGo();
  const reason = useReason();
  const switching = (action: MachineAction) => ({
    key: action,
    label: t(`machines.actions.${action}`),
    danger: action === 'delete',
    reason: reason('own', actionCan(action, machine)),
    onClick: () => onAct(action),
  });
  return (
    <Menu
      entries={[
        ...SWITCHING.map(switching),
        'line',
        {
          key: 'console',
          label: t('machines.console'),
          reason: reason('own', machineCan.console(machine)),
          onClick: () =>
            window.open(paths.machineConsole(machine.id), `console-${machine.id}`, 'popup,width=960,height=640'),
        },
        ...DEEDS.map((deed) => ({
          key: deed,
          label: t(`machines.deeds.${deed}`),
          reason: reason('own', deedCan(deed, machine)),
          onClick: () => go(paths.machine(machine.id, { do: deed })),
        })),
        'line',
        switching('delete'),
      ]}
    >
      <button type="button" className="tool" aria-label={t('machines.actionsOf', { label: machine.label })}>
        <Icon name="more" />
      </button>
    </Menu>
  );
}
