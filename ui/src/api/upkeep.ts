import { create, post } from './http.ts';
import { query, type Page } from './page.ts';

/** A span in which the portal itself is worked on, as everybody is told of it. */
export interface Announced {
  readonly id: number;
  readonly from: string;
  readonly until: string;
  readonly words: Readonly<Record<string, string>>;
  readonly readOnly: boolean;
  readonly running: boolean;
}

/** The same as staff see it. */
export interface Upkeep {
  readonly id: number;
  readonly from: string;
  readonly until: string;
  readonly textEn: string;
  readonly textZh: string;
  readonly readOnly: boolean;
  readonly state: 'AHEAD' | 'RUNNING' | 'OVER';
  readonly endedAt?: string | null;
}

export const ANNOUNCED = '/portal/v1/portal-maintenance';
export const UPKEEP = '/admin/v1/portal-maintenance';

export const upkeepQueries = {
  announced: () => query<Page<Announced>>(ANNOUNCED),
  all: (paging: { page: number; pageSize: number }) => query<Page<Upkeep>>(UPKEEP, { ...paging }),
};

export const upkeep = {
  announce: (body: Readonly<Record<string, unknown>>, key: string) => create<Upkeep>(UPKEEP, body, key),
  end: (id: number) => post<Upkeep>(`${UPKEEP}/${id}/end`),
};
