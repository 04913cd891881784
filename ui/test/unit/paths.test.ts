import { describe, expect, test } from 'vitest';
import { traceFrom, traceText, type TraceOf } from '../../src/components/trace.tsx';
import { navFor } from '../../src/layouts/nav.ts';
import { carry, paths, safeReturn } from '../../src/util/paths.ts';

describe('addresses', () => {
  test('none of them is shadowed by an API root', () => {
    const all = Object.values(paths).map((path) => (path as (id: number) => string)(7));
    for (const path of all) expect(path).not.toMatch(/^\/(v4|v4beta|admin|auth|export|portal|oauth|openapi|q)(\/|$)/);
    expect(new Set(all).size).toBe(all.length);
  });

  test('the instant a person looks at goes along, other parameters don’t', () => {
    const present = new URLSearchParams('asOf=2026-03-03T06:05:00Z&tab=table&trace=rack.1.u');
    expect(carry('/racks/7', present)).toBe('/racks/7?asOf=2026-03-03T06%3A05%3A00Z');
    expect(carry('/invoices?tab=runs', present)).toBe('/invoices?tab=runs&asOf=2026-03-03T06%3A05%3A00Z');
    expect(carry('/racks/7', new URLSearchParams())).toBe('/racks/7');
  });

  test('after signing in nobody is led to another site', () => {
    expect(safeReturn('/racks/7?tab=table')).toBe('/racks/7?tab=table');
    for (const evil of ['https://evil.example', '//evil.example', '/\\evil.example', '/sign-in?to=/x', null])
      expect(safeReturn(evil)).toBe('/');
  });

  test('each role’s keys are unambiguous', () => {
    for (const role of ['OPERATOR', 'FINANCE', 'AUDITOR', 'TENANT'] as const) {
      const letters = navFor(role).map((entry) => entry.letter);
      expect(new Set(letters).size).toBe(letters.length);
    }
  });
});

describe('a trace in the address', () => {
  test.each<TraceOf>([
    { kind: 'line', id: 12, part: '3' },
    { kind: 'history', id: 'instance-42' },
    { kind: 'rack', id: 7, part: 'power' },
    { kind: 'host', id: 9, part: 'memoryMb' },
    { kind: 'pool', id: 1, part: 'ratio' },
  ])('$kind reads back as it was written', (trace) => {
    expect(traceFrom(traceText(trace))).toEqual(trace);
  });

  test.each([null, '', 'line.12', 'line.x.1', 'rack.7.colour', 'history.', 'history.<script>', 'pool.-1.ratio'])(
    '%s is no trace',
    (text) => {
      expect(traceFrom(text)).toBeUndefined();
    },
  );
});
