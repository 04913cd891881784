/** One refusal or failure of a call, whichever door it came through. */
export interface FailureFacts {
  readonly status: number;
  /** The refusal's stable name ("inventory.SLOT_TAKEN"); the UI translates by it, never by the sentence. */
  readonly code: string;
  readonly detail: string;
  readonly field?: string | undefined;
  readonly holder?: string | undefined;
  readonly requestId?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
  readonly others?: readonly FieldReason[] | undefined;
}

export interface FieldReason {
  readonly field?: string | undefined;
  readonly reason: string;
}

export class ApiFailure extends Error {
  readonly facts: FailureFacts;

  constructor(facts: FailureFacts) {
    super(facts.detail || facts.code);
    this.name = 'ApiFailure';
    this.facts = facts;
  }

  get status(): number {
    return this.facts.status;
  }
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;

function parsed(body: string): Json {
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

/** The code a status has when its body names none. */
export function codeOfStatus(status: number): string {
  const codes: Readonly<Record<number, string>> = {
    400: 'http.INVALID',
    401: 'http.SIGNED_OUT',
    403: 'http.FORBIDDEN',
    404: 'http.NOT_FOUND',
    409: 'http.CONFLICT',
    412: 'http.CHANGED_MEANWHILE',
    422: 'http.INVALID',
    429: 'http.TOO_MANY',
    503: 'http.UNAVAILABLE',
    507: 'http.EXHAUSTED',
  };
  return codes[status] ?? (status >= 500 ? 'http.BROKEN' : 'http.REFUSED');
}

/** Reads problem+json (ours) and errors[] (the tenant API's) into one shape. */
export function failureOf(
  status: number,
  body: string,
  requestId: string | null,
  retryAfter: string | null = null,
): ApiFailure {
  const json = parsed(body);
  const listed = Array.isArray(json['errors']) ? json['errors'].filter(isObject) : [];
  const reasons = listed.map((error): FieldReason => ({
    field: text(error['field']),
    reason: text(error['reason']) ?? '',
  }));
  const first = listed[0];
  const seconds = retryAfter === null ? Number.NaN : Number(retryAfter);
  return new ApiFailure({
    status,
    code: text(json['code']) ?? text(first?.['code']) ?? codeOfStatus(status),
    detail: text(json['detail']) ?? reasons[0]?.reason ?? text(json['title']) ?? '',
    field: text(json['field']) ?? reasons[0]?.field,
    holder: text(json['holder']),
    requestId: text(json['requestId']) ?? requestId ?? undefined,
    retryAfterSeconds: Number.isFinite(seconds) ? seconds : undefined,
    others: reasons.length > 1 ? reasons.slice(1) : undefined,
  });
}
