// Hosts of another machine that are reached by ssh alone: guests, their consoles and screens, moves, and a line that is cut.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { startPortal, until } from '../portal.mjs';
import { addTenant, buildSite, publishPrices, REGION } from '../small-idc.mjs';
import { litDots, openBrowser, signIn } from './browser.mjs';
import { connect, keepAddressesServed, newKey, ssh, untilGone, untilReached, untilState } from './guests.mjs';
import { NOTHING, missing, startHosts } from './real-hosts.mjs';

const run = promisify(execFile);
const PLAN = 'g6-nanode-1';

/** What RFC 6143, 7.2.2 calls VNC Authentication. */
const BY_PASSWORD = 2;

/** The ways to sign in that a screen offers, by their numbers in RFC 6143. */
async function waysIn(address, port) {
  const socket = createConnection(port, address);
  const answers = socket[Symbol.asyncIterator]();
  try {
    assert.match(String((await answers.next()).value), /^RFB 003\.008\n/);
    socket.write('RFB 003.008\n');
    const { value } = await answers.next();
    return [...value.subarray(1, 1 + value[0])];
  } finally {
    socket.destroy();
  }
}

describe('hosts that are reached by ssh', { skip: await missing() }, () => {
  let folder, key, street, portal, site, tenant, guest, boot, endServing, browser;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'myidc-ssh-'));
    [key, street] = await Promise.all([newKey(folder), startHosts()]);
    const known = [];
    for (const host of street.hosts) known.push(`${host.address} ${await letIn(host)}`);
    await writeFile(join(folder, 'known'), known.join(''));
    // Of whoever runs the portal are the hosts that ssh knows; here they are of this trial.
    const own = join(folder, 'bin');
    await mkdir(own);
    await writeFile(join(own, 'ssh'), `#!/bin/sh\nexec /usr/bin/ssh -o UserKnownHostsFile=${folder}/known "$@"\n`);
    await chmod(join(own, 'ssh'), 0o755);
    portal = await startPortal({
      env: {
        PATH: `${own}:${process.env.PATH}`,
        MYIDC_LIBVIRT_SCREEN_LISTEN: '0.0.0.0',
        MYIDC_LIBVIRT_LOOK_EVERY_SECONDS: '2',
        MYIDC_LIBVIRT_LOST_AFTER: '2',
      },
    });
    site = await buildSite(portal, { hosts: 2, cidr: street.network.cidr, gateway: street.network.gateway });
    await publishPrices(portal, { [`instance:${PLAN}`]: ['0.0075', '5.00'] });
    tenant = await addTenant(portal, 'Far Works');
    endServing = keepAddressesServed(street, portal, site.siteId);
    await connect(portal, site.hostIds, street.hosts.map((host) => ({ uri: uriOf(host) })));
  });

  after(async () => {
    await browser?.close();
    await endServing?.();
    await portal?.stop();
    await street?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  const uriOf = (host, query = `keyfile=${key.file}`) => `qemu+ssh://root@${host.address}/system?${query}`;

  /** Has a host let the trial's key in; answers the key that the host shows of itself. */
  async function letIn(host) {
    const own = join(host.folder, 'sshd');
    await mkdir(own);
    await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(own, 'host')]);
    const settings = {
      ListenAddress: host.address,
      HostKey: join(own, 'host'),
      AuthorizedKeysFile: `${key.file}.pub`,
      PermitRootLogin: 'prohibit-password',
      PidFile: join(own, 'pid'),
      StrictModes: 'no',
      UsePAM: 'no',
    };
    await writeFile(join(own, 'config'), Object.entries(settings).map((each) => `${each.join(' ')}\n`).join(''));
    await host.run('mkdir', '-p', '/run/sshd');
    await host.run('/usr/sbin/sshd', '-f', join(own, 'config'));
    return readFile(join(own, 'host.pub'), 'utf8');
  }

  const hostOf = async () => {
    const { hostId } = await portal.expect('GET', `/admin/v1/instances/${guest.id}`);
    return street.hosts[site.hostIds.indexOf(hostId)];
  };
  const untilHost = (index, state) =>
    until(`host ${index + 1} to be ${state}`, 60, async () => (await portal.expect('GET', `/admin/v1/hosts/${site.hostIds[index]}`)).state === state);
  const bootId = () => ssh(key, guest.ipv4[0], 'cat /proc/sys/kernel/random/boot_id');

  it('a guest is made there and reached', async () => {
    const body = { region: REGION, type: PLAN, image: 'linode/debian12', label: 'far-1', authorized_keys: [key.line] };
    guest = await portal.expect('POST', '/v4/linode/instances', { token: tenant.token, body });
    await untilState(portal, tenant, guest.id, 'running');
    await untilReached(key, guest.ipv4[0]);
    boot = await bootId();
    assert.deepEqual((await (await hostOf()).remains()).domains, [`instance-${guest.id}`]);
  });

  it('its text console is typed to and its screen shows letters, in a browser', async () => {
    browser = await openBrowser();
    const page = await signIn(browser, portal.url, tenant);
    await page.goto(`/machines/${guest.id}/console`);
    await page.getByTestId('console-stage').getByText('Connected').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.xterm-rows').getByText('/ #').first().waitFor();
    await page.keyboard.type('echo "$(hostname) was ty""ped to"');
    await page.keyboard.press('Enter');
    await page.locator('.xterm-rows').getByText(`instance-${guest.id} was typed to`).waitFor();
    await page.getByText('Screen', { exact: true }).click();
    await page.getByTestId('console-stage').getByText('Connected').waitFor();
    await until('the screen to show letters', 30, async () => (await litDots(page)) > 200);
    await browser.close();
    browser = undefined;
  });

  it('its screen lets nobody in without a password', async () => {
    const host = await hostOf();
    const [, port] = /<graphics type='vnc' port='(\d+)'/.exec(await host.virsh('dumpxml', `instance-${guest.id}`));
    assert.deepEqual(await waysIn(host.address, Number(port)), [BY_PASSWORD]);
  });

  it('it goes to the other host while it runs', async () => {
    const here = await hostOf();
    await portal.expect('POST', `/v4/linode/instances/${guest.id}/migrate`, { token: tenant.token, body: {} });
    await until('the guest on the other host', 120, async () => (await hostOf()) !== here, 200);
    await untilState(portal, tenant, guest.id, 'running');
    assert.equal(await bootId(), boot);
    assert.deepEqual(await here.remains(), NOTHING);
  });

  it('a host whose ssh ends is lost, its guest goes on, and both come back with ssh', async () => {
    const host = await hostOf();
    const index = street.hosts.indexOf(host);
    for (const pid of await host.space.pids('sshd')) process.kill(pid, 'SIGKILL');
    await untilHost(index, 'LOST');
    assert.equal(await bootId(), boot);
    await host.run('/usr/sbin/sshd', '-f', join(host.folder, 'sshd/config'));
    await untilHost(index, 'ACTIVE');
    assert.equal((await portal.expect('GET', `/admin/v1/instances/${guest.id}`)).status, 'RUNNING');
  });

  it('a host that shows another key is not spoken to', async () => {
    const known = await readFile(join(folder, 'known'), 'utf8');
    const host = await hostOf();
    const index = street.hosts.indexOf(host);
    await writeFile(join(folder, 'known'), known.split('\n').filter((line) => !line.startsWith(`${host.address} `)).join('\n'));
    for (const pid of await host.space.pids('sshd')) process.kill(pid, 'SIGKILL');
    await untilHost(index, 'LOST');
    await host.run('/usr/sbin/sshd', '-f', join(host.folder, 'sshd/config'));
    const failure = await until('the reason', 60, async () => {
      const { error } = await portal.expect('GET', `/admin/v1/hosts/${site.hostIds[index]}/connection`);
      return /Host key verification failed/.test(error ?? '') ? error : undefined;
    });
    assert.ok(failure);
    await writeFile(join(folder, 'known'), known);
    await untilHost(index, 'ACTIVE');
  });

  it('what is deleted leaves nothing', async () => {
    await portal.expect('DELETE', `/v4/linode/instances/${guest.id}`, { token: tenant.token });
    await untilGone(portal, tenant, guest.id);
    for (const host of street.hosts) assert.deepEqual(await host.remains(), NOTHING);
  });
});
