// Two portals on one PostgreSQL: what one writes the other shows, and a browser on either hears of it.
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { embeddedDatabaseUrl, startPortal, until } from '../portal.mjs';
import { rackBody } from '../small-idc.mjs';

const TOKEN = 'b'.repeat(64);
const PASSWORD = 'operator-Passw0rd';

let first;
let second;

before(async () => {
  first = await startPortal({ token: TOKEN, password: PASSWORD });
  second = await startPortal({ token: TOKEN, password: PASSWORD, dbUrl: await embeddedDatabaseUrl(first.home) });
});

after(async () => {
  await second?.stop();
  await first?.stop();
});

/** Listens to a portal's live hints; `heard` fills up with them. */
async function listen(portal) {
  const abort = new AbortController();
  const heard = [];
  const response = await fetch(`${portal.url}/admin/v1/live`, {
    headers: { authorization: `Bearer ${TOKEN}`, accept: 'text/event-stream' },
    signal: abort.signal,
  });
  assert.equal(response.status, 200);
  const reading = (async () => {
    for await (const chunk of response.body) heard.push(Buffer.from(chunk).toString('utf8'));
  })().catch(() => undefined);
  return { heard, close: () => (abort.abort(), reading) };
}

it('what one portal writes the other reads at once, and both tell their browsers', async () => {
  const [atFirst, atSecond] = await Promise.all([listen(first), listen(second)]);
  try {
    const site = await first.expect('POST', '/admin/v1/sites', {
      body: { name: 'Shared', region: 'cn-sha', country: 'CN', timeZone: 'Asia/Shanghai' },
    });
    const made = await second.expect('POST', '/admin/v1/racks', { body: rackBody(site.id, 'S1') });
    assert.equal((await first.expect('GET', `/admin/v1/racks/${made.id}`)).name, 'S1');
    for (const { heard } of [atFirst, atSecond]) {
      await until('the hint of the rack', 10, () => heard.join('').includes('rack'));
    }
  } finally {
    await Promise.all([atFirst.close(), atSecond.close()]);
  }
});

it('a thing changed through both by turns is never lost to a stale cache', async () => {
  const site = await first.expect('POST', '/admin/v1/sites', {
    body: { name: 'Turns', region: 'cn-can', country: 'CN', timeZone: 'Asia/Shanghai' },
  });
  const made = await first.expect('POST', '/admin/v1/racks', { body: rackBody(site.id, 'T0') });
  for (let turn = 1; turn <= 10; turn++) {
    const portal = turn % 2 === 0 ? first : second;
    const current = await portal.call('GET', `/admin/v1/racks/${made.id}`);
    await portal.expect('PUT', `/admin/v1/racks/${made.id}`, {
      body: rackBody(site.id, `T${turn}`),
      headers: { 'if-match': current.headers.get('etag') },
    });
  }
  assert.equal((await first.expect('GET', `/admin/v1/racks/${made.id}`)).name, 'T10');
  assert.equal((await second.expect('GET', `/admin/v1/racks/${made.id}`)).name, 'T10');
});

it('one name wanted at both at the same time is given once', async () => {
  const site = await first.expect('POST', '/admin/v1/sites', {
    body: { name: 'Race', region: 'cn-ctu', country: 'CN', timeZone: 'Asia/Shanghai' },
  });
  for (let round = 0; round < 10; round++) {
    const answers = await Promise.all(
      [first, second].map((portal) => portal.call('POST', '/admin/v1/racks', { body: rackBody(site.id, `X${round}`) })),
    );
    const statuses = answers.map(({ status }) => status).sort();
    assert.ok(statuses[0] < 300 && statuses[1] === 409, String(statuses));
  }
});
