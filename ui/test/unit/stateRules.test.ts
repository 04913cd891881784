import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { consoleCan, contentCan, machineCan } from '../../src/api/can.ts';

/** What the server's own machines answered in each state; a test there keeps the file true. */
const table = JSON.parse(
  readFileSync(new URL('../../../src/test/resources/golden/state-rules.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, Readonly<Record<string, string>>>>;

const rules: Readonly<Record<string, (status: string) => unknown>> = {
  ...machineCan,
  password: contentCan.password,
  resize: contentCan.resize,
  rebuild: contentCan.rebuild,
  console: consoleCan,
};

describe('the pages switch off what the server refuses, and nothing else', () => {
  const cases = Object.entries(table).flatMap(([state, deeds]) =>
    Object.entries(deeds).map(([deed, answer]) => ({ state: state.toLowerCase(), deed, answer })),
  );

  test('there is a rule for each deed of the table', () => {
    expect(cases.length).toBeGreaterThan(80);
    for (const { deed } of cases) expect(rules).toHaveProperty(deed);
  });

  test.each(cases)('$deed while $state', ({ state, deed, answer }) => {
    expect(rules[deed]?.(state) === undefined).toBe(answer === 'may');
  });
});
