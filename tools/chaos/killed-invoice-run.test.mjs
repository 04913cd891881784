// kill -9 and Ctrl-C while an invoice run closes a month: taken up again, it bills every account once and leaves no
// number out.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { startPortal, stopOrphanedDatabase, until } from '../portal.mjs';
import { allOf, assertRebuiltEqualsLive } from './book.mjs';

const TENANTS = 120;
const ENDS = ['SIGKILL', 'SIGINT', 'SIGKILL'];
const PATIENCE_SECONDS = 120;

let home;
let portal;

before(async () => {
  home = await mkdtemp(join(tmpdir(), 'myidc-chaos-'));
});

after(async () => {
  await portal?.stop();
  await stopOrphanedDatabase(home);
  await rm(home, { recursive: true, force: true });
});

/** Tenants that each lease a unit from now on, so that there is something to bill; their numbers. */
async function leasing(from) {
  const book = await portal.expect('POST', '/admin/v1/price-books', { body: { name: 'Space', currency: 'CNY' } });
  await portal.expect('POST', `/admin/v1/price-books/${book.id}/entries`, {
    body: { charge: 'space:u', from: '2020-01-01T00:00:00Z', terms: { model: 'FLAT', figures: { price: '300' } } },
  });
  await portal.expect('POST', `/admin/v1/price-books/${book.id}/publish`, { body: {} });
  const tenants = [];
  for (let number = 0; number < TENANTS; number++) {
    const { id } = await portal.expect('POST', '/admin/v1/tenants', {
      body: {
        name: `Tenant ${number}`,
        currency: 'CNY',
        timeZone: 'Asia/Shanghai',
        email: `t${number}@example.com`,
        username: `tenant-${number}`,
        password: 'Tenant-Passw0rd!',
      },
    });
    // The account opens a moment after its tenant.
    await until(`a lease of tenant ${id}`, PATIENCE_SECONDS, async () => {
      const answer = await portal.call('POST', '/admin/v1/leases', {
        body: { tenantId: id, charge: 'space:u', name: `U ${number}`, quantity: '1', unit: 'U', from },
      });
      return answer.status === 200;
    });
    tenants.push(id);
  }
  return tenants;
}

it('kills and a Ctrl-C while a month is closed make no second invoice and no gap', async (t) => {
  const start = { home, clock: 'movable', password: 'operator-Passw0rd', token: 'd'.repeat(64) };
  portal = await startPortal(start);
  const { now } = await portal.expect('GET', '/admin/v1/clock');
  const tenants = await leasing(now);
  const month = now.slice(0, 7);
  const over = new Date(Date.UTC(Number(now.slice(0, 4)), Number(now.slice(5, 7)), 3)).toISOString();
  await portal.expect('POST', '/admin/v1/clock', { body: { to: over } });
  const run = await portal.expect('POST', '/admin/v1/invoice-runs', { body: { month, tenantIds: tenants } });
  const state = () => portal.expect('GET', `/admin/v1/invoice-runs/${run.id}`);
  for (const [index, signal] of ENDS.entries()) {
    const wanted = Math.floor((TENANTS * (index + 1)) / (ENDS.length + 2));
    const seen = await until(`${wanted} accounts closed`, PATIENCE_SECONDS, async () => {
      const present = await state();
      return present.done >= wanted ? present : undefined;
    }, 10);
    if (signal === 'SIGKILL') {
      await portal.kill();
    } else {
      await portal.stop({ signal });
      assert.doesNotMatch(portal.log.join('\n'), / ERROR /, 'who ends it in order sees no failure');
    }
    t.diagnostic(`${signal}: ${seen.done} of ${seen.total} accounts were closed`);
    portal = await startPortal(start);
  }

  const finished = await until('the run at its end', PATIENCE_SECONDS, async () => {
    const present = await state();
    return present.state === 'FINISHED' ? present : undefined;
  });

  assert.deepEqual(finished.failures, []);
  assert.equal(finished.done, TENANTS);
  const invoices = (await allOf(portal, `/admin/v1/invoices?month=${month}`)).filter((one) => tenants.includes(one.tenantId));
  assert.equal(invoices.length, TENANTS, 'an invoice for each account');
  assert.equal(new Set(invoices.map((one) => one.tenantId)).size, TENANTS, 'no account has two');
  const serials = invoices.map((one) => Number(one.number.match(/\d+$/)[0])).sort((one, other) => one - other);
  serials.forEach((serial, index) => assert.equal(serial, serials[0] + index, 'numbers without a gap'));
  await assertRebuiltEqualsLive(portal);
});
