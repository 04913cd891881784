import { create, post, remove, send } from './http.ts';
import { query, type Page } from './page.ts';

export type TransferStatus = 'pending' | 'accepted' | 'completed' | 'canceled' | 'failed' | 'stale';

/** Machines that one account offers and another takes. */
export interface Transfer {
  readonly token: string;
  readonly status: TransferStatus;
  readonly created: string;
  readonly updated: string;
  readonly expiry: string;
  readonly is_sender: boolean;
  readonly entities: { readonly linodes: readonly number[] };
  /** What is offered, while it waits and where it was asked for. */
  readonly machines?: readonly OfferedMachine[];
}

export interface OfferedMachine {
  readonly id: number;
  readonly label: string;
  readonly type: string;
  readonly region: string;
}

export const TRANSFERS = '/v4/account/service-transfers';
const one = (token: string) => `${TRANSFERS}/${encodeURIComponent(token.trim())}`;

export const transferQueries = {
  all: (paging: { page: number; pageSize: number }) =>
    query<Page<Transfer>>(TRANSFERS, { page: paging.page, page_size: Math.max(25, paging.pageSize) }),
  one: (token: string) => query<Transfer>(one(token), { include: 'machines' }),
};

const body = (linodes: unknown) => ({ entities: { linodes } });

export const transfer = {
  offer: (linodes: unknown, key: string) => create<Transfer>(TRANSFERS, body(linodes), key),
  /** The refusal there would be, and nothing offered. */
  tryOffer: (machine: number) =>
    send<unknown>('POST', TRANSFERS, { body: body([machine]), headers: { Prefer: 'dry-run' } }),
  withdraw: (token: string) => remove(one(token)),
  accept: (token: string) => post<unknown>(`${one(token)}/accept`),
};
