import { create, put, remove } from './http.ts';
import { query, type Page } from './page.ts';
import type { GlobalGrant, GrantKind, GrantLevel, UserGrants } from './people.ts';

/** Users of the account who have the same grants beside their own. */
export interface UserGroup {
  readonly id: number;
  readonly label: string;
  readonly usernames: readonly string[];
  readonly accountAccess: GrantLevel;
  readonly mayDo: readonly string[];
  /** On how many things it grants something. */
  readonly things: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Grants and who has them. */
export interface GrantSource {
  /** The label of the group, null for the person's own. */
  readonly group: string | null;
  readonly accountAccess: GrantLevel;
  readonly mayDo: readonly string[];
  readonly onThings: Readonly<Record<string, readonly { readonly id: number; readonly permissions: GrantLevel }[]>>;
}

export interface Rights {
  /** What the prices shown to the user are in. */
  readonly currency: string;
  readonly restricted: boolean;
  readonly sources: readonly GrantSource[];
}

type Body = Readonly<Record<string, unknown>>;
export const USER_GROUPS = '/portal/v1/user-groups';
const one = (id: number) => `${USER_GROUPS}/${id}`;

export const userGroupQueries = {
  all: (asOf?: string) => query<Page<UserGroup>>(USER_GROUPS, { pageSize: 100, asOf }),
  grants: (id: number, asOf?: string) => query<UserGrants>(`${one(id)}/grants`, { asOf }),
  rights: () => query<Rights>('/portal/v1/rights'),
};

export const userGroups = {
  create: (body: Body, key: string) => create<UserGroup>(USER_GROUPS, body, key),
  rename: (id: number, body: Body) => put<UserGroup>(one(id), body),
  members: (id: number, body: Body) => put<UserGroup>(`${one(id)}/members`, body),
  grant: (id: number, body: object) => put<UserGrants>(`${one(id)}/grants`, body),
  remove: (id: number) => remove(one(id)),
};

/** What a limited user must be granted for a deed; `everything` they never are. */
export type Need =
  | { readonly kind: GrantKind; readonly id: number }
  | { readonly may: GlobalGrant }
  | 'account'
  | 'everything';

/** Why a need is not met: who grants reading only, or that nobody grants anything. */
export type Lack =
  | { readonly why: 'readOnly'; readonly from: readonly (string | null)[] }
  | { readonly why: 'missing'; readonly groups: readonly string[] }
  | { readonly why: 'restricted' };

/** Mirrors tenancy/read/Rights.of: the most of one's own grants and of those of all groups counts. */
export function lackOf({ restricted, sources }: Rights, need: Need): Lack | undefined {
  if (!restricted) return undefined;
  if (need === 'everything') return { why: 'restricted' };
  const groups = sources.flatMap(({ group }) => (group === null ? [] : [group]));
  if (typeof need === 'object' && 'may' in need)
    return sources.some(({ mayDo }) => mayDo.includes(need.may)) ? undefined : { why: 'missing', groups };
  const level = (source: GrantSource) =>
    need === 'account'
      ? source.accountAccess
      : source.onThings[need.kind]?.find(({ id }) => id === need.id)?.permissions;
  if (sources.some((source) => level(source) === 'read_write')) return undefined;
  const from = sources.filter((source) => level(source) === 'read_only').map(({ group }) => group);
  return from.length > 0 ? { why: 'readOnly', from } : { why: 'missing', groups };
}
