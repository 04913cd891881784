import { create, post } from './http.ts';
import { query, type Page } from './page.ts';

/** What a ticket may be about, by the field of the wire that names it. */
export const subjects = ['linode', 'volume', 'firewall', 'vpc'] as const;
export type Subject = (typeof subjects)[number];
export type TicketState = 'new' | 'open' | 'closed';

/** A ticket as its tenant sees it. */
export interface Ticket {
  readonly id: number;
  readonly summary: string;
  readonly description: string;
  readonly severity: number | null;
  readonly status: TicketState;
  readonly opened: string;
  readonly opened_by: string;
  readonly updated: string;
  readonly updated_by: string | null;
  readonly closed: string | null;
  readonly closable: boolean;
  readonly entity: { readonly id: number; readonly label: string; readonly type: Subject } | null;
}

export interface TicketReply {
  readonly id: number;
  readonly description: string;
  readonly created: string;
  readonly created_by: string;
  readonly from_linode: boolean;
}

/** A ticket as staff see it. */
export interface StaffTicket {
  readonly id: number;
  readonly tenantId: number;
  readonly tenantName?: string | null;
  readonly summary: string;
  readonly openedBy?: string | null;
  readonly aboutKind?: Subject | null;
  readonly aboutId?: number | null;
  readonly aboutLabel?: string | null;
  readonly severity?: number | null;
  readonly state: Uppercase<TicketState>;
  readonly waiting: boolean;
  readonly replies: number;
  readonly openedAt: string;
  readonly updatedAt: string;
}

export interface StaffThread {
  readonly ticket: StaffTicket;
  readonly description: string;
  readonly replies: readonly {
    readonly id: number;
    readonly fromStaff: boolean;
    readonly writtenBy?: string | null;
    readonly text: string;
    readonly at: string;
  }[];
}

type Body = Readonly<Record<string, unknown>>;
export const OWN_TICKETS = '/v4/support/tickets';
export const STAFF_TICKETS = '/admin/v1/tickets';
const own = (id: number) => `${OWN_TICKETS}/${id}`;
const staffs = (id: number) => `${STAFF_TICKETS}/${id}`;

export const ticketQueries = {
  own: (paging: { page: number; pageSize: number }, asOf?: string) =>
    query<Page<Ticket>>(OWN_TICKETS, { page: paging.page, page_size: Math.max(25, paging.pageSize), as_of: asOf }),
  ownOne: (id: number, asOf?: string) => query<Ticket>(own(id), { as_of: asOf }),
  ownReplies: (id: number, asOf?: string) =>
    query<Page<TicketReply>>(`${own(id)}/replies`, { page_size: 500, as_of: asOf }),
  staff: (params: { page: number; pageSize: number; state?: string | undefined; asOf?: string | undefined }) =>
    query<Page<StaffTicket>>(STAFF_TICKETS, { ...params }),
  staffOne: (id: number, asOf?: string) => query<StaffThread>(staffs(id), { asOf }),
};

export const ticket = {
  open: (body: Body, key: string) => create<Ticket>(OWN_TICKETS, body, key),
  reply: (id: number, description: string, key: string) =>
    create<TicketReply>(`${own(id)}/replies`, { description }, key),
  close: (id: number) => post<unknown>(`${own(id)}/close`),
};

export const staffTicket = {
  reply: (id: number, description: string, key: string) =>
    create<StaffThread>(`${staffs(id)}/replies`, { description }, key),
  close: (id: number) => post<StaffThread>(`${staffs(id)}/close`),
  reopen: (id: number) => post<StaffThread>(`${staffs(id)}/reopen`),
};
