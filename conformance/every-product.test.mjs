// The unmodified npm client of the Linode API over what the other tests leave out, then a client with the manners of
// linode-cli over every list there is.
import assert from 'node:assert/strict';
import { createHmac, randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { startPortal, until } from '../tools/portal.mjs';
import { REGION, addTenant, buildSite, publishPrices } from '../tools/small-idc.mjs';
import { pointClientAt } from './client.mjs';
import { lists, watched } from './wire.mjs';

const TYPE = 'g6-nanode-1';
const PASSWORD = 'correct-Horse-battery-9';
/** As linode-cli names itself. */
const CLI_AGENT = 'linode-cli/5.56.0 linode-api-docs/4.208.1 python/3.11.2';
const ROWS_AT_ONCE_MAX = 500;
const PAYMENTS_SECRET = randomUUID();

let portal;
let linode;
let tenant;
let web;
let store;

const statusOf = async (id) => (await linode.getLinode(id)).status;
const untilStatus = (id, status) => until(`machine ${id} to be ${status}`, 60, async () => (await statusOf(id)) === status);

/** A call that is refused, with the field that is wrong; it is about nothing there is. */
async function refused(call, status) {
  const failure = await call.then(
    () => assert.fail('the call was not refused'),
    (reason) => reason,
  );
  const answered = failure.response?.status ?? failure.status;
  if (answered !== undefined) assert.equal(answered, status, JSON.stringify(failure.response?.data));
  return failure;
}

async function machineNamed(label) {
  const made = await linode.createLinode({ type: TYPE, region: REGION, image: 'linode/debian12', label, root_pass: PASSWORD });
  await untilStatus(made.id, 'running');
  return linode.getLinode(made.id);
}

before(async () => {
  // One token calls more than a list a second here; limits have tests of their own.
  portal = watched(await startPortal({ clock: 'movable', env: { MYIDC_RATE_LIMIT_TIMES: '100', MYIDC_PAYMENTS_SIMULATED_SECRET: PAYMENTS_SECRET } }));
  const { siteId } = await buildSite(portal);
  await portal.expect('POST', '/admin/v1/prefixes', { body: { siteId, cidr: '2001:db8:40::/48', container: true, role: 'ROUTED' } });
  const pool = await portal.expect('POST', '/admin/v1/pools', { body: { siteId, name: 'volumes-1', kind: 'FILES' } });
  await portal.expect('PUT', `/admin/v1/pools/${pool.id}/offer`, { body: { wholeSite: true, hostIds: [] } });
  await publishPrices(portal, { [`instance:${TYPE}`]: ['0.0075', '5.00'], 'instance:g6-standard-1': ['0.018', '12.00'], volume: ['0.00015', '0.10'] });
  tenant = await addTenant(portal, 'Example');
  linode = pointClientAt(portal.url, tenant.token);
  web = await machineNamed('web-1');
  store = await machineNamed('store-1');
});

after(() => portal?.stop());

describe('the account', () => {
  it('is described and changed', async () => {
    const changed = await linode.updateAccountInfo({ company: 'Example Works' });
    assert.equal(changed.company, 'Example Works');
    const settings = await linode.updateAccountSettings({ backups_enabled: false });
    assert.equal(settings.backups_enabled, false);
    assert.ok((await linode.getAccountAvailabilities()).data.some(({ region }) => region === REGION));
    assert.equal((await linode.getAccountAvailability(REGION)).region, REGION);
    assert.equal((await linode.getNotifications()).page, 1);
    assert.equal((await linode.getPayments()).page, 1);
    await refused(linode.getInvoice(999_999), 404);
  });

  it('has cards that the payment provider keeps, of which one is the default', async () => {
    const tokenOf = (lastFour) => {
      const told = `CARD|visa|${lastFour}|12/2199|clients-${lastFour}`;
      return `${told}|${createHmac('sha256', PAYMENTS_SECRET).update(told).digest('hex')}`;
    };
    for (const [lastFour, isDefault] of [['4242', true], ['1881', false]]) {
      await linode.addPaymentMethod({ type: 'payment_method_nonce', is_default: isDefault, data: { nonce: tokenOf(lastFour) } });
    }
    const kept = async () => (await linode.getPaymentMethods()).data.map(({ id, data, is_default: isDefault }) => ({ id, lastFour: data.last_four, isDefault }));
    const [first, second] = (await kept()).toSorted((left, right) => right.lastFour.localeCompare(left.lastFour));
    assert.deepEqual([first.lastFour, first.isDefault, second.isDefault], ['4242', true, false]);
    await linode.makeDefaultPaymentMethod(second.id);
    await linode.deletePaymentMethod(first.id);
    assert.deepEqual(await kept(), [{ id: second.id, lastFour: '1881', isDefault: true }]);
    await refused(linode.addPaymentMethod({ type: 'credit_card', is_default: true, data: { card_number: '4111111111111111', expiry_month: 12, expiry_year: 2199, cvv: '123' } }), 400);
  });

  it('gets credit by a code, once', async () => {
    await portal.expect('POST', '/admin/v1/promotions', {
      body: { code: 'CLIENTS-10', name: 'For clients', currency: 'USD', amount: '10.00', monthlyCap: '4.00', creditDays: 90 },
    });
    await linode.addPromotion('CLIENTS-10');
    const [promotion] = (await linode.getAccountInfo()).active_promotions;
    assert.equal(promotion.summary, 'For clients');
    assert.equal(promotion.credit_remaining, '10.00');
    assert.equal(promotion.this_month_credit_remaining, '4.00');
    assert.ok(Date.parse(promotion.expire_dt) > 0);
    await refused(linode.addPromotion('CLIENTS-10'), 400);
    await refused(linode.addPromotion('NO-SUCH-CODE'), 400);
  });

  it('is closed only once nothing is left in it, and then lets its tokens in no more', async () => {
    await refused(linode.cancelAccount({ comments: 'too early' }), 400);
    assert.equal((await linode.getLinode(web.id)).status, 'running');
    const leaving = await addTenant(portal, 'Leaving');
    const closed = await portal.call('POST', '/v4/account/cancel', { token: leaving.token, body: { comments: 'done here' } });
    assert.deepEqual({ status: closed.status, body: closed.body }, { status: 200, body: { survey_link: '' } });
    assert.equal((await portal.call('GET', '/v4/account', { token: leaving.token })).status, 401);
  });

  it('has users with grants', async () => {
    const made = await linode.createUser({ username: 'limited', email: 'limited@example.com', restricted: true });
    assert.equal(made.restricted, true);
    assert.equal((await linode.getUser('limited')).email, 'limited@example.com');
    assert.equal((await linode.updateUser('limited', { username: 'narrow' })).username, 'narrow');
    const grants = await linode.updateGrants('narrow', { global: { add_linodes: true }, linode: [{ id: web.id, permissions: 'read_only' }] });
    assert.equal(grants.global.add_linodes, true);
    const kept = await linode.getGrants('narrow');
    assert.equal(kept.linode.find(({ id }) => id === web.id).permissions, 'read_only');
    assert.deepEqual(await linode.deleteUser('narrow'), {});
  });

  it('has applications', async () => {
    const made = await linode.createOAuthClient({ label: 'app', redirect_uri: 'https://app.example.com/back', public: false });
    assert.ok(made.secret.length > 20);
    assert.equal((await linode.getOAuthClient(made.id)).label, 'app');
    assert.equal((await linode.getOAuthClients()).results, 1);
    assert.equal((await linode.updateOAuthClient(made.id, { label: 'tool' })).label, 'tool');
    assert.notEqual((await linode.resetOAuthClientSecret(made.id)).secret, made.secret);
    assert.deepEqual(await linode.deleteOAuthClient(made.id), {});
    assert.equal((await linode.getAppTokens()).results, 0);
    await refused(linode.getAppToken(999_999), 404);
    await refused(linode.deleteAppToken(999_999), 404);
  });

  it('says who signed in', async () => {
    const { data } = await linode.getAccountLogins();
    if (data.length > 0) assert.equal((await linode.getAccountLogin(data[0].id)).id, data[0].id);
    else await refused(linode.getAccountLogin(999_999), 404);
    assert.equal((await linode.getLogins()).page, 1);
  });
});

describe('the profile', () => {
  it('is changed', async () => {
    assert.equal((await linode.updateProfile({ timezone: 'Asia/Shanghai' })).timezone, 'Asia/Shanghai');
    const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl lish@example';
    const lish = await linode.updateProfile({ lish_auth_method: 'disabled', authorized_keys: [key] });
    assert.deepEqual([lish.lish_auth_method, lish.authorized_keys], ['disabled', [key]]);
    const back = await linode.updateProfile({ lish_auth_method: 'keys_only', authorized_keys: [] });
    assert.deepEqual([back.lish_auth_method, back.authorized_keys], ['keys_only', null]);
    assert.deepEqual(await linode.updateUserPreferences({ theme: 'dark' }), { theme: 'dark' });
    assert.deepEqual(await linode.getUserPreferences(), { theme: 'dark' });
    assert.ok(Array.isArray((await linode.getSecurityQuestions()).security_questions));
    // An unrestricted user has no grants: 204, the one answer without a body.
    assert.equal(await linode.listGrants(), '');
    assert.equal(await linode.getMyGrants(), '');
  });

  it('has tokens', async () => {
    const made = await linode.createPersonalAccessToken({ label: 'ci', scopes: 'linodes:read_only' });
    assert.equal((await linode.getPersonalAccessToken(made.id)).label, 'ci');
    assert.equal((await linode.updatePersonalAccessToken(made.id, { label: 'build' })).label, 'build');
  });
});

describe('regions and kernels', () => {
  it('say what is to be had where', async () => {
    assert.ok((await linode.getRegionAvailabilities()).data.length > 0);
    assert.ok(Array.isArray(await linode.getRegionAvailability(REGION)));
    assert.ok((await linode.getRegionsVPCAvailabilities()).data.length > 0);
    assert.equal((await linode.getRegionVPCAvailability(REGION)).region, REGION);
    assert.equal((await linode.getLinodeKernel('linode/grub2')).id, 'linode/grub2');
  });
});

describe('addresses', () => {
  it('are added, named, moved, shared and removed', async () => {
    const more = await linode.allocateIPAddress(web.id, { type: 'ipv4', public: true });
    const other = await linode.allocateIp({ type: 'ipv4', public: true, linode_id: store.id });
    assert.equal((await linode.getIP(more.address)).linode_id, web.id);
    assert.equal((await linode.updateIP(more.address, null)).address, more.address);
    const swap = [
      { address: more.address, linode_id: store.id },
      { address: other.address, linode_id: web.id },
    ];
    assert.deepEqual(await linode.assignAddresses({ region: REGION, assignments: swap }), {});
    assert.equal((await linode.getIP(more.address)).linode_id, store.id);
    assert.deepEqual(await linode.shareAddresses({ linode_id: web.id, ips: [more.address] }), {});
    assert.deepEqual(await linode.shareAddressesv4({ linode_id: web.id, ips: [] }), {});
    assert.deepEqual(await linode.removeIPAddress({ linodeID: store.id, address: more.address }), {});
  });

  it('come in ranges of IPv6', async () => {
    const made = await linode.createIPv6Range({ linode_id: web.id, prefix_length: 64 });
    const range = made.range.split('/')[0];
    assert.ok((await linode.getIPv6Ranges()).data.some((each) => each.range === range));
    assert.deepEqual((await linode.getIPv6RangeInfo(range)).linodes, [web.id]);
    assert.deepEqual(await linode.removeIPv6Range({ range }), {});
    assert.equal((await linode.getIPv6Pools()).results, 0);
  });
});

describe('VPCs, VLANs and interfaces', () => {
  let vpc;
  let config;

  it('a VPC has subnets', async () => {
    vpc = await linode.createVPC({ label: 'net', region: REGION, description: '', subnets: [{ label: 'first', ipv4: '10.20.0.0/24' }] });
    assert.equal((await linode.getVPC(vpc.id)).label, 'net');
    assert.equal((await linode.updateVPC(vpc.id, { label: 'inner' })).label, 'inner');
    const second = await linode.createSubnet(vpc.id, { label: 'second', ipv4: '10.20.1.0/24' });
    assert.equal((await linode.getSubnet(vpc.id, second.id)).ipv4, '10.20.1.0/24');
    assert.equal((await linode.modifySubnet(vpc.id, second.id, { label: 'other' })).label, 'other');
    assert.equal((await linode.getSubnets(vpc.id)).results, 2);
    assert.deepEqual(await linode.deleteSubnet(vpc.id, second.id), {});
    assert.equal((await linode.getVPCs()).results, 1);
  });

  it('a machine that is off is put into networks', async () => {
    await linode.linodeShutdown(store.id);
    await untilStatus(store.id, 'offline');
    config = (await linode.getLinodeConfigs(store.id)).data[0];
    assert.equal((await linode.getLinodeConfig(store.id, config.id)).id, config.id);
    await linode.appendConfigInterface(store.id, config.id, { purpose: 'public', primary: true });
    const inside = await linode.appendConfigInterface(store.id, config.id, { purpose: 'vpc', vpc_id: vpc.id, subnet_id: vpc.subnets[0].id, primary: false });
    const cable = await linode.appendConfigInterface(store.id, config.id, { purpose: 'vlan', label: 'cable', ipam_address: '10.9.0.2/24', primary: false });
    const all = await linode.getConfigInterfaces(store.id, config.id);
    assert.equal(all.length, 3);
    assert.equal((await linode.getConfigInterface(store.id, config.id, inside.id)).purpose, 'vpc');
    await linode.updateConfigInterface(store.id, config.id, inside.id, { primary: false });
    assert.deepEqual(await linode.updateLinodeConfigOrder(store.id, config.id, { ids: [...all].reverse().map(({ id }) => id) }), {});
    assert.ok((await linode.getVlans()).data.some(({ label }) => label === 'cable'));
    assert.ok((await linode.getVPCIPs(vpc.id)).data.some(({ linode_id }) => linode_id === store.id));
    assert.ok((await linode.getVPCsIPs()).data.some(({ linode_id }) => linode_id === store.id));
    assert.deepEqual(await linode.deleteLinodeConfigInterface(store.id, config.id, cable.id), {});
    assert.deepEqual(await linode.deleteLinodeConfigInterface(store.id, config.id, inside.id), {});
    assert.deepEqual(await linode.deleteVPC(vpc.id), {});
  });

  it('and has other passwords and another size', async () => {
    const [disk] = (await linode.getLinodeDisks(store.id)).data;
    await linode.changeLinodeDiskPassword(store.id, disk.id, PASSWORD);
    assert.deepEqual(await linode.changeLinodePassword(store.id, PASSWORD), {});
    assert.deepEqual(await linode.resizeLinode(store.id, { type: 'g6-standard-1', allow_auto_disk_resize: true }), {});
    await until('the resize', 60, async () => (await linode.getLinode(store.id)).type === 'g6-standard-1');
    await untilStatus(store.id, 'offline');
    assert.deepEqual(await linode.rescueMetalLinode(store.id), {});
    await untilStatus(store.id, 'running');
  });
});

describe('what a machine uses', () => {
  it('is told by month', async () => {
    const [year, month] = (await portal.expect('GET', '/admin/v1/clock')).now.split('-');
    for (const call of [() => linode.getLinodeStats(web.id), () => linode.getLinodeStatsByDate(web.id, year, String(Number(month)))]) {
      const stats = await call().catch((failure) => failure);
      if (stats instanceof Error) assert.equal(stats.response.data.errors[0].reason, 'Stats are unavailable at this time.');
      else if (!Array.isArray(stats)) assert.ok(stats.data.cpu);
    }
    assert.equal(typeof (await linode.getLinodeTransfer(web.id)).used, 'number');
    assert.equal(typeof (await linode.getLinodeTransferByDate(web.id, year, String(Number(month)))).bytes_total, 'number');
  });
});

describe('firewalls and groups', () => {
  it('a firewall has rules, devices and sets of rules', async () => {
    const made = await linode.createFirewall({
      label: 'front',
      rules: { inbound_policy: 'DROP', outbound_policy: 'ACCEPT' },
      devices: { linodes: [web.id] },
    });
    assert.equal((await linode.getFirewalls()).results, 1);
    assert.equal((await linode.getFirewallRules(made.id)).inbound_policy, 'DROP');
    const [device] = (await linode.getFirewallDevices(made.id)).data;
    assert.equal(device.entity.id, web.id);
    assert.deepEqual(await linode.deleteFirewallDevice(made.id, device.id), {});
    const settings = await linode.updateFirewallSettings({ default_firewall_ids: { linode: made.id } });
    assert.equal(settings.default_firewall_ids.linode, made.id);
    assert.equal((await linode.getFirewallRuleSets()).page, 1);
    await refused(linode.getFirewallRuleSet(999_999), 404);
  });

  it('a placement group has members', async () => {
    const made = await linode.createPlacementGroup({
      label: 'apart',
      region: REGION,
      placement_group_type: 'anti_affinity:local',
      placement_group_policy: 'flexible',
    });
    assert.equal((await linode.getPlacementGroup(made.id)).label, 'apart');
    assert.equal((await linode.getPlacementGroups()).results, 1);
    assert.equal((await linode.updatePlacementGroup(made.id, { label: 'away' })).label, 'away');
    const full = await linode.assignLinodesToPlacementGroup(made.id, { linodes: [web.id] });
    assert.deepEqual(full.members.map(({ linode_id }) => linode_id), [web.id]);
    await linode.unassignLinodesFromPlacementGroup(made.id, { linodes: [web.id] });
    assert.deepEqual(await linode.deletePlacementGroup(made.id), {});
  });
});

describe('locks', () => {
  it('keep a machine from being deleted', async () => {
    const made = await linode.createLock({ entity_id: web.id, entity_type: 'linode', lock_type: 'cannot_delete' });
    assert.equal((await linode.getLock(made.id)).entity.id, web.id);
    assert.equal((await linode.getLocks()).results, 1);
    await refused(linode.deleteLinode(web.id), 400);
    assert.deepEqual(await linode.deleteLock(made.id), {});
  });
});

describe('images', () => {
  it('are asked for in other regions', async () => {
    const { image } = await linode.uploadImage({ label: 'own', region: REGION });
    await refused(linode.updateImageRegions(image.id, { regions: ['no-such'] }), 400);
  });
});

describe('a client with the manners of linode-cli', () => {
  let vpcs = 0;
  const headers = { 'user-agent': CLI_AGENT, 'x-filter': '{}' };
  const get = (path) => portal.call('GET', `/v4${path}`, { token: tenant.token, headers });

  /** The id of what the list above a path shows first, as linode-cli's user would type it. */
  const above = {
    '/linode/instances/{}': async () => web.id,
    '/images/{}': async () => encodeURIComponent((await linode.getImages({}, { is_public: false })).data[0].id),
    '/images/sharegroups/{}': async () => (await portal.expect('POST', '/v4/images/sharegroups', { token: tenant.token, body: { label: 'given' } })).id,
    '/networking/firewalls/{}': async () => (await linode.getFirewalls()).data[0].id,
    '/support/tickets/{}': async () => (await linode.createSupportTicket({ summary: 'Read whole', description: 'By pages.' })).id,
    '/tags/{}': async () => (await linode.createTag({ label: 'shop', linodes: [web.id] })).label,
    '/vpcs/{}': async () => (await linode.createVPC({ label: `later-${++vpcs}`, region: REGION })).id,
  };
  const absent = ['/account/betas', '/account/child-accounts', '/linode/instances/{}/nodebalancers'];

  /** As --all-rows does: 500 at a time until the last page. */
  async function allRows(path) {
    const rows = [];
    for (let page = 1, pages = 1; page <= pages; page++) {
      const { status, body } = await get(`${path}?page=${page}&page_size=${ROWS_AT_ONCE_MAX}`);
      assert.equal(status, 200, JSON.stringify(body));
      assert.equal(body.page, page);
      rows.push(...body.data);
      assert.ok(body.pages <= 1 || body.data.length === ROWS_AT_ONCE_MAX || page === body.pages);
      pages = body.pages;
      if (page === pages || pages === 0) assert.equal(rows.length, body.results);
    }
    return rows;
  }

  for (const list of lists) {
    it(`reads all of ${list}`, async () => {
      const parent = Object.keys(above).filter((each) => list.startsWith(each)).sort((one, other) => other.length - one.length)[0];
      const path = parent ? list.replace('{}', await above[parent]()) : list;
      const first = await get(`${path}?page=1&page_size=100`);
      if (absent.includes(list) && first.status === 404) {
        assert.equal(first.body.errors[0].reason, 'Not found');
        return;
      }
      assert.equal(first.status, 200, JSON.stringify(first.body));
      assert.equal((await allRows(path)).length, first.body.results);
      const none = await get(`${path}?page=1&page_size=100&no_such_parameter=1`);
      assert.equal(none.status, 200, 'an unknown parameter is ignored');
      const small = await get(`${path}?page=1&page_size=24`);
      assert.deepEqual([small.status, small.body.errors?.[0].field], [400, 'page_size']);
    });
  }
});
