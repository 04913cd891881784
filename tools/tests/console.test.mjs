// The table of what a console should do names every row once, with a state that its last cell bears out.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ROOT } from '../portal.mjs';

const PARTS = { G: 15, L: 15, C: 23, D: 22, B: 17, P: 8, X: 8, A: 15 };
const STATES = ['here', 'short', 'unproven', 'not offered'];

const text = readFileSync(join(ROOT, 'docs/console.md'), 'utf8');
const rows = [...text.matchAll(/^\| ([A-Z]\d+) \| ([^|]+) \| ([^|]+) \| ([^|]*)\|$/gm)].map(([, id, state, what, shown]) => ({
  id,
  state,
  what: what.trim(),
  tests: [...shown.matchAll(/\]\(\.\.\/(ui\/test\/e2e\/[\w-]+\.e2e\.ts)\)/g)].map(([, path]) => path),
}));

describe('the table of the console', () => {
  it('has each row once and in order', () => {
    const due = Object.entries(PARTS).flatMap(([part, count]) => Array.from({ length: count }, (_, index) => `${part}${index + 1}`));
    assert.deepEqual(rows.map((row) => row.id), due);
  });

  it('says of each row what it is or why it is not', () => {
    for (const row of rows) {
      assert.ok(STATES.includes(row.state), `${row.id}: ${row.state}`);
      assert.ok(row.what.length > 3, `${row.id} says nothing`);
    }
  });

  it('names tests that are there, for every row but those not offered', () => {
    for (const row of rows) {
      assert.equal(row.tests.length > 0, row.state !== 'not offered', `${row.id}: ${row.tests.join(', ')}`);
      for (const path of row.tests) assert.ok(existsSync(join(ROOT, path)), `${row.id}: ${path}`);
    }
  });

  it('calls nothing whole for a page that is only drawn', () => {
    const drawn = rows.filter((row) => row.state === 'here' && row.tests.every((path) => path.endsWith('/accessibility.e2e.ts')));
    assert.deepEqual(drawn.map((row) => row.id).filter((id) => id !== 'G10'), []);
  });

  it('counts what it says', () => {
    const count = (state) => rows.filter((row) => row.state === state).length;
    const said = text.replaceAll('\n', ' ').match(/Now: (\d+) here, (\d+) short, (\d+) unproven, (\d+) not offered/);
    assert.deepEqual(said?.slice(1).map(Number), STATES.map(count));
  });
});
