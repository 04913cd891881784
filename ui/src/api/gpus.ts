import { create, get, post, put, remove } from './http.ts';
import { PAGE_LIMIT, query, type Page } from './page.ts';

type AsOf = string | undefined;

export interface GpuPart {
  /** Counted from 1; 0 for a whole card. */
  readonly slice: number;
  readonly device?: string | null;
  readonly instanceId?: number | null;
}

export interface Gpu {
  readonly id: number;
  readonly hostId: number;
  readonly model: string;
  readonly address: string;
  readonly memoryMb: number;
  readonly sliceType?: string | null;
  readonly slices: number;
  readonly free: number;
  readonly parts: readonly GpuPart[];
}

export interface FoundGpu {
  readonly state: 'AS_BOOKED' | 'NOT_BOOKED' | 'NOT_THERE' | 'NO_SUCH_SLICES';
  readonly address: string;
  readonly vendor: string;
  readonly model: string;
  readonly gpuId?: number | null;
  readonly slices: readonly { readonly id: string; readonly name: string; readonly available: number }[];
}

const path = (host: number) => `/admin/v1/host-gpus/${host}`;

export const gpuQueries = {
  of: (host: number, asOf?: AsOf) => query<{ readonly data: readonly Gpu[] }>(path(host), { asOf }),
  plans: () => query<Page<MachinePlan>>('/admin/v1/plans', { pageSize: PAGE_LIMIT }),
};

export const gpus = {
  /** Asks the host itself, which takes as long as it takes. */
  found: (host: number) => get<{ readonly data: readonly FoundGpu[] }>(`${path(host)}/found`),
  save: (host: number, id: number | undefined, card: object) =>
    id === undefined ? post<Gpu>(path(host), card) : put<Gpu>(`${path(host)}/${id}`, card),
  remove: (host: number, id: number) => remove(`${path(host)}/${id}`),
};

/** A size of machines as operators describe it. */
export interface MachinePlan {
  readonly id: string;
  readonly version: number;
  readonly label: string;
  readonly class: string;
  readonly vcpus: number;
  readonly memoryMb: number;
  readonly diskMb: number;
  readonly transferGb: number;
  readonly networkOutMbps: number;
  readonly hourly: string;
  readonly monthly: string;
  readonly offered: boolean;
  readonly iopsPromised?: number | null;
  readonly gpus: number;
  readonly gpuModel?: string | null;
  readonly gpuSliceType?: string | null;
}

export const machinePlans = {
  save: (plan: MachinePlan | undefined, values: object, key: string) =>
    plan === undefined
      ? create<MachinePlan>('/admin/v1/plans', values, key)
      : put<MachinePlan>(`/admin/v1/plans/${plan.id}`, values, `"${plan.version}"`),
};
