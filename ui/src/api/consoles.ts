import { create } from './http.ts';

export type ConsoleKind = 'text' | 'screen';

export interface ConsoleTicket {
  readonly kind: ConsoleKind;
  /** Where the socket is, once. */
  readonly path: string;
  readonly expiresAt: string;
}

export const openConsole = (machine: number, kind: ConsoleKind, key: string): Promise<ConsoleTicket> =>
  create(`/portal/v1/instances/${machine}/consoles`, { kind }, key);

export function socketUrl(path: string, page: Pick<Location, 'protocol' | 'host'> = location): string {
  return `${page.protocol === 'https:' ? 'wss' : 'ws'}://${page.host}${path}`;
}
