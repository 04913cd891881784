import { get, type Params } from './http.ts';
import type { Page } from './page.ts';
import { PAGE_LIMIT } from './page.ts';

const PAGES_MOST = 200;

/** Every row of a list, page by page, up to a limit that no screen should pass. */
export async function everything<T>(path: string, params: Params, signal: AbortSignal): Promise<readonly T[]> {
  const rows: T[] = [];
  for (let page = 1, pages = 1; page <= pages && page <= PAGES_MOST; page += 1) {
    const answer = await get<Page<T>>(path, { ...params, page, pageSize: PAGE_LIMIT }, signal);
    rows.push(...answer.data);
    pages = answer.pages;
  }
  return rows;
}
