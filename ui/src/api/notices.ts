import { queryOptions } from '@tanstack/react-query';
import { create, get, post, put, remove } from './http.ts';
import type { Page } from './page.ts';

export interface Told {
  readonly id: string;
  readonly kind: string;
  readonly words: Readonly<Record<string, string>>;
  readonly invoices: readonly number[];
  readonly tickets: readonly number[];
  readonly at: string;
  readonly unseen: boolean;
}

export interface Webhook {
  readonly id: number;
  readonly url: string;
  readonly kinds: readonly string[];
  readonly paused?: string | null;
  readonly registeredAt: string;
  /** Only in the answer that made it. */
  readonly secret?: string;
}

export interface Delivery {
  readonly id: number;
  readonly notice: string;
  readonly kind: string;
  readonly state: 'PENDING' | 'SENT' | 'FAILED' | 'DROPPED';
  readonly attempts: number;
  readonly status?: number | null;
  readonly trouble?: string | null;
  readonly queuedAt: string;
  readonly nextAt?: string | null;
  readonly finishedAt?: string | null;
  readonly replayOf?: number | null;
}

const NOTICES = '/portal/v1/notices';
const HOOKS = '/portal/v1/webhooks';

export const notices = {
  see: () => put<{ count: number }>(`${NOTICES}/seen`, {}),
  register: (url: string, kinds: readonly string[], key: string) => create<Webhook>(HOOKS, { url, kinds }, key),
  remove: (id: number) => remove<void>(`${HOOKS}/${id}`),
  pause: (id: number) => post<Webhook>(`${HOOKS}/${id}/pause`),
  resume: (id: number) => post<Webhook>(`${HOOKS}/${id}/resume`),
  replaceSecret: (id: number) => post<Webhook>(`${HOOKS}/${id}/secret`),
  replay: (id: number, delivery: number) => post<Page<Delivery>>(`${HOOKS}/${id}/deliveries/${delivery}/replay`),
};

export const noticeQueries = {
  unseen: () =>
    queryOptions({
      queryKey: ['get', `${NOTICES}/unseen`],
      queryFn: ({ signal }) => get<{ count: number }>(`${NOTICES}/unseen`, {}, signal),
    }),
  latest: () =>
    queryOptions({
      queryKey: ['get', NOTICES],
      queryFn: ({ signal }) => get<Page<Told>>(NOTICES, { pageSize: 20 }, signal),
    }),
  webhooks: () =>
    queryOptions({
      queryKey: ['get', HOOKS],
      queryFn: async ({ signal }) => {
        const data = await get<readonly Webhook[]>(HOOKS, {}, signal);
        return { data, page: 1, pages: 1, results: data.length };
      },
    }),
  kinds: () =>
    queryOptions({
      queryKey: ['get', `${HOOKS}/kinds`],
      queryFn: ({ signal }) => get<readonly string[]>(`${HOOKS}/kinds`, {}, signal),
      staleTime: Number.POSITIVE_INFINITY,
    }),
  deliveries: (id: number) =>
    queryOptions({
      queryKey: ['get', `${HOOKS}/${id}/deliveries`],
      queryFn: ({ signal }) => get<Page<Delivery>>(`${HOOKS}/${id}/deliveries`, { pageSize: 100 }, signal),
    }),
};
