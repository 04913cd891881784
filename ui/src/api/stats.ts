import { query } from './page.ts';

/** Milliseconds since 1970, and a value. */
export type Sample = readonly [number, number];

/** What a machine used, in slots of five minutes. */
export interface Stats {
  readonly title: string;
  readonly data: {
    /** In per cent of one processor. */
    readonly cpu: readonly Sample[];
    /** In blocks of 512 bytes a second. */
    readonly io: { readonly io: readonly Sample[] };
    /** In bits a second. */
    readonly netv4: {
      readonly in: readonly Sample[];
      readonly out: readonly Sample[];
      readonly private_in: readonly Sample[];
      readonly private_out: readonly Sample[];
    };
  };
}

/** The last day, or a month such as `2026-11`. */
export const statsQuery = (id: number, month: string | undefined) =>
  query<Stats>(`/v4/linode/instances/${id}/stats${month === undefined ? '' : `/${month.replace('-', '/')}`}`);

export interface Summed {
  readonly most: number;
  readonly mean: number;
  readonly last: number;
}

/** Most, average and last of a course; nothing for one without samples. */
export function summed(samples: readonly Sample[]): Summed | undefined {
  const values = samples.map(([, value]) => value);
  const last = values.at(-1);
  if (last === undefined) return undefined;
  return {
    most: values.reduce((most, value) => Math.max(most, value), 0),
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    last,
  };
}
