// The life of real guests on real hosts, from a click in a browser to nothing left behind.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startPortal, until } from '../portal.mjs';
import { addTenant, buildSite, publishPrices, REGION } from '../small-idc.mjs';
import { openBrowser, signIn } from './browser.mjs';
import { connect, keepAddressesServed, newKey, ssh, untilGone, untilReached, untilState } from './guests.mjs';
import { NOTHING, missing, startHosts } from './real-hosts.mjs';

const PLAN = 'g6-nanode-1';
const reason = await missing();

/** Types into a console that the system's own ssh opens: a list of [text that must be seen, what is typed then]; answers all that was seen. */
async function typedOverSsh(key, { port, username, label }, steps) {
  const options = ['BatchMode=yes', 'IdentitiesOnly=yes', 'StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'LogLevel=ERROR'];
  const args = ['-tt', '-p', String(port), '-i', key.file, ...options.flatMap((each) => ['-o', each]), `${username}@127.0.0.1`, label];
  const child = spawn('ssh', args, { stdio: ['pipe', 'pipe', 'inherit'] });
  let seen = '';
  child.stdout.on('data', (piece) => (seen += piece));
  const ended = new Promise((end) => child.on('exit', (code) => end(code)));
  try {
    for (const [awaited, typed] of steps) {
      await until(`${awaited} on the console`, 30, () => seen.includes(awaited), 100).catch((late) => assert.fail(`${late.message}: ${seen}`));
      child.stdin.write(typed);
    }
    assert.equal(await ended, 0, seen);
    return seen;
  } finally {
    child.kill();
  }
}

describe('guests on real hosts', { skip: reason }, () => {
  let folder, key, street, portal, site, tenant, endServing, browser;
  const made = new Map();

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'myidc-story-'));
    key = await newKey(folder);
    [street, portal] = await Promise.all([startHosts(), startPortal({ clock: 'movable', env: { MYIDC_CONSOLE_SSH_PORT: '0' } })]);
    site = await buildSite(portal, { hosts: 2, cidr: street.network.cidr, gateway: street.network.gateway });
    await publishPrices(portal, { [`instance:${PLAN}`]: ['0.0075', '5.00'] });
    tenant = await addTenant(portal, 'Real Works');
    await portal.expect('POST', '/v4/profile/sshkeys', { token: tenant.token, body: { label: 'trial', ssh_key: key.line } });
    await connect(portal, site.hostIds, street.hosts);
    endServing = keepAddressesServed(street, portal, site.siteId);
  });

  after(async () => {
    await browser?.close();
    await endServing?.();
    await portal?.stop();
    await street?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  const virshOf = (id) => `instance-${id}`;
  const hostOf = async (id) => {
    const { hostId } = await portal.expect('GET', `/admin/v1/instances/${id}`);
    return street.hosts[site.hostIds.indexOf(hostId)];
  };
  const act = (id, deed, body = {}) =>
    portal.expect('POST', `/v4/linode/instances/${id}/${deed}`, { token: tenant.token, body });

  it('a click in the browser makes a guest, and the key chosen there opens it at the address shown', async () => {
    browser = await openBrowser();
    const page = await signIn(browser, portal.url, tenant);
    await page.getByTestId('create-machine').click();
    await page.getByRole('radio', { name: /Nano/ }).first().waitFor();
    await page.getByRole('textbox', { name: 'Label' }).fill('story-1');
    await page.locator('.plan input').first().check({ force: true });
    await page.getByRole('combobox', { name: 'SSH keys' }).fill('trial');
    await page.locator('.ant-select-item-option-active', { hasText: 'trial' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.getByTestId('create-submit').click();
    await page.getByRole('heading', { name: 'story-1', level: 1 }).waitFor();
    await page.locator('.page-head .state', { hasText: 'running' }).waitFor({ timeout: 60_000 });
    const list = await portal.expect('GET', '/v4/linode/instances', { token: tenant.token });
    const guest = list.data.find(({ label }) => label === 'story-1');
    made.set('first', guest);
    await page.getByText(guest.ipv4[0]).first().waitFor();
    await browser.close();
    browser = undefined;
    const seconds = await untilReached(key, guest.ipv4[0]);
    console.log(`ssh answered ${seconds.toFixed(1)} s after the page said running`);
    assert.equal(await ssh(key, guest.ipv4[0], 'hostname'), virshOf(guest.id));
  });

  it('its console is open over SSH too, typed to and left', async () => {
    const { id } = made.get('first');
    await portal.expect('PUT', '/v4/profile', { token: tenant.token, body: { lish_auth_method: 'keys_only', authorized_keys: [key.line] } });
    const gateway = await until('the gateway', 30, async () => {
      const told = await portal.expect('GET', '/portal/v1/console-gateway', { token: tenant.token });
      return told.open ? told : undefined;
    });
    const seen = await typedOverSsh(key, { port: gateway.port, username: tenant.username, label: 'story-1' }, [
      ['Ctrl-] leaves', '\r'],
      ['/ #', 'echo "$(hostname) was ty""ped to"\r'],
      [`${virshOf(id)} was typed to`, '\u001d'],
    ]);
    assert.match(seen, /You left story-1/);
  });

  it('what says to be from another address than the guest’s own gets nowhere', async () => {
    const [address] = made.get('first').ipv4;
    const stranger = street.network.cidr.replace('.0/24', '.200');
    await street.packetsFrom(address);
    await street.packetsFrom(stranger);
    const ping = (from) => `ping -c 2 -W 1 -I ${from} ${street.network.router}`;
    await ssh(key, address, ping(address));
    await ssh(key, address, `ip address add ${stranger}/32 dev eth0; ${ping(stranger)} || true; ip address del ${stranger}/32 dev eth0`);
    assert.ok((await street.packetsFrom(address)) >= 2, 'its own packets come through');
    assert.equal(await street.packetsFrom(stranger), 0);
  });

  it('two guests reach each other across hosts, and a firewall closes one of them', async () => {
    const body = { region: REGION, type: PLAN, image: 'linode/debian12', label: 'story-2', authorized_keys: [key.line] };
    const second = await portal.expect('POST', '/v4/linode/instances', { token: tenant.token, body });
    made.set('second', second);
    await untilState(portal, tenant, second.id, 'running');
    await untilReached(key, second.ipv4[0]);
    const [first] = made.get('first').ipv4;
    const knock = `echo | nc -w 2 ${second.ipv4[0]} 22 | head -c 3`;
    assert.equal(await ssh(key, first, knock), 'SSH');
    const rules = {
      inbound_policy: 'ACCEPT',
      outbound_policy: 'ACCEPT',
      outbound: [],
      inbound: [{ action: 'DROP', protocol: 'TCP', ports: '22', addresses: { ipv4: [`${first}/32`] }, label: 'no-first' }],
    };
    const firewall = await portal.expect('POST', '/v4/networking/firewalls', {
      token: tenant.token,
      body: { label: 'story', rules, devices: { linodes: [second.id] } },
    });
    await until('the firewall to hold', 30, async () => (await ssh(key, first, `${knock} || true`)) === '');
    assert.equal(await ssh(key, second.ipv4[0], 'hostname'), virshOf(second.id), 'others are still let in');
    await portal.expect('DELETE', `/v4/networking/firewalls/${firewall.id}`, { token: tenant.token });
  });

  it('it reboots, is shut down by its own hand and comes back with what it wrote', async () => {
    const { id, ipv4 } = made.get('first');
    const host = await hostOf(id);
    await ssh(key, ipv4[0], 'echo kept >/root/note; sync');
    await act(id, 'reboot');
    await untilState(portal, tenant, id, 'running');
    await untilReached(key, ipv4[0]);
    assert.equal(await ssh(key, ipv4[0], 'cat /data/starts'), '2');
    await act(id, 'shutdown');
    await untilState(portal, tenant, id, 'offline');
    assert.equal((await host.virsh('domstate', '--reason', virshOf(id))).trim(), 'shut off (shutdown)');
    await act(id, 'boot');
    await untilState(portal, tenant, id, 'running');
    await untilReached(key, ipv4[0]);
    assert.equal(await ssh(key, ipv4[0], 'cat /root/note; cat /data/starts'), 'kept\n3');
  });

  it('deleted guests leave nothing on the hosts, their bridges and their disks', async () => {
    for (const { id } of made.values()) {
      await portal.expect('DELETE', `/v4/linode/instances/${id}`, { token: tenant.token });
      await untilGone(portal, tenant, id);
    }
    for (const host of street.hosts) {
      assert.deepEqual(await host.remains(), NOTHING, host.name);
    }
    for (const id of site.hostIds) {
      assert.equal((await portal.expect('GET', `/admin/v1/hosts/${id}`)).instances, 0);
    }
  });
});
