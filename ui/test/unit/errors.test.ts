import { afterEach, describe, expect, test, vi } from 'vitest';
import { ApiFailure, codeOfStatus, failureOf } from '../../src/api/errors.ts';
import { create, get, onSignedOut, urlOf } from '../../src/api/http.ts';

describe('reading a refusal', () => {
  test('problem+json gives code, field, holder and request', () => {
    const { facts } = failureOf(
      409,
      JSON.stringify({
        code: 'inventory.SLOT_TAKEN',
        detail: 'taken',
        field: 'positionU',
        holder: 'srv-7',
        requestId: 'r1',
      }),
      'r2',
    );
    expect(facts).toMatchObject({
      status: 409,
      code: 'inventory.SLOT_TAKEN',
      field: 'positionU',
      holder: 'srv-7',
      requestId: 'r1',
    });
  });

  test('the tenant API’s errors give the first reason and keep the others', () => {
    const { facts } = failureOf(
      400,
      JSON.stringify({
        errors: [
          { field: 'label', reason: 'too short' },
          { field: 'type', reason: 'is not valid' },
        ],
      }),
      'r3',
    );
    expect(facts).toMatchObject({ code: 'http.INVALID', field: 'label', detail: 'too short', requestId: 'r3' });
    expect(facts.others).toEqual([{ field: 'type', reason: 'is not valid' }]);
  });

  test('a body that is no JSON leaves the status to speak', () => {
    expect(failureOf(502, '<html>', null).facts).toMatchObject({ code: 'http.BROKEN', detail: '' });
    expect(failureOf(429, '', null, '17').facts).toMatchObject({ code: 'http.TOO_MANY', retryAfterSeconds: 17 });
    expect(codeOfStatus(418)).toBe('http.REFUSED');
  });
});

describe('calling the portal', () => {
  afterEach(() => vi.unstubAllGlobals());
  const answering = (status: number, body: string) => {
    const fetched = vi.fn((_url: string, _init: RequestInit) => Promise.resolve(new Response(body, { status })));
    vi.stubGlobal('fetch', fetched);
    return fetched;
  };

  test('empty parameters are left out of the address', () => {
    expect(urlOf('/admin/v1/racks', { asOf: undefined, siteId: 0, q: '' })).toBe('/admin/v1/racks?siteId=0');
  });

  test('a create carries its idempotency key and says that no foreign page sent it', async () => {
    const fetched = answering(200, '{"id":1}');
    await create('/admin/v1/racks', { name: 'A1' }, 'key-1');
    const headers = new Headers(fetched.mock.calls[0]?.[1].headers);
    expect(headers.get('Idempotency-Key')).toBe('key-1');
    expect(headers.get('X-Requested-With')).toBe('myidc');
  });

  test('a lost session is told once, and not for signing in itself', async () => {
    const lost = vi.fn();
    onSignedOut(lost);
    answering(401, '{}');
    await expect(get('/auth/session')).rejects.toBeInstanceOf(ApiFailure);
    expect(lost).not.toHaveBeenCalled();
    await expect(get('/v4/profile')).rejects.toMatchObject({ facts: { code: 'http.SIGNED_OUT' } });
    expect(lost).toHaveBeenCalledOnce();
  });

  test('a portal that does not answer is a failure with a code of its own', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('refused')));
    await expect(get('/v4/profile')).rejects.toMatchObject({ facts: { code: 'client.UNREACHABLE' } });
  });

  test('so is an answer that breaks off after its head', async () => {
    const broken = new ReadableStream({ start: (stream) => stream.error(new TypeError('reset')) });
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(broken)));
    await expect(get('/v4/profile')).rejects.toMatchObject({ facts: { code: 'client.UNREACHABLE' } });
  });

  test('an answer that is no JSON is a failure too', async () => {
    answering(200, '<!doctype html>');
    await expect(get('/v4/profile')).rejects.toMatchObject({ facts: { code: 'client.NOT_JSON' } });
  });
});
