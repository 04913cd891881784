import { create, put, remove } from './http.ts';
import { query, type Page } from './page.ts';

/** A volume as the tenant API tells of it; its size is in GiB. */
export interface BlockVolume {
  readonly id: number;
  readonly label: string;
  readonly status: 'creating' | 'active' | 'resizing' | 'offline';
  readonly size: number;
  readonly region: string;
  readonly linode_id: number | null;
  readonly linode_label: string | null;
  readonly io_ready: boolean;
  readonly failure: string | null;
  readonly filesystem_path: string;
  readonly created: string;
}

type Body = Readonly<Record<string, unknown>>;
const volumes = '/v4/volumes';

export const volumeQueries = {
  all: (paging: { page: number; pageSize: number }, asOf?: string) =>
    query<Page<BlockVolume>>(volumes, {
      page: paging.page,
      page_size: Math.max(25, paging.pageSize),
      ...(asOf === undefined ? {} : { as_of: asOf }),
    }),
};

export const volume = {
  create: (body: Body, key: string) => create<BlockVolume>(volumes, body, key),
  rename: (id: number, body: Body) => put<BlockVolume>(`${volumes}/${id}`, body),
  remove: (id: number) => remove(`${volumes}/${id}`),
  attach: (id: number, machine: number, key: string) =>
    create<BlockVolume>(`${volumes}/${id}/attach`, { linode_id: machine }, key),
  detach: (id: number, key: string) => create<unknown>(`${volumes}/${id}/detach`, {}, key),
  resize: (id: number, body: Body, key: string) => create<BlockVolume>(`${volumes}/${id}/resize`, body, key),
  copy: (id: number, body: Body, key: string) => create<BlockVolume>(`${volumes}/${id}/clone`, body, key),
};
