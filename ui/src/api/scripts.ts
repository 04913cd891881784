import { create, post, put, remove } from './http.ts';
import { filtered, query, type Page } from './page.ts';

/** Something that a script asks of whoever deploys it. */
export interface ScriptField {
  readonly name: string;
  readonly label: string;
  readonly default?: string;
  readonly example?: string;
  readonly oneof?: string;
  readonly manyof?: string;
}

/** A script that runs at a machine's first start. */
export interface Script {
  readonly id: number;
  readonly username: string;
  readonly label: string;
  readonly description: string;
  readonly images: readonly string[];
  readonly deployments_total: number;
  readonly deployments_active: number;
  readonly is_public: boolean;
  readonly mine: boolean;
  readonly created: string;
  readonly updated: string;
  readonly rev_note: string;
  readonly script: string;
  readonly user_defined_fields: readonly ScriptField[];
  /** Higher after each change. */
  readonly revision: number;
}

/** A script of the community as staff see it. */
export interface PublicScript {
  readonly id: number;
  readonly tenantId: number;
  readonly tenantName?: string | null;
  readonly author: string;
  readonly label: string;
  readonly description: string;
  readonly images: readonly string[];
  readonly script: string;
  readonly deployments: number;
  readonly deploymentsActive: number;
  readonly takenDown?: string | null;
  readonly updatedAt: string;
}

interface Paging {
  readonly page: number;
  readonly pageSize: number;
}

type Body = Readonly<Record<string, unknown>>;
const scripts = '/v4/linode/stackscripts';
const one = (id: number) => `${scripts}/${id}`;
const onPage = ({ page, pageSize }: Paging) => ({ page, page_size: Math.max(25, pageSize) });
export const STAFF_SCRIPTS = '/admin/v1/stackscripts';

export const scriptQueries = {
  own: (paging: Paging) => filtered<Script>(scripts, onPage(paging), { mine: true }),
  /** Those that everybody may run, what is run most first; those for an image alone when one is named. */
  community: (paging: Paging, image?: string) =>
    filtered<Script>(scripts, onPage(paging), {
      is_public: true,
      ...(image === undefined ? {} : { '+or': [{ images: image }, { images: 'any/all' }] }),
      '+order_by': 'deployments_total',
      '+order': 'desc',
    }),
  one: (id: number) => query<Script>(one(id)),
};

export const script = {
  create: (body: Body, key: string) => create<Script>(scripts, body, key),
  change: (id: number, body: Body) => put<Script>(one(id), body),
  remove: (id: number) => remove(one(id)),
};

export const staffScriptQueries = {
  all: (paging: Paging) => query<Page<PublicScript>>(STAFF_SCRIPTS, { ...paging }),
  one: (id: number) => query<PublicScript>(`${STAFF_SCRIPTS}/${id}`),
};

export const takeDown = (id: number, reason: unknown) =>
  post<PublicScript>(`${STAFF_SCRIPTS}/${id}/take-down`, { reason });
