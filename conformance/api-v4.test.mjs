// The unmodified npm client of the Linode API makes, runs and removes a machine.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startPortal, until } from '../tools/portal.mjs';
import { REGION, addTenant, buildSite, publishPrices } from '../tools/small-idc.mjs';
import { watched } from './wire.mjs';
import { pointClientAt } from './client.mjs';
import { shapes } from './shapes.mjs';

const TYPE = 'g6-nanode-1';
const IMAGE = 'linode/debian12';
const ROOT_PASSWORD = 'correct-Horse-battery-9';
const WIRE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/;

let portal;
let linode;
let tenant;
let machine;

before(async () => {
  portal = watched(await startPortal({ clock: 'movable' }));
  await buildSite(portal);
  await publishPrices(portal, { [`instance:${TYPE}`]: ['0.0075', '5.00'] });
  tenant = await addTenant(portal, 'Example');
  linode = pointClientAt(portal.url, tenant.token);
});

after(() => portal?.stop());

/**
 * Asserts that `body` has the published shape of `type`, but for faults that match `allowed`; without the published
 * shapes only that it is an object.
 */
function assertShape(type, body, allowed = []) {
  assert.equal(typeof body, 'object');
  if (!shapes) return;
  const faults = shapes.faults(type, body).filter((fault) => !allowed.some((pattern) => pattern.test(fault)));
  assert.deepEqual(faults, []);
}

function assertPage(page, type) {
  assert.deepEqual(Object.keys(page).sort(), ['data', 'page', 'pages', 'results']);
  assert.equal(page.page, 1);
  assert.ok(page.results >= page.data.length);
  if (type) page.data.forEach((body) => assertShape(type, body));
}

/** The errors of the answer that a call must be refused with. */
async function refusal(call) {
  const failure = await call.then(
    () => assert.fail('the call was not refused'),
    (reason) => reason,
  );
  assert.equal(failure.response?.status, 400, failure.message);
  const { errors } = failure.response.data;
  assert.ok(errors[0].reason, JSON.stringify(errors));
  return errors;
}

const untilStatus = (status) =>
  until(`the machine to be ${status}`, 30, async () => (await linode.getLinode(machine.id)).status === status);

it('the published shapes are at hand', (t) => {
  if (!shapes) t.skip('shared/data/linode/json-schema.json is absent: answers are checked for values only');
});

describe('who calls', () => {
  it('profile', async () => {
    const profile = await linode.getProfile();
    assertShape('Profile', profile);
    assert.equal(profile.username, tenant.username);
  });

  it('account and its settings', async () => {
    assertShape('Account', await linode.getAccountInfo());
    assertShape('AccountSettings', await linode.getAccountSettings());
  });

  it('users and grants', async () => {
    const page = await linode.getUsers();
    assertPage(page, 'User');
    assert.deepEqual(page.data.map((user) => user.username), [tenant.username]);
  });

  it('a token that nobody issued is refused with 401 and the errors envelope', async () => {
    const answer = await portal.call('GET', '/v4/profile', { token: '0'.repeat(64) });
    assert.equal(answer.status, 401);
    assert.match(answer.body.errors[0].reason, /Invalid Token/i);
    assert.equal(answer.headers.get('x-oauth-scopes'), 'unknown');
  });
});

describe('the catalogue', () => {
  it('regions', async () => {
    const page = await linode.getRegions();
    assertPage(page, 'Region');
    assert.ok(page.data.some((region) => region.id === REGION && region.capabilities.includes('Linodes')));
    assert.equal((await linode.getRegion(REGION)).id, REGION);
  });

  it('types', async () => {
    const page = await linode.getLinodeTypes();
    assertPage(page, 'LinodeType');
    const type = page.data.find(({ id }) => id === TYPE);
    assert.deepEqual([type.price.hourly, type.price.monthly], [0.0075, 5]);
    assert.deepEqual([type.vcpus, type.memory, type.disk], [1, 1024, 25600]);
  });

  it('images, one by its percent-encoded id too', async () => {
    assertPage(await linode.getImages(), 'Image');
    const image = await linode.getImage(IMAGE);
    assert.equal(image.id, IMAGE);
    assert.equal((await portal.call('GET', '/v4/images/linode%2Fdebian12', { token: null })).body.id, IMAGE);
  });

  it('kernels', async () => {
    const page = await linode.getLinodeKernels();
    assert.ok(page.data.some(({ id }) => id === 'linode/latest-64bit'));
  });

  it('is public, and /v4beta serves the same', async () => {
    for (const path of ['regions', 'linode/types', 'linode/kernels']) {
      const [stable, beta] = await Promise.all(
        ['v4', 'v4beta'].map((version) => portal.call('GET', `/${version}/${path}`, { token: null })),
      );
      assert.equal(stable.status, 200);
      assert.deepEqual(beta.body, stable.body);
    }
  });
});

describe('a machine', () => {
  it('is created and comes up', async () => {
    machine = await linode.createLinode({
      type: TYPE,
      region: REGION,
      image: IMAGE,
      label: 'web-1',
      tags: ['shop'],
      root_pass: ROOT_PASSWORD,
    });
    assertShape('Linode', machine);
    assert.ok(['provisioning', 'booting', 'running'].includes(machine.status), machine.status);
    assert.match(machine.created, WIRE_TIME);
    await untilStatus('running');
  });

  it('has its label to itself', async () => {
    const errors = await refusal(
      linode.createLinode({ type: TYPE, region: REGION, image: IMAGE, label: 'web-1', root_pass: ROOT_PASSWORD }),
    );
    assert.equal(errors[0].field, 'label');
  });

  it('is listed, found by filter and sorted', async () => {
    assertPage(await linode.getLinodes(), 'Linode');
    const found = await linode.getLinodes({}, { '+and': [{ label: { '+contains': 'WEB' } }, { tags: 'shop' }], '+order_by': 'label', '+order': 'desc' });
    assert.deepEqual(found.data.map(({ id }) => id), [machine.id]);
    assert.equal((await linode.getLinodes({}, { label: 'nothing-of-the-kind' })).results, 0);
  });

  it('cannot be filtered on what it does not have', async () => {
    const errors = await refusal(linode.getLinodes({}, { nonsense: 1 }));
    assert.equal(errors[0].field, 'X-Filter');
  });

  it('has its addresses', async () => {
    const ips = await linode.getLinodeIPs(machine.id);
    assert.equal(machine.ipv6, null, 'the site has no IPv6 prefix');
    assertShape('LinodeIPsResponse', ips, [/ipv6\/(slaac|link_local): must be object/]);
    assert.equal(ips.ipv4.public[0].address, machine.ipv4[0]);
    assert.match(machine.ipv4[0], /^198\.51\.100\.\d+$/);
    assertPage(await linode.getIPs(), 'IPAddress');
  });

  it('changes its label and tags', async () => {
    const changed = await linode.updateLinode(machine.id, { label: 'web-one', tags: ['shop', 'front'] });
    assert.equal(changed.label, 'web-one');
    assert.deepEqual([...changed.tags].sort(), ['front', 'shop']);
  });

  it('is found by a tag, and loses it with the tag', async () => {
    assert.deepEqual(await linode.createTag({ label: 'week-47', linodes: [machine.id] }), { label: 'week-47' });
    const { data } = await linode.getTags();
    assert.ok(data.some(({ label }) => label === 'week-47'));
    assert.ok((await linode.getLinode(machine.id)).tags.includes('week-47'));
    await linode.deleteTag('week-47');
    assert.ok(!(await linode.getLinode(machine.id)).tags.includes('week-47'));
  });

  it('reboots', async () => {
    assert.deepEqual(await linode.linodeReboot(machine.id), {});
    await untilStatus('running');
  });

  it('shuts down, refuses to reboot when off, and boots', async () => {
    assert.deepEqual(await linode.linodeShutdown(machine.id), {});
    await untilStatus('offline');
    await refusal(linode.linodeReboot(machine.id));
    assert.deepEqual(await linode.linodeBoot(machine.id), {});
    await untilStatus('running');
  });

  it('left its events behind, newest first when asked so', async () => {
    const page = await linode.getEvents({}, { 'entity.type': 'linode', 'entity.id': machine.id, '+order_by': 'created', '+order': 'desc' });
    assertPage(page, 'Event');
    const actions = new Set(page.data.map(({ action }) => action));
    for (const action of ['linode_create', 'linode_boot', 'linode_reboot', 'linode_shutdown']) {
      assert.ok(actions.has(action), `${action} is missing from ${[...actions]}`);
    }
    await until('every event to be finished', 15, async () => {
      const { data } = await linode.getEvents();
      return data.every(({ status }) => ['finished', 'notification'].includes(status));
    });
    await linode.markEventSeen(page.data[0].id);
    assert.equal((await linode.getEvent(page.data[0].id)).seen, true);
  });

  it('is not found by another tenant', async () => {
    const other = await addTenant(portal, 'Neighbour');
    for (const [method, path] of [
      ['GET', ''],
      ['PUT', ''],
      ['DELETE', ''],
      ['POST', '/boot'],
      ['POST', '/shutdown'],
      ['GET', '/ips'],
    ]) {
      const answer = await portal.call(method, `/v4/linode/instances/${machine.id}${path}`, {
        token: other.token,
        body: method === 'GET' || method === 'DELETE' ? undefined : {},
      });
      assert.equal(answer.status, 404, `${method} ${path}`);
      assert.equal(answer.body.errors[0].reason, 'Not found');
    }
  });

  it('is deleted and gone', async () => {
    assert.deepEqual(await linode.deleteLinode(machine.id), {});
    await until('the machine to vanish', 30, async () => {
      const answer = await portal.call('GET', `/v4/linode/instances/${machine.id}`, { token: tenant.token });
      return answer.status === 404;
    });
    assert.equal((await linode.getLinodes()).results, 0);
  });
});

describe('bad input', () => {
  const good = { type: TYPE, region: REGION, image: IMAGE, label: 'bad-input', root_pass: ROOT_PASSWORD };
  for (const [field, value] of [
    ['type', 'g6-no-such'],
    ['region', 'no-such'],
    ['image', 'linode/no-such'],
    ['label', 'x'],
    ['root_pass', 'short'],
  ]) {
    it(`a wrong ${field} is 400 and named`, async () => {
      const answer = await portal.call('POST', '/v4/linode/instances', { token: tenant.token, body: { ...good, [field]: value } });
      assert.equal(answer.status, 400, JSON.stringify(answer.body));
      assert.equal(answer.body.errors[0].field, field);
    });
  }

  it('changed nothing', async () => {
    assert.equal((await linode.getLinodes()).results, 0);
  });
});

describe('access', () => {
  it('tokens: shown in full once', async () => {
    const made = await linode.createPersonalAccessToken({ label: 'ci', scopes: 'linodes:read_only' });
    assert.equal(made.token.length, 64);
    const page = await linode.getPersonalAccessTokens();
    assertPage(page);
    const shown = page.data.find(({ id }) => id === made.id);
    assert.equal(shown.token, made.token.slice(0, 16));
    const refused = await portal.call('POST', '/v4/linode/instances', { token: made.token, body: {} });
    assert.equal(refused.status, 401);
    assert.equal(refused.headers.get('x-oauth-scopes'), 'linodes:read_only');
    assert.equal(refused.headers.get('x-accepted-oauth-scopes'), 'linodes:read_write');
    await linode.deletePersonalAccessToken(made.id);
    assert.equal((await portal.call('GET', '/v4/linode/instances', { token: made.token })).status, 401);
  });

  it('ssh keys', async () => {
    const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIbA1t6tBzZ2Jd1kU5h8mVJ3YzRkQ0pLb0hXcVZ5c2RmZ2hq ci@example.com';
    const made = await linode.createSSHKey({ label: 'laptop', ssh_key: key });
    assertPage(await linode.getSSHKeys());
    assert.equal((await linode.getSSHKey(made.id)).ssh_key, key);
    assert.equal((await linode.updateSSHKey(made.id, { label: 'desk' })).label, 'desk');
    await linode.deleteSSHKey(made.id);
    assert.equal((await linode.getSSHKeys()).results, 0);
  });
});

describe('billing', () => {
  it('last month is invoiced, lines and total agree', async () => {
    const now = new Date((await portal.expect('GET', '/admin/v1/clock')).now);
    const month = now.toISOString().slice(0, 7);
    const next = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1, 1));
    await portal.expect('POST', '/admin/v1/clock', { body: { to: next.toISOString() } });
    const run = await portal.expect('POST', '/admin/v1/invoice-runs', { body: { month } });
    await until('the invoice run', 60, async () => {
      const { finishedAt } = await portal.expect('GET', `/admin/v1/invoice-runs/${run.id}`);
      return finishedAt !== null;
    });
    const invoices = await linode.getInvoices();
    assertPage(invoices, 'Invoice');
    assert.equal(invoices.results, 1);
    const items = await linode.getInvoiceItems(invoices.data[0].id);
    assertPage(items, 'InvoiceItem');
    const total = items.data.reduce((sum, item) => sum + Math.round(item.total * 100), 0);
    assert.equal(total, Math.round(invoices.data[0].total * 100));
    assert.ok(items.data.some((item) => item.unit_price === '0.0075' && item.region === REGION), JSON.stringify(items.data));
  });
});
