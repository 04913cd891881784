import { ApiFailure, failureOf } from './errors.ts';

export type Params = Readonly<Record<string, string | number | boolean | undefined>>;
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Call {
  readonly params?: Params | undefined;
  readonly body?: unknown;
  /** Sent as it is, in place of a JSON body. */
  readonly file?: Blob | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Answer<T> {
  readonly body: T;
  readonly etag: string | null;
  readonly requestId: string | null;
}

const TIMEOUT_MS = 60_000;
let whenSignedOut: () => void = () => {};

/** Names what happens when the server no longer knows the session. */
export function onSignedOut(listener: () => void): void {
  whenSignedOut = listener;
}

export function urlOf(path: string, params?: Params): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params ?? {})) {
    if (value !== undefined && value !== '') query.set(name, String(value));
  }
  const text = query.toString();
  if (text === '') return path;
  return `${path}${path.includes('?') ? '&' : '?'}${text}`;
}

/** The only caller of fetch. The session is a cookie; X-Requested-With tells the server that no foreign page sent this. */
export async function send<T>(method: Method, path: string, call: Call = {}): Promise<Answer<T>> {
  const headers = new Headers(call.headers);
  headers.set('Accept', 'application/json, application/problem+json');
  headers.set('X-Requested-With', 'myidc');
  if (call.file !== undefined) headers.set('Content-Type', 'application/octet-stream');
  else if (call.body !== undefined) headers.set('Content-Type', 'application/json');
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  let response: Response;
  let text: string;
  try {
    response = await fetch(urlOf(path, call.params), {
      method,
      headers,
      credentials: 'same-origin',
      body: call.file ?? (call.body === undefined ? null : JSON.stringify(call.body)),
      signal: call.signal ? AbortSignal.any([call.signal, timeout]) : timeout,
    });
    // An answer can break off after its head.
    text = await response.text();
  } catch (cause) {
    if (call.signal?.aborted) throw cause;
    throw new ApiFailure({ status: 0, code: timeout.aborted ? 'client.TIMEOUT' : 'client.UNREACHABLE', detail: '' });
  }
  const requestId = response.headers.get('X-Request-Id');
  if (!response.ok) {
    const failure = failureOf(response.status, text, requestId, response.headers.get('Retry-After'));
    if (failure.status === 401 && !path.startsWith('/auth/')) whenSignedOut();
    throw failure;
  }
  return { body: (text === '' ? {} : parse(text, path)) as T, etag: response.headers.get('ETag'), requestId };
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiFailure({ status: 0, code: 'client.NOT_JSON', detail: path });
  }
}

export async function get<T>(path: string, params?: Params, signal?: AbortSignal): Promise<T> {
  return (await send<T>('GET', path, { params, signal })).body;
}

export async function post<T>(path: string, body: unknown = {}): Promise<T> {
  return (await send<T>('POST', path, { body })).body;
}

/** A create that may be sent again without making the thing twice: the key belongs to one filled-in form. */
export async function create<T>(path: string, body: unknown, key: string): Promise<T> {
  return (await send<T>('POST', path, { body, headers: { 'Idempotency-Key': key } })).body;
}

export async function put<T>(path: string, body: unknown, etag?: string | null): Promise<T> {
  return (await send<T>('PUT', path, { body, headers: etag ? { 'If-Match': etag } : undefined })).body;
}

export async function remove<T>(path: string): Promise<T> {
  return (await send<T>('DELETE', path)).body;
}

/** randomUUID exists only in secure contexts, and a portal may be reached by plain HTTP in a closed network. */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
