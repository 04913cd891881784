import { useState } from 'react';
import { firewall, type Firewall, type FirewallRule, type FirewallRules, type Way } from '../../../api/firewalls.ts';
import { useDeed } from '../../../components/act.tsx';
import { FormDialog, textOf, type Values } from '../../../components/FormDialog.tsx';
import { useWords } from '../../../components/words.tsx';
import { QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Button, Empty, Icon } from '../../../ui/index.ts';
import { policies } from './FirewallsPage.tsx';
import { STALE } from './FirewallPage.tsx';

const PROTOCOLS = ['TCP', 'UDP', 'ICMP', 'IPENCAP', 'ALL'];
const RULES_MAX = 25;

interface RulesProps {
  readonly way: Way;
  readonly row: Firewall;
  readonly off: string | undefined;
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

/** The rules of one direction, in the order in which they are tried; each may be changed, moved up and taken out. */
export function Rules({ way, row, off }: RulesProps) {
  const { t } = useWords();
  const [editing, setEditing] = useState<number>();
  const rules = row.rules[way];
  const deed = useDeed<readonly FirewallRule[]>({
    run: (now) => firewall.setRules(row.id, withRules(row.rules, way, now)),
    stale: STALE,
    done: t('firewalls.rulesKept'),
  });
  const many = row.rules.inbound.length + row.rules.outbound.length;
  const what = (rule: FirewallRule) =>
    rule.ruleset === undefined ? t(`firewalls.${rule.action ?? 'DROP'}`) : t('firewalls.set', { id: rule.ruleset });
  const columns: readonly Column<FirewallRule>[] = [
    { key: 'action', title: t('firewalls.action'), text: what, render: what },
    {
      key: 'protocol',
      title: t('firewalls.protocol'),
      text: (rule) => rule.protocol ?? '',
      render: (rule) => rule.protocol ?? '–',
    },
    {
      key: 'ports',
      title: t('firewalls.ports'),
      text: (rule) => rule.ports ?? '',
      render: (rule) => <span className="mono">{rule.ports ?? t('firewalls.all')}</span>,
    },
    {
      key: 'addresses',
      title: t(way === 'inbound' ? 'firewalls.from' : 'firewalls.to'),
      text: (rule) => addressesOf(rule).join(' '),
      render: (rule) => <span className="mono">{addressesOf(rule).join(', ') || '–'}</span>,
    },
    {
      key: 'label',
      title: t('firewalls.label'),
      text: (rule) => `${rule.label ?? ''} ${rule.description ?? ''}`,
      render: (rule) => rule.label ?? rule.description ?? '–',
    },
    {
      key: 'act',
      title: t('common.actions'),
      render: (rule) => {
        const index = rules.indexOf(rule);
        return (
          <span className="row">
            <Button reason={off} onClick={() => setEditing(index)}>
              {t('firewalls.edit')}
            </Button>
            <Button
              reason={off ?? (index === 0 ? t('firewalls.isFirst') : undefined)}
              onClick={() => deed.mutate(movedUp(rules, index))}
            >
              {t('firewalls.moveUp')}
            </Button>
            <Button reason={off} onClick={() => deed.mutate(rules.filter((_, place) => place !== index))}>
              {t('common.delete')}
            </Button>
          </span>
        );
      },
    },
  ];
  return (
    <>
      <QueryTable<FirewallRule>
        name={`${way}-rules`}
        label={t(`firewalls.${way}`)}
        query={{
          data: { data: rules, page: 1, pages: 1, results: rules.length },
          error: null,
          isPending: false,
          refetch: async () => undefined,
        }}
        columns={columns}
        rowKey={(rule) => String(rules.indexOf(rule))}
        actions={
          <Button
            icon={<Icon name="plus" />}
            reason={off ?? (many >= RULES_MAX ? t('firewalls.rulesMost', { count: RULES_MAX }) : undefined)}
            onClick={() => setEditing(rules.length)}
          >
            {t(`firewalls.add_${way}`)}
          </Button>
        }
        empty={
          <Empty title={t('firewalls.noRules')}>
            <p>{t(`firewalls.policyAlone_${row.rules[`${way}_policy`]}`)}</p>
          </Empty>
        }
      />
      {editing === undefined ? null : (
        <RuleForm way={way} row={row} index={editing} onClose={() => setEditing(undefined)} />
      )}
    </>
  );
}

interface RuleFormProps {
  readonly way: Way;
  readonly row: Firewall;
  readonly index: number;
  readonly onClose: () => void;
}

function RuleForm({ way, row, index, onClose }: RuleFormProps) {
  const { t } = useWords();
  const rules = row.rules[way];
  const before = rules[index];
  const at = `${way}[${index}]`;
  return (
    <FormDialog<FirewallRules>
      title={t(before ? 'firewalls.editRule' : `firewalls.add_${way}`)}
      submit={t('common.save')}
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
      wire={{
        [`${at}.protocol`]: 'protocol',
        [`${at}.ports`]: 'ports',
        [`${at}.label`]: 'label',
        [`${at}.description`]: 'description',
        [`${at}.addresses`]: 'addresses',
        [`${at}.addresses.ipv4`]: 'addresses',
        [`${at}.addresses.ipv6`]: 'addresses',
      }}
      run={(values) => firewall.setRules(row.id, withRules(row.rules, way, replaced(rules, index, ruleOf(values))))}
      stale={STALE}
      done={t('firewalls.rulesKept')}
      onClose={onClose}
    />
  );
}

const withRules = (rules: FirewallRules, way: Way, now: readonly FirewallRule[]): FirewallRules =>
  way === 'inbound' ? { ...rules, inbound: now } : { ...rules, outbound: now };

const replaced = (rules: readonly FirewallRule[], index: number, rule: FirewallRule): readonly FirewallRule[] => [
  ...rules.slice(0, index),
  rule,
  ...rules.slice(index + 1),
];

function movedUp(rules: readonly FirewallRule[], index: number): readonly FirewallRule[] {
  const moved = rules[index];
  if (moved === undefined || index === 0) return rules;
  const left = rules.filter((_, place) => place !== index);
  return [...left.slice(0, index - 1), moved, ...left.slice(index - 1)];
}
