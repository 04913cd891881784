import { create, post, put, remove } from './http.ts';
import { query, type Page } from './page.ts';
import type { MaintenancePolicy } from './policies.ts';
import type { Profile } from './tenant.ts';

/** Somebody who may sign in for the account. */
export interface AccountUser {
  readonly username: string;
  readonly email: string;
  readonly restricted: boolean;
  readonly tfa_enabled: boolean;
  /** Labels of the public keys. */
  readonly ssh_keys: readonly string[];
  readonly last_login: { readonly login_datetime: string; readonly status: string } | null;
}

export type GrantLevel = 'read_only' | 'read_write' | null;

/** A thing of the account and what may be done with it. */
export interface ThingGrant {
  readonly id: number;
  readonly label: string;
  readonly permissions: GrantLevel;
}

export const grantKinds = ['linode', 'firewall', 'volume', 'image', 'vpc', 'stackscript'] as const;
export type GrantKind = (typeof grantKinds)[number];

/** What creates costs is marked by the page, not by the wire. */
export const globalGrants = [
  'add_linodes',
  'add_volumes',
  'add_images',
  'add_firewalls',
  'add_vpcs',
  'add_stackscripts',
  'cancel_account',
] as const;
export type GlobalGrant = (typeof globalGrants)[number];

export type UserGrants = Readonly<Partial<Record<GrantKind, readonly ThingGrant[]>>> & {
  readonly global: Readonly<Record<GlobalGrant, boolean>> & { readonly account_access: GrantLevel };
};

/** Whom invoices are made out to. */
export const contactFields = [
  'company',
  'tax_id',
  'first_name',
  'last_name',
  'email',
  'phone',
  'address_1',
  'address_2',
  'zip',
  'city',
  'state',
  'country',
] as const;
export type Contact = Readonly<Record<(typeof contactFields)[number], string | null>>;

/** An attempt to sign in. */
export interface Login {
  readonly id: number;
  readonly datetime: string;
  readonly ip: string;
  readonly username: string;
  readonly restricted: boolean;
  readonly status: 'successful' | 'failed';
  readonly refused_for: 'password' | 'second_factor' | 'address' | 'key' | null;
}

export interface Maintenance {
  readonly entity: { readonly id: number; readonly label: string; readonly type: string };
  readonly type: 'migrate' | 'power_off_on';
  readonly status: 'pending' | 'started';
  readonly maintenance_policy_set: MaintenancePolicy;
  readonly reason: string;
  readonly when: string | null;
}

export interface AccountSettings {
  readonly network_helper: boolean;
  readonly backups_enabled: boolean;
  readonly maintenance_policy: MaintenancePolicy;
}

/** A program that may act for whoever agrees. */
export interface OauthClient {
  readonly id: string;
  readonly label: string;
  readonly redirect_uri: string;
  readonly public: boolean;
  readonly secret: string;
}

/** A program that this person let act for them. */
export interface AuthorizedApp {
  readonly id: number;
  readonly label: string;
  readonly scopes: string;
  readonly created: string;
  readonly expiry: string | null;
}

/** From where one signs in; from anywhere for none. */
export interface SignInAddresses {
  readonly prefixes: readonly string[];
  /** From where it was asked. */
  readonly address: string;
}

type Body = Readonly<Record<string, unknown>>;
const list = { page_size: 500 } as const;
const users = '/v4/account/users';
const user = (name: string) => `${users}/${encodeURIComponent(name)}`;
const clients = '/v4/account/oauth-clients';

/** One attempt to sign in as oneself, as staff see theirs. */
export interface StaffSignIn {
  readonly id: number;
  readonly at: string;
  readonly address: string;
  readonly outcome: 'LET_IN' | 'PASSWORD_WRONG' | 'CODE_WRONG' | 'ELSEWHERE';
  /** Absent where it is not known. */
  readonly withCode?: boolean | null;
}

export const staffSignIns = (paging: { readonly page: number; readonly pageSize: number }) =>
  query<Page<StaffSignIn>>('/admin/v1/own-sign-ins', { ...paging });

export const peopleQueries = {
  addresses: () => query<SignInAddresses>('/portal/v1/sign-in-addresses'),
  users: () => query<Page<AccountUser>>(users, list),
  grants: (name: string) => query<UserGrants>(`${user(name)}/grants`),
  logins: () => query<Page<Login>>('/v4/account/logins', list),
  maintenance: () => query<Page<Maintenance>>('/v4/account/maintenance', list),
  contact: () => query<Contact>('/v4/account'),
  settings: () => query<AccountSettings>('/v4/account/settings'),
  clients: () => query<Page<OauthClient>>(clients, list),
  apps: () => query<Page<AuthorizedApp>>('/v4/profile/apps', list),
};

export const people = {
  limitSignIn: (prefixes: readonly string[], confirmed: boolean) =>
    put<SignInAddresses>('/portal/v1/sign-in-addresses', { prefixes, confirmed }),
  invite: (body: Body, key: string) => create<AccountUser>(users, body, key),
  change: (name: string, body: Body) => put<AccountUser>(user(name), body),
  remove: (name: string) => remove(user(name)),
  disableFactor: (name: string) => post(`${user(name)}/tfa-disable`),
  grant: (name: string, body: object) => put<UserGrants>(`${user(name)}/grants`, body),
  setContact: (body: Body) => put<Contact>('/v4/account', body),
  closeAccount: (body: Body, key: string) => create<{ survey_link: string }>('/v4/account/cancel', body, key),
  choose: (body: Body) => put<AccountSettings>('/v4/account/settings', body),
  profile: (body: Body) => put<Profile>('/v4/profile', body),
  password: (body: Body) => post('/v4/profile/password', body),
  addClient: (body: Body, key: string) => create<OauthClient>(clients, body, key),
  dropClient: (id: string) => remove(`${clients}/${id}`),
  newSecret: (id: string, key: string) => create<OauthClient>(`${clients}/${id}/reset-secret`, {}, key),
  revokeApp: (id: number) => remove(`/v4/profile/apps/${id}`),
};
