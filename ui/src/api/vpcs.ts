import { create, put, remove } from './http.ts';
import { query, type Page } from './page.ts';

export interface VpcSubnet {
  readonly id: number;
  readonly label: string;
  readonly ipv4: string;
  /** Null where there is none. */
  readonly ipv6: readonly { readonly range: string }[] | null;
  readonly linodes: readonly { readonly id: number }[];
  readonly created: string;
  readonly updated: string;
}

/** A private network as the tenant API tells of it. */
export interface Vpc {
  readonly id: number;
  readonly label: string;
  readonly description: string;
  readonly region: string;
  readonly ipv6: readonly { readonly range: string }[] | null;
  readonly subnets: readonly VpcSubnet[];
  readonly created: string;
  readonly updated: string;
}

/** What a network or subnet has of IPv6, as text. */
export const ipv6Of = (of: Pick<Vpc, 'ipv6'>): string => (of.ipv6 ?? []).map((block) => block.range).join(', ');

type Body = Readonly<Record<string, unknown>>;
const vpcs = '/v4/vpcs';

export const vpcQueries = {
  vpcs: (paging: { page: number; pageSize: number }, asOf?: string) =>
    query<Page<Vpc>>(vpcs, { page: paging.page, page_size: Math.max(25, paging.pageSize), as_of: asOf }),
  vpc: (id: number, asOf?: string) => query<Vpc>(`${vpcs}/${id}`, { as_of: asOf }),
};

export const vpc = {
  create: (body: Body, key: string) => create<Vpc>(vpcs, body, key),
  describe: (id: number, body: Body) => put<Vpc>(`${vpcs}/${id}`, body),
  remove: (id: number) => remove(`${vpcs}/${id}`),
  addSubnet: (id: number, body: Body, key: string) => create<VpcSubnet>(`${vpcs}/${id}/subnets`, body, key),
  renameSubnet: (id: number, subnetId: number, body: Body) => put<VpcSubnet>(`${vpcs}/${id}/subnets/${subnetId}`, body),
  removeSubnet: (id: number, subnetId: number) => remove(`${vpcs}/${id}/subnets/${subnetId}`),
};
