import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { machineCan, type MachineDeed, type MachineNow, type Reason } from '../../src/api/can.ts';

/** What the server's own machines answered in each state; a test there keeps the file true. */
const table = JSON.parse(
  readFileSync(new URL('../../../src/test/resources/golden/state-rules.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The reasons that a page may give for what the server refuses so. */
const saysSo: Readonly<Record<string, readonly (Reason | undefined)[]>> = {
  may: [undefined],
  INSTANCE_BUSY: ['busy', 'deleting'],
  INSTANCE_STATE: ['alreadyRunning', 'notRunning', 'mustBeOff', 'failed', 'notMade', 'deleting'],
  APPROVAL_AWAITED: ['awaiting'],
  INSTANCE_LOCKED: ['locked'],
};

/** A row of the table as the pages know such a machine. */
function machineOf(row: string): MachineNow {
  return {
    status: row.replace(/_(WORKED|PROPOSED|LOCKED)$/, '').toLowerCase(),
    working: row.endsWith('_WORKED'),
    awaits: row.endsWith('_PROPOSED'),
    locks: row.endsWith('_LOCKED') ? ['cannot_delete_with_subresources'] : [],
  };
}

describe('the pages switch off what the server refuses, for its reason, and nothing else', () => {
  const cases = Object.entries(table).flatMap(([state, deeds]) =>
    Object.entries(deeds).map(([deed, answer]) => ({ state, deed, answer })),
  );

  test('each rule of the pages is in the table, and the other way round', () => {
    for (const deeds of Object.values(table))
      expect(Object.keys(deeds).toSorted()).toEqual(Object.keys(machineCan).toSorted());
  });

  test.each(cases)('$deed while $state', ({ state, deed, answer }) => {
    expect(saysSo[answer]).toContain(machineCan[deed as MachineDeed](machineOf(state)));
  });
});
