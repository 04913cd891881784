import type { FirewallRule, FirewallRules, Way } from '../../../api/firewalls.ts';

/** Linode's limit on the rules of a firewall, both ways together. */
export const RULES_MAX = 25;

const EVERYWHERE = { ipv4: ['0.0.0.0/0'], ipv6: ['::/0'] } as const;

const accepted = (name: string, protocol: string, ports?: string) => ({
  name,
  rule: {
    action: 'ACCEPT',
    protocol,
    ...(ports === undefined ? {} : { ports }),
    addresses: EVERYWHERE,
    label: `accept-${name.toLowerCase()}`,
  } satisfies FirewallRule,
});

/** Rules that most firewalls have, as they are added by one click. */
export const PRESETS: readonly { readonly name: string; readonly rule: FirewallRule }[] = [
  accepted('SSH', 'TCP', '22'),
  accepted('HTTP', 'TCP', '80'),
  accepted('HTTPS', 'TCP', '443'),
  accepted('DNS', 'UDP', '53'),
  accepted('MySQL', 'TCP', '3306'),
  accepted('PostgreSQL', 'TCP', '5432'),
  accepted('ICMP', 'ICMP'),
];

export const withRules = (rules: FirewallRules, way: Way, now: readonly FirewallRule[]): FirewallRules =>
  way === 'inbound' ? { ...rules, inbound: now } : { ...rules, outbound: now };

export const replaced = (
  rules: readonly FirewallRule[],
  index: number,
  rule: FirewallRule,
): readonly FirewallRule[] => [...rules.slice(0, index), rule, ...rules.slice(index + 1)];

/** The same rules with one of them at another place. */
export function moved(rules: readonly FirewallRule[], from: number, to: number): readonly FirewallRule[] {
  const rule = rules[from];
  if (rule === undefined || to < 0 || to >= rules.length || from === to) return rules;
  const left = rules.filter((_, place) => place !== from);
  return [...left.slice(0, to), rule, ...left.slice(to)];
}

/** Whether two sets of rules say the same; their version and fingerprint aside. */
export const isSame = (one: FirewallRules, other: FirewallRules): boolean =>
  JSON.stringify([one.inbound, one.outbound, one.inbound_policy, one.outbound_policy]) ===
  JSON.stringify([other.inbound, other.outbound, other.inbound_policy, other.outbound_policy]);
