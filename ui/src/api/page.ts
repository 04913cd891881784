import { queryOptions } from '@tanstack/react-query';
import { get, send, type Params } from './http.ts';

/** The envelope every list comes in. */
export interface Page<T> {
  readonly data: readonly T[];
  readonly page: number;
  readonly pages: number;
  readonly results: number;
}

/**
 * A query whose key is its call: method, path, parameters. Nobody invents keys, and a path invalidates all its queries.
 * What comes may be read into another shape before it is kept.
 */
export function query<T>(path: string, params: Params = {}, read: (wire: unknown) => T = (wire) => wire as T) {
  const kept = Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined && value !== ''));
  return queryOptions({
    queryKey: ['get', path, kept] as const,
    queryFn: async ({ signal }) => read(await get<unknown>(path, kept, signal)),
  });
}

/** A list of Linode's wire by its filter; part of the key, as the parameters are. */
export function filtered<T>(path: string, params: Params, filter: Readonly<Record<string, unknown>>) {
  const text = JSON.stringify(filter);
  return queryOptions({
    queryKey: ['get', path, { ...params, filter: text }] as const,
    queryFn: async ({ signal }) =>
      (await send<Page<T>>('GET', path, { params, headers: { 'X-Filter': text }, signal })).body,
  });
}

export const PAGE_LIMIT = 500;
