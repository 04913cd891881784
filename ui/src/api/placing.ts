import { post, put, remove } from './http.ts';
import { PAGE_LIMIT, query, type Page } from './page.ts';

export interface Candidate {
  readonly hostId: number;
  readonly host?: string | null;
  readonly score?: number | null;
  readonly refusal?: string | null;
}

export interface Approval {
  readonly id: number;
  readonly instanceId: number;
  readonly label: string;
  readonly tenantId: number;
  readonly tenantName?: string | null;
  readonly deed: 'CREATE' | 'RESIZE' | 'MIGRATE';
  readonly plan: string;
  readonly hostId: number;
  readonly host?: string | null;
  readonly weighed: number;
  readonly proposed: readonly Candidate[];
  readonly alternatives: readonly Candidate[];
  readonly state: 'OPEN' | 'GRANTED' | 'REFUSED' | 'EXPIRED' | 'WITHDRAWN';
  readonly askedAt: string;
  readonly endsAt: string;
  readonly decidedAt?: string | null;
  readonly decidedBy?: string | null;
  readonly reason?: string | null;
}

export interface ApprovalRule {
  readonly id: number;
  readonly tenantId?: number | null;
  readonly tenantName?: string | null;
  readonly plan?: string | null;
  readonly required: boolean;
  readonly minutes: number;
  readonly from: string;
  readonly reason: string;
}

export interface Wave {
  readonly id: number;
  readonly kind: 'DRAIN' | 'BOOT' | 'REBALANCE';
  readonly deed: 'MIGRATE' | 'STOP' | 'BOOT';
  readonly siteId: number;
  readonly hostId?: number | null;
  readonly atOnce: number;
  readonly perMinute: number;
  readonly reason: string;
  readonly state: 'PROPOSED' | 'RUNNING' | 'PAUSED' | 'DONE' | 'CANCELLED' | 'REFUSED';
  readonly cause?: string | null;
  readonly told: { readonly proposedAt: string; readonly proposedBy: string };
  readonly counts: {
    readonly guests: number;
    readonly begun: number;
    readonly done: number;
    readonly failed: number;
    readonly leftOut: number;
  };
}

export interface WaveTurn {
  readonly instanceId: number;
  readonly label: string;
  readonly place: number;
  readonly priority: number;
  readonly hostId: number;
  readonly goalId?: number | null;
  readonly state: 'WAITING' | 'BEGUN' | 'DONE' | 'FAILED' | 'LEFT_OUT';
  readonly cause?: string | null;
}

/** In what a machine is defined otherwise on its host. */
export interface Deviation {
  readonly part: 'PROCESSORS' | 'MEMORY' | 'DISKS' | 'INTERFACES' | 'FILTER';
  readonly booked: string;
  readonly seen: string;
}

export interface Drift {
  readonly instanceId: number;
  readonly booked?: string | null;
  readonly seen: 'RUNNING' | 'OFF' | 'ABSENT';
  readonly deviations: readonly Deviation[];
}

/** What becomes of a machine that drifted. */
export type Settling = 'accept' | 'undo' | 'filter';

export type WaveDeed = 'start' | 'refuse' | 'pause' | 'resume' | 'cancel';

const APPROVALS = '/admin/v1/placement/approvals';
const RULES = '/admin/v1/placement/approval-rules';
const WAVES = '/admin/v1/waves';
const all = { page: 1, pageSize: PAGE_LIMIT };

export const placingQueries = {
  approvals: (decided: boolean) => query<Page<Approval>>(APPROVALS, { ...all, decided }),
  approval: (id: number) => query<Approval>(`${APPROVALS}/${id}`),
  rules: () => query<Page<ApprovalRule>>(RULES, all),
  waves: () => query<Page<Wave>>(WAVES, { page: 1, pageSize: 50 }),
  turns: (id: number) => query<Page<WaveTurn>>(`${WAVES}/${id}/guests`, all),
  drift: (host: number) => query<{ readonly drift: readonly Drift[] }>(`/admin/v1/hosts/${host}/drift`),
};

export const placing = {
  approve: (id: number, body: object) => post<Approval>(`${APPROVALS}/${id}/approve`, body),
  refuse: (id: number, body: object) => post<Approval>(`${APPROVALS}/${id}/refuse`, body),
  setRule: (body: object) => post<ApprovalRule>(RULES, body),
  withdrawRule: (id: number) => remove(`${RULES}/${id}`),
  begin: (body: object) => post<Wave>(WAVES, body),
  wave: (id: number, deed: WaveDeed, body: object) => post<Wave>(`${WAVES}/${id}/${deed}`, body),
  settle: (host: number, guest: number, how: Settling) => post(`/admin/v1/hosts/${host}/drift/${guest}/${how}`),
  priority: (guest: number, priority: number) => put(`/admin/v1/instances/${guest}/start-priority`, { priority }),
};
