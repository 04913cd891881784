import { query } from './page.ts';

/** Traffic of a month in GB, of all machines and of those of each region. */
export interface Transfer {
  readonly used: number;
  readonly quota: number;
  readonly billable: number;
  readonly region_transfers: readonly {
    readonly id: string;
    readonly used: number;
    readonly quota: number;
    readonly billable: number;
  }[];
}

export const transferQuery = () => ({ ...query<Transfer>('/v4/account/transfer'), staleTime: 60_000 });
