// Questions that the chaos tests ask of a portal's book.
import assert from 'node:assert/strict';
import { until } from '../portal.mjs';

/** Every row of a paged admin list. */
export async function allOf(portal, path) {
  const rows = [];
  for (let page = 1; ; page++) {
    const answer = await portal.expect('GET', `${path}${path.includes('?') ? '&' : '?'}page=${page}&pageSize=500`);
    rows.push(...answer.data);
    if (page >= answer.pages) return rows;
  }
}

/** Has every projection rebuilt beside the live one and asserts that both say the same. */
export async function assertRebuiltEqualsLive(portal) {
  const names = (await portal.expect('GET', '/admin/v1/operations/projections')).data.map(({ name }) => name);
  assert.ok(names.length > 0, 'there are projections');
  for (const name of names) {
    const report = await portal.expect('POST', `/admin/v1/operations/projections/${encodeURIComponent(name)}/verify`, { body: {} });
    assert.equal(report.same, true, `${name}: ${JSON.stringify(report)}`);
  }
}

/** Waits until the streaming processors have caught up. */
export async function untilCaughtUp(portal) {
  await until('the processors to catch up', 60, async () => {
    const { data } = await portal.expect('GET', '/admin/v1/operations/processors');
    return data.every(({ lag }) => lag === 0);
  });
}
