import { create, put, remove } from './http.ts';
import { query, type Page } from './page.ts';

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
  readonly created: string;
  readonly updated: string;
  readonly rev_note: string;
  readonly script: string;
  readonly user_defined_fields: readonly ScriptField[];
}

type Body = Readonly<Record<string, unknown>>;
const scripts = '/v4/linode/stackscripts';
const one = (id: number) => `${scripts}/${id}`;

export const scriptQueries = {
  all: (paging: { page: number; pageSize: number }) =>
    query<Page<Script>>(scripts, { page: paging.page, page_size: Math.max(25, paging.pageSize) }),
  one: (id: number) => query<Script>(one(id)),
};

export const script = {
  create: (body: Body, key: string) => create<Script>(scripts, body, key),
  change: (id: number, body: Body) => put<Script>(one(id), body),
  remove: (id: number) => remove(one(id)),
};
