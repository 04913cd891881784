import { create, put, remove } from './http.ts';
import { query, type Page } from './page.ts';

export type Policy = 'ACCEPT' | 'DROP';
export type Way = 'inbound' | 'outbound';

/** A rule, or the number of a set whose rules stand in its place. */
export interface FirewallRule {
  readonly action?: Policy;
  readonly protocol?: string;
  readonly ports?: string;
  readonly addresses?: { readonly ipv4?: readonly string[]; readonly ipv6?: readonly string[] };
  readonly label?: string;
  readonly description?: string;
  readonly ruleset?: number;
}

export interface FirewallRules {
  readonly inbound: readonly FirewallRule[];
  readonly inbound_policy: Policy;
  readonly outbound: readonly FirewallRule[];
  readonly outbound_policy: Policy;
  readonly version: number;
  readonly fingerprint: string;
}

interface Entity {
  readonly id: number;
  readonly label: string | null;
}

/** A firewall as the tenant API tells of it. */
export interface Firewall {
  readonly id: number;
  readonly label: string;
  readonly status: 'enabled' | 'disabled';
  readonly rules: FirewallRules;
  readonly tags: readonly string[];
  readonly entities: readonly Entity[];
  readonly created: string;
  readonly updated: string;
}

/** A machine that a firewall stands before, and whether its host has taken the rules. */
export interface FirewallDevice {
  readonly id: number;
  readonly entity: Entity;
  readonly in_force: string | null;
  readonly failure: string | null;
  readonly created: string;
}

type Body = Readonly<Record<string, unknown>>;
const firewalls = '/v4/networking/firewalls';
const one = (id: number) => `${firewalls}/${id}`;

export const firewallQueries = {
  all: (paging: { page: number; pageSize: number }, asOf?: string) =>
    query<Page<Firewall>>(firewalls, {
      page: paging.page,
      page_size: Math.max(25, paging.pageSize),
      ...(asOf === undefined ? {} : { as_of: asOf }),
    }),
  one: (id: number, asOf?: string) => query<Firewall>(one(id), asOf === undefined ? {} : { as_of: asOf }),
  devices: (id: number) => query<Page<FirewallDevice>>(`${one(id)}/devices`, { page_size: 500 }),
  versions: (id: number) => query<Page<Firewall>>(`${one(id)}/history`, { page_size: 100 }),
};

/** What the API takes of rules that it told. */
const asked = ({ version: _version, fingerprint: _fingerprint, ...rules }: FirewallRules): Body => rules;

export const firewall = {
  create: (body: Body, key: string) => create<Firewall>(firewalls, body, key),
  change: (id: number, body: Body) => put<Firewall>(one(id), body),
  remove: (id: number) => remove(one(id)),
  setRules: (id: number, rules: FirewallRules) => put<FirewallRules>(`${one(id)}/rules`, asked(rules)),
  add: (id: number, machine: number, key: string) =>
    create<FirewallDevice>(`${one(id)}/devices`, { id: machine, type: 'linode' }, key),
  take: (id: number, device: number) => remove(`${one(id)}/devices/${device}`),
};
