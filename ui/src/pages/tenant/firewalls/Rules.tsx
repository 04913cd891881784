import { useState } from 'react';
import type { FirewallRule, FirewallRules, Policy, Way } from '../../../api/firewalls.ts';
import { FormDialog, textOf, type Values } from '../../../components/FormDialog.tsx';
import { useWords } from '../../../components/words.tsx';
import { Button, Empty, Icon, Menu, Panel, Pick, Scroll } from '../../../ui/index.ts';
import { moved, PRESETS, replaced, RULES_MAX, withRules } from './draft.ts';
import { policies } from './FirewallsPage.tsx';

const PROTOCOLS = ['TCP', 'UDP', 'ICMP', 'IPENCAP', 'ALL'];

interface RulesProps {
  readonly way: Way;
  readonly rules: FirewallRules;
  readonly off: string | undefined;
  readonly onChange: (next: FirewallRules) => void;
}

const addressesOf = (rule: FirewallRule): readonly string[] => [
  ...(rule.addresses?.ipv4 ?? []),
  ...(rule.addresses?.ipv6 ?? []),
];

/** A rule as the form's fields say it. */
function ruleOf(values: Values): FirewallRule {
  const all = textOf(values['addresses'])
    .split(/[\s,;]+/)
    .filter(Boolean);
  const ipv6 = all.filter((address) => address.includes(':'));
  const ipv4 = all.filter((address) => !address.includes(':'));
  const ports = textOf(values['ports']).trim();
  const label = textOf(values['label']).trim();
  const description = textOf(values['description']).trim();
  return {
    action: textOf(values['action']) === 'DROP' ? 'DROP' : 'ACCEPT',
    protocol: textOf(values['protocol']),
    ...(ports ? { ports } : {}),
    ...(label ? { label } : {}),
    ...(description ? { description } : {}),
    addresses: { ...(ipv4.length > 0 ? { ipv4 } : {}), ...(ipv6.length > 0 ? { ipv6 } : {}) },
  };
}

/** The rules of one direction, in the order in which they are tried. What is changed here holds once it is saved. */
export function Rules({ way, rules, off, onChange }: RulesProps) {
  const { t } = useWords();
  const [editing, setEditing] = useState<number>();
  const own = rules[way];
  const set = (now: readonly FirewallRule[]) => onChange(withRules(rules, way, now));
  const many = rules.inbound.length + rules.outbound.length;
  const full = off ?? (many >= RULES_MAX ? t('firewalls.rulesMost', { count: RULES_MAX }) : undefined);
  return (
    <Panel
      title={t(`firewalls.${way}`)}
      extra={
        <span className="row">
          <Menu
            anchored
            entries={PRESETS.map((preset) => ({
              key: preset.name,
              label: preset.name,
              reason: full,
              onClick: () => set([...own, preset.rule]),
            }))}
          >
            <Button reason={full} popup="menu" testId={`presets-${way}`}>
              {t('console.presets')}
            </Button>
          </Menu>
          <Button icon={<Icon name="plus" />} reason={full} onClick={() => setEditing(own.length)}>
            {t(`firewalls.add_${way}`)}
          </Button>
        </span>
      }
    >
      {own.length === 0 ? (
        <Empty title={t('firewalls.noRules')}>
          <p>{t(`firewalls.policyAlone_${rules[`${way}_policy`]}`)}</p>
        </Empty>
      ) : (
        <RuleTable way={way} own={own} off={off} onSet={set} onEdit={setEditing} />
      )}
      <div className="row policy">
        <span>{t(`firewalls.${way}Policy`)}</span>
        <Pick<Policy>
          label={t(`firewalls.${way}Policy`)}
          value={rules[`${way}_policy`]}
          choices={(['ACCEPT', 'DROP'] as const).map((value) => ({ value, label: t(`firewalls.${value}`) }))}
          clear={false}
          onChange={(policy) => {
            if (policy !== undefined && off === undefined) onChange({ ...rules, [`${way}_policy`]: policy });
          }}
        />
      </div>
      {editing === undefined ? null : (
        <RuleForm
          way={way}
          before={own[editing]}
          onKeep={(rule) => set(replaced(own, editing, rule))}
          onClose={() => setEditing(undefined)}
        />
      )}
    </Panel>
  );
}

interface RuleTableProps {
  readonly way: Way;
  readonly own: readonly FirewallRule[];
  readonly off: string | undefined;
  readonly onSet: (now: readonly FirewallRule[]) => void;
  readonly onEdit: (index: number) => void;
}

/** Rows are dragged to their place, or moved there by their buttons. */
function RuleTable({ way, own, off, onSet, onEdit }: RuleTableProps) {
  const { t } = useWords();
  const [held, setHeld] = useState<number>();
  const [over, setOver] = useState<number>();
  const drop = (to: number) => {
    if (held !== undefined) onSet(moved(own, held, to));
    setHeld(undefined);
    setOver(undefined);
  };
  const what = (rule: FirewallRule) =>
    rule.ruleset === undefined ? t(`firewalls.${rule.action ?? 'DROP'}`) : t('firewalls.set', { id: rule.ruleset });
  return (
    // What scrolls must be reachable by keyboard, even where no cell takes the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <Scroll label={t(`firewalls.${way}`)}>
      <table className="plain rules cards">
        <thead>
          <tr>
            <th scope="col">{t('console.order')}</th>
            <th scope="col">{t('firewalls.action')}</th>
            <th scope="col">{t('firewalls.protocol')}</th>
            <th scope="col">{t('firewalls.ports')}</th>
            <th scope="col">{t(way === 'inbound' ? 'firewalls.from' : 'firewalls.to')}</th>
            <th scope="col">{t('firewalls.label')}</th>
            <th scope="col">{t('common.actions')}</th>
          </tr>
        </thead>
        <tbody>
          {own.map((rule, index) => (
            // Dragging adds to what the row's buttons do as well.
            <tr
              key={String(own.indexOf(rule))}
              className={over === index ? 'drop-here' : ''}
              draggable={off === undefined}
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = 'move';
                setHeld(index);
              }}
              onDragOver={(event) => {
                event.preventDefault();
                if (over !== index) setOver(index);
              }}
              onDrop={(event) => {
                event.preventDefault();
                drop(index);
              }}
              onDragEnd={() => setOver(undefined)}
            >
              <td className="numeric" data-label={t('console.order')}>
                {index + 1}
              </td>
              <td data-label={t('firewalls.action')}>{what(rule)}</td>
              <td data-label={t('firewalls.protocol')}>{rule.protocol ?? '–'}</td>
              <td className="mono" data-label={t('firewalls.ports')}>
                {rule.ports ?? t('firewalls.all')}
              </td>
              <td className="mono" data-label={t(way === 'inbound' ? 'firewalls.from' : 'firewalls.to')}>
                {addressesOf(rule).join(', ') || '–'}
              </td>
              <td data-label={t('firewalls.label')}>{rule.label ?? rule.description ?? '–'}</td>
              <td>
                <RuleActs own={own} index={index} off={off} onSet={onSet} onEdit={onEdit} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

interface RuleActsProps {
  readonly own: readonly FirewallRule[];
  readonly index: number;
  readonly off: string | undefined;
  readonly onSet: (now: readonly FirewallRule[]) => void;
  readonly onEdit: (index: number) => void;
}

function RuleActs({ own, index, off, onSet, onEdit }: RuleActsProps) {
  const { t } = useWords();
  return (
    <span className="row">
      <Button reason={off} onClick={() => onEdit(index)}>
        {t('firewalls.edit')}
      </Button>
      <Button
        reason={off ?? (index === 0 ? t('firewalls.isFirst') : undefined)}
        onClick={() => onSet(moved(own, index, index - 1))}
      >
        {t('firewalls.moveUp')}
      </Button>
      <Button
        reason={off ?? (index === own.length - 1 ? t('console.isLast') : undefined)}
        onClick={() => onSet(moved(own, index, index + 1))}
      >
        {t('console.moveDown')}
      </Button>
      <Button reason={off} onClick={() => onSet(own.filter((_, place) => place !== index))}>
        {t('common.delete')}
      </Button>
    </span>
  );
}

interface RuleFormProps {
  readonly way: Way;
  readonly before: FirewallRule | undefined;
  readonly onKeep: (rule: FirewallRule) => void;
  readonly onClose: () => void;
}

function RuleForm({ way, before, onKeep, onClose }: RuleFormProps) {
  const { t } = useWords();
  return (
    <FormDialog
      title={t(before ? 'firewalls.editRule' : `firewalls.add_${way}`)}
      submit={t('console.toDraft')}
      fields={[
        { name: 'action', label: t('firewalls.action'), kind: 'choice', choices: policies(t) },
        {
          name: 'protocol',
          label: t('firewalls.protocol'),
          kind: 'choice',
          choices: PROTOCOLS.map((value) => ({ value, label: value })),
        },
        {
          name: 'ports',
          label: t('firewalls.ports'),
          kind: 'mono',
          optional: true,
          maxLength: 100,
          hint: t('firewalls.portsHint'),
        },
        {
          name: 'label',
          label: t('firewalls.label'),
          optional: true,
          maxLength: 32,
          hint: t('firewalls.ruleLabelHint'),
        },
        {
          name: 'addresses',
          label: t(way === 'inbound' ? 'firewalls.from' : 'firewalls.to'),
          kind: 'area',
          hint: t('firewalls.addressesHint'),
          wide: true,
        },
        { name: 'description', label: t('firewalls.description'), optional: true, maxLength: 100, wide: true },
      ]}
      initial={
        before
          ? {
              action: before.action ?? 'ACCEPT',
              protocol: before.protocol ?? 'TCP',
              ports: before.ports ?? '',
              label: before.label ?? '',
              addresses: addressesOf(before).join('\n'),
              description: before.description ?? '',
            }
          : { action: 'ACCEPT', protocol: 'TCP', addresses: '0.0.0.0/0\n::/0' }
      }
      run={async (values) => onKeep(ruleOf(values))}
      stale={[]}
      done={t('console.inDraft')}
      onClose={onClose}
    />
  );
}
