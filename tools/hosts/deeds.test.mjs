// What is done to guests of real hosts while they live: consoles, statistics, snapshots, images, passwords, other sizes and hosts.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect as connectTo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { startPortal, until } from '../portal.mjs';
import { addTenant, buildSite, publishPrices, REGION } from '../small-idc.mjs';
import { litDots, openBrowser, signIn } from './browser.mjs';
import { connect, guestOf, keepAddressesServed, newKey, ssh, untilGone, untilReached, untilState } from './guests.mjs';
import { NOTHING, missing, startHosts } from './real-hosts.mjs';

const run = promisify(execFile);
const PLAN = 'g6-nanode-1';
const MIDDLE = 'g6-standard-1';
const LARGER = 'g6-standard-2';
const FIRST_PASSWORD = 'First-Passw0rd-of-1t';
const SECOND_PASSWORD = 'Second-Passw0rd-of-1t';
const reason = await missing();

/** What a command printed in the guest that lets root in by the password. */
async function sshByPassword(folder, password, address, command) {
  const asked = join(folder, 'ask');
  await writeFile(asked, `#!/bin/sh\nprintf '%s\\n' '${password}'\n`, { mode: 0o700 });
  const options = ['StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'ConnectTimeout=3', 'LogLevel=ERROR', 'PubkeyAuthentication=no', 'NumberOfPasswordPrompts=1'];
  const env = { ...process.env, SSH_ASKPASS: asked, SSH_ASKPASS_REQUIRE: 'force', DISPLAY: 'none' };
  const args = [...options.flatMap((each) => ['-o', each]), `root@${address}`, command];
  return (await run('ssh', args, { env, timeout: 30_000, killSignal: 'SIGKILL' })).stdout.trim();
}

/** Whether the guest's system answers for a port that nothing listens at: what a filter drops is answered by nobody. */
function isAnswered(host, port) {
  return new Promise((answer) => {
    const socket = connectTo({ host, port, timeout: 3000 });
    const end = (answered) => {
      socket.destroy();
      answer(answered);
    };
    socket.on('connect', () => end(true));
    socket.on('error', ({ code }) => end(code === 'ECONNREFUSED'));
    socket.on('timeout', () => end(false));
  });
}

/** A session that counts in the guest, ten times in two seconds, as long as it lives. */
class Counting {
  constructor(key, address) {
    const options = ['BatchMode=yes', 'StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'LogLevel=ERROR', 'ServerAliveInterval=0'];
    const command = 'n=0; while :; do n=$((n + 1)); echo $n; sleep 0.2; done';
    this.child = spawn('ssh', ['-i', key.file, ...options.flatMap((each) => ['-o', each]), `root@${address}`, command], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.last = 0;
    this.child.stdout.on('data', (text) => (this.last = Number(String(text).trim().split('\n').pop())));
  }

  get lives() {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  async beyond(number) {
    await until(`the session to count beyond ${number}`, 60, () => {
      if (!this.lives) throw new Error('the session ended');
      return this.last > number;
    });
  }

  end() {
    this.child.kill('SIGKILL');
  }
}

describe('deeds on guests of real hosts', { skip: reason }, () => {
  let folder, key, street, portal, site, tenant, endServing, browser, counting;
  let guest;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'myidc-deeds-'));
    key = await newKey(folder);
    [street, portal] = await Promise.all([startHosts(), startPortal({ clock: 'movable', env: { MYIDC_LIBVIRT_COUNT_EVERY: '2s', MYIDC_LIBVIRT_GROWS_FROM_MB: '0' } })]);
    site = await buildSite(portal, { hosts: 2, cidr: street.network.cidr, gateway: street.network.gateway });
    await publishPrices(portal, { [`instance:${PLAN}`]: ['0.0075', '5.00'], [`instance:${MIDDLE}`]: ['0.018', '12.00'], [`instance:${LARGER}`]: ['0.036', '24.00'], [`backups:${PLAN}`]: ['0.003', '2.00'] });
    tenant = await addTenant(portal, 'Real Deeds');
    await connect(portal, site.hostIds, street.hosts);
    endServing = keepAddressesServed(street, portal, site.siteId);
    const body = { region: REGION, type: PLAN, image: 'linode/debian12', label: 'deeds-1', authorized_keys: [key.line], root_pass: FIRST_PASSWORD };
    guest = await portal.expect('POST', '/v4/linode/instances', { token: tenant.token, body });
    await untilState(portal, tenant, guest.id, 'running');
    await untilReached(key, guest.ipv4[0]);
  });

  after(async () => {
    counting?.end();
    await browser?.close();
    await endServing?.();
    await portal?.stop();
    await street?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  const virshOf = () => `instance-${guest.id}`;
  const hostOf = async () => {
    const { hostId } = await portal.expect('GET', `/admin/v1/instances/${guest.id}`);
    return street.hosts[site.hostIds.indexOf(hostId)];
  };
  /** All rules of the guest's filter let pass what they are about. */
  const openFilter = (host) =>
    host.run(
      'sh',
      '-c',
      `virsh -q -c qemu:///system nwfilter-dumpxml myidc-${virshOf()} | sed "s/action='drop'/action='accept'/" >/run/filter.xml; virsh -q -c qemu:///system nwfilter-define /run/filter.xml`,
    );
  const path = '/v4/linode/instances';
  const act = (deed, body = {}) => portal.expect('POST', `${path}/${guest.id}/${deed}`, { token: tenant.token, body });
  const read = (of) => portal.expect('GET', `${path}/${guest.id}/${of}`, { token: tenant.token });
  const inGuest = (command) => ssh(key, guest.ipv4[0], command);
  const reached = async () => {
    await untilState(portal, tenant, guest.id, 'running');
    await untilReached(key, guest.ipv4[0]);
  };
  const sumOfImages = async () => {
    const sums = await Promise.all(street.hosts.map((host) => run('sha256sum', [join(host.folder, 'srv/myidc-images/linode.debian12.qcow2')])));
    return sums.map(({ stdout }) => stdout.split(' ')[0]);
  };

  it('its text console is answered, typed and pasted to, and its screen shows something, in a browser', async () => {
    browser = await openBrowser();
    const page = await signIn(browser, portal.url, tenant);
    await page.goto(`/machines/${guest.id}/console`);
    await page.getByTestId('console-stage').getByText('Connected').waitFor();
    const text = page.locator('.xterm-rows');
    await page.keyboard.press('Enter');
    await text.getByText('/ #').first().waitFor();
    await page.keyboard.type('echo "$(hostname) was ty""ped to"');
    await page.keyboard.press('Enter');
    await text.getByText(`${virshOf()} was typed to`).waitFor();
    await page.getByRole('button', { name: 'Paste' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Text' }).fill('for each in A@B c~D; do\necho "$(hostname) got [$each]"\ndone\n');
    await page.getByRole('dialog').getByRole('button', { name: 'Type it' }).click();
    await text.getByText(`${virshOf()} got [A@B]`).waitFor();
    await text.getByText(`${virshOf()} got [c~D]`).waitFor();
    await page.getByText('Screen', { exact: true }).click();
    await page.getByTestId('console-stage').getByText('Connected').waitFor();
    await until('the screen to show letters', 30, async () => (await litDots(page)) > 200);
    // Every key of a US keyboard that prints, thrice; a shell answers on the screen.
    const keys = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).join('');
    const pasted = [keys, [...keys].reverse().join(''), `${keys}.`];
    await page.getByRole('button', { name: 'Paste' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Text' }).fill('caf\u00e9');
    await dialog.getByRole('button', { name: 'Type it' }).click();
    await dialog.getByText('no key for: \u00e9').waitFor();
    await dialog.getByRole('textbox', { name: 'Text' }).fill(`\ncat >/run/typed <<'END'\n${pasted.join('\n')}\nEND\n`);
    await dialog.getByRole('button', { name: 'Type it' }).click();
    const typed = () => inGuest('cat /run/typed 2>/dev/null || true');
    await until('what was typed on the screen', 90, async () => (await typed()).split('\n').length === pasted.length, 1000);
    assert.equal(await typed(), pasted.join('\n').trim());
    await browser.close();
    browser = undefined;
  });

  it('its statistics move', async () => {
    const highest = (series) => Math.max(0, ...series.map(([, value]) => value));
    await until('statistics of processor, network and storage', 90, async () => {
      await inGuest('dd if=/dev/urandom of=/data/noise bs=64k count=16 2>/dev/null; sync; rm /data/noise');
      const { data } = await read('stats');
      return highest(data.cpu) > 0 && highest(data.netv4.in) > 0 && highest(data.io.io) > 0;
    }, 500);
  });

  it('it goes back to a snapshot, and the image that it began as stays as it was', async () => {
    const sums = await sumOfImages();
    const pool = await portal.expect('POST', '/admin/v1/pools', { body: { siteId: site.siteId, name: 'backups', kind: 'VDO' } });
    await portal.expect('PUT', `/admin/v1/pools/${pool.id}/offer`, { body: { wholeSite: true, hostIds: [] } });
    for (const host of street.hosts) {
      const name = `myidc-pool-${pool.id}`;
      await host.virsh('pool-define-as', name, 'dir', '--target', `/srv/${name}`);
      await host.virsh('pool-build', name);
      await host.virsh('pool-start', name);
    }
    await act('backups/enable');
    await inGuest('echo before >/root/note; sync');
    const snapshot = await act('backups', { label: 'before' });
    await until('the snapshot', 60, async () => (await read('backups')).snapshot.current?.status === 'successful');
    await inGuest('echo after >/root/note; sync');
    await act(`backups/${snapshot.id}/restore`, { linode_id: guest.id, overwrite: true });
    await untilState(portal, tenant, guest.id, 'offline');
    await act('boot');
    await reached();
    assert.equal(await inGuest('cat /root/note'), 'before');
    assert.deepEqual(await sumOfImages(), sums);
  });

  it('an image that was sent is placed on a host and started, and one of its disk has what was written there', async () => {
    const call = (method, path, body) => portal.expect(method, path, { token: tenant.token, body });
    const [from] = street.hosts;
    const raw = join(folder, 'sent.img');
    await run('qemu-img', ['convert', '-O', 'raw', join(from.folder, 'srv/myidc-images/linode.debian12.qcow2'), raw]);
    const { image, upload_to: address } = await call('POST', '/v4/images/upload', { label: 'sent', region: REGION });
    const body = gzipSync(await readFile(raw), { level: 1 });
    const sent = await fetch(portal.url + new URL(address).pathname, { method: 'PUT', headers: { 'content-type': 'application/octet-stream' }, body });
    assert.equal(sent.status, 200, await sent.text());
    const available = (id) => until(`image ${id}`, 90, async () => (await call('GET', `/v4/images/${id}`)).status === 'available');
    const startedFrom = async (id) => {
      const made = await call('POST', '/v4/linode/instances', { region: REGION, type: PLAN, image: id, authorized_keys: [key.line], root_pass: FIRST_PASSWORD });
      await untilState(portal, tenant, made.id, 'running');
      await untilReached(key, made.ipv4[0]);
      assert.equal(await ssh(key, made.ipv4[0], 'hostname'), `instance-${made.id}`);
      const { hostId } = await portal.expect('GET', `/admin/v1/instances/${made.id}`);
      const host = street.hosts[site.hostIds.indexOf(hostId)];
      const disk = await host.run('sh', '-c', `qemu-img info -U /srv/myidc*/instance-${made.id}.qcow2`);
      assert.match(disk, new RegExp(`backing file: .*/${id.replace('/', '.')}[.]`), 'it grows from that image');
      return made;
    };
    await available(image.id);
    const first = await startedFrom(image.id);
    await ssh(key, first.ipv4[0], 'echo written on the first >/root/note; sync');
    const [disk] = (await call('GET', `/v4/linode/instances/${first.id}/disks`)).data;
    const taken = await call('POST', '/v4/images', { disk_id: disk.id, label: 'taken' });
    await available(taken.id);
    const second = await startedFrom(taken.id);
    assert.equal(await ssh(key, second.ipv4[0], 'cat /root/note'), 'written on the first');
    for (const { id } of [first, second]) {
      await call('DELETE', `/v4/linode/instances/${id}`);
      await untilGone(portal, tenant, id);
    }
  });

  it('what somebody changed in its definition is told, left or undone', async () => {
    const { hostId } = await portal.expect('GET', `/admin/v1/instances/${guest.id}`);
    const host = await hostOf();
    const drift = async () => (await portal.expect('GET', `/admin/v1/hosts/${hostId}/drift`)).drift;
    const settled = (how) => portal.expect('POST', `/admin/v1/hosts/${hostId}/drift/${guest.id}/${how}`);
    const processors = async () => (await host.virsh('vcpucount', virshOf(), '--config', '--current')).trim();
    assert.deepEqual(await drift(), []);
    const before = await processors();
    await host.virsh('detach-interface', virshOf(), 'bridge', '--config');
    const [found] = await drift();
    assert.deepEqual([found.seen, found.deviations.map(({ part }) => part)], ['RUNNING', ['INTERFACES']]);
    assert.deepEqual((await settled('accept')).drift, []);
    await host.virsh('setvcpus', virshOf(), String(Number(before) + 1), '--config');
    assert.deepEqual((await drift())[0].deviations.map(({ part }) => part), ['PROCESSORS']);
    assert.deepEqual((await settled('undo')).drift, []);
    assert.equal(await processors(), before);
    assert.match(await host.virsh('domiflist', virshOf(), '--inactive'), /bridge/);
    assert.equal(await inGuest('hostname'), virshOf());
  });

  it('its packet filter that somebody changed or took from it is told, and set again', async () => {
    const { hostId } = await portal.expect('GET', `/admin/v1/instances/${guest.id}`);
    const host = await hostOf();
    const drift = async () => (await portal.expect('GET', `/admin/v1/hosts/${hostId}/drift`)).drift;
    const settled = (how) => portal.call('POST', `/admin/v1/hosts/${hostId}/drift/${guest.id}/${how}`);
    const rules = { inbound: [{ action: 'ACCEPT', protocol: 'TCP', ports: '22', addresses: { ipv4: ['0.0.0.0/0'] } }], inbound_policy: 'DROP', outbound: [], outbound_policy: 'ACCEPT' };
    const firewall = await portal.expect('POST', '/v4/networking/firewalls', {
      token: tenant.token,
      body: { label: 'ssh-alone', rules, devices: { linodes: [guest.id] } },
    });
    const knocked = () => isAnswered(guest.ipv4[0], 8080);
    await until('the firewall to hold', 60, async () => !(await knocked()));
    await until('no drift', 60, async () => (await drift()).length === 0);

    await openFilter(host);
    await until('a port that nobody should reach', 60, knocked);
    const [opened] = await drift();
    assert.deepEqual([opened.seen, opened.deviations.map(({ part }) => part)], ['RUNNING', ['FILTER']]);
    assert.match(opened.deviations[0].seen, /action=accept/);
    assert.match(opened.deviations[0].booked, /action=drop/);
    const refused = await settled('accept');
    assert.deepEqual([refused.status, refused.body.code], [409, 'compute.FILTER_DRIFT']);
    assert.deepEqual((await settled('undo')).body.drift, []);
    await until('the firewall to hold again', 60, async () => !(await knocked()));

    const nic = `virsh -q -c qemu:///system dumpxml ${virshOf()} | sed -n '/<interface/,/<.interface>/p' | sed '/<filterref/,/<.filterref>/d' >/run/nic.xml`;
    await host.run('sh', '-c', `${nic}; virsh -q -c qemu:///system update-device ${virshOf()} /run/nic.xml --live`);
    await until('a port that nobody should reach, without any filter', 60, knocked);
    const [bare] = await drift();
    assert.deepEqual(bare.deviations.map(({ part }) => part), ['FILTER']);
    assert.match(bare.deviations[0].seen, /^now .*no filter/);
    assert.deepEqual((await settled('filter')).body.drift, []);
    await until('the firewall to hold at last', 60, async () => !(await knocked()));

    await portal.expect('DELETE', `/v4/networking/firewalls/${firewall.id}`, { token: tenant.token });
    await until('the port without a firewall', 60, knocked);
    assert.deepEqual(await drift(), []);
    assert.equal(await inGuest('hostname'), virshOf());
  });

  it('a new password lets root in, and the old one does not any more', async () => {
    const [address] = guest.ipv4;
    assert.equal(await sshByPassword(folder, FIRST_PASSWORD, address, 'hostname'), virshOf());
    await act('shutdown');
    await untilState(portal, tenant, guest.id, 'offline');
    await act('password', { root_pass: SECOND_PASSWORD });
    await act('boot');
    await reached();
    assert.equal(await sshByPassword(folder, SECOND_PASSWORD, address, 'hostname'), virshOf());
    await assert.rejects(sshByPassword(folder, FIRST_PASSWORD, address, 'hostname'));
  });

  it('it starts into the system for rescue, its own disk beside that, and back again', async () => {
    for (const host of street.hosts) {
      const images = join(host.folder, 'srv/myidc-images');
      await copyFile(join(images, 'linode.debian12.qcow2'), join(images, 'rescue.qcow2'));
      await host.virsh('pool-refresh', 'myidc-images');
    }
    const { data } = await read('disks');
    const serials = () => inGuest("for disk in /sys/block/vd*; do cat $disk/serial; echo; done");
    assert.doesNotMatch(await serials(), /rescue/);
    await act('rescue', { devices: { sda: { disk_id: data[0].id } } });
    await until('the disk of the system for rescue', 90, async () => {
      const found = await serials().catch(() => '');
      return found.includes('rescue') && found.includes(`disk-${data[0].id}`);
    }, 1000);
    await untilState(portal, tenant, guest.id, 'running');
    await act('reboot');
    await until('the guest without it', 90, async () => !(await serials().catch(() => 'rescue')).includes('rescue'), 1000);
    await reached();
  });

  const memory = async () => Number(await inGuest("sed -n 's/MemTotal: *\\([0-9]*\\) kB/\\1/p' /proc/meminfo"));

  it('it has the memory of a larger plan after it was switched off for it', async () => {
    const before = await memory();
    await act('resize', { type: MIDDLE, migration_type: 'cold' });
    await until('the larger plan', 90, async () => (await guestOf(portal, tenant, guest.id)).type === MIDDLE);
    await reached();
    const after = await memory();
    assert.ok(after > 1.8 * before, `${after} kB of memory after ${before}`);
  });

  it('it gets processors, memory and disk of a larger plan while it runs, and a session into it stays', async () => {
    const before = await memory();
    const boot = await inGuest('cat /proc/sys/kernel/random/boot_id');
    counting = new Counting(key, guest.ipv4[0]);
    await counting.beyond(3);
    await act('resize', { type: LARGER, migration_type: 'warm' });
    await until('the largest plan', 90, async () => (await guestOf(portal, tenant, guest.id)).type === LARGER);
    await untilState(portal, tenant, guest.id, 'running');
    await counting.beyond(counting.last + 5);
    counting.end();
    await inGuest('for each in /sys/devices/system/cpu/cpu*/online /sys/devices/system/memory/memory*/online; do [ "$(cat $each)" = 1 ] || echo 1 >$each; done');
    assert.equal(await inGuest('grep -c ^processor /proc/cpuinfo'), '2');
    const after = await memory();
    assert.ok(after > 1.8 * before, `${after} kB of memory after ${before}`);
    const [disk] = (await read('disks')).data;
    assert.equal(Number(await inGuest('cat /sys/block/vda/size')), disk.size * 2048);
    assert.equal(await inGuest('cat /proc/sys/kernel/random/boot_id'), boot);
    const next = await (await hostOf()).virsh('dumpxml', '--inactive', virshOf());
    assert.match(next, /<memory unit='KiB'>4194304</, 'its next start has the memory too');
    assert.match(next, /<vcpu [^>]*current='2'/);
  });

  it('it goes to the other host while it runs, and a session into it stays', async () => {
    const here = await hostOf();
    const there = street.hosts.find((host) => host !== here);
    const boot = await inGuest('cat /proc/sys/kernel/random/boot_id');
    counting = new Counting(key, guest.ipv4[0]);
    await counting.beyond(3);
    await act('migrate');
    await until('the guest on the other host', 120, async () => (await hostOf()) === there, 200);
    await untilState(portal, tenant, guest.id, 'running');
    await counting.beyond(counting.last + 5);
    assert.equal(await inGuest('cat /proc/sys/kernel/random/boot_id'), boot);
    await until('nothing left where it was', 60, async () => JSON.stringify(await here.remains()) === JSON.stringify(NOTHING), 500);
    counting.end();
    const { hostId } = await portal.expect('GET', `/admin/v1/instances/${guest.id}`);
    const drift = async () => (await portal.expect('GET', `/admin/v1/hosts/${hostId}/drift`)).drift;
    assert.deepEqual(await drift(), []);
    await until('its filter there compared', 60, async () => {
      await openFilter(there);
      return (await drift()).some(({ deviations }) => deviations.some(({ part }) => part === 'FILTER'));
    }, 500);
    assert.deepEqual((await portal.expect('POST', `/admin/v1/hosts/${hostId}/drift/${guest.id}/undo`)).drift, []);
  });

  it('it starts again although libvirt, killed as it began a copy, believes that the copy goes on', async () => {
    const host = await hostOf();
    const bootId = () => inGuest('cat /proc/sys/kernel/random/boot_id');
    const startsAnewBy = async (deed) => {
      await host.killLibvirt();
      await host.run('sed', '-i', "s|<blockjobs|<job type='none' async='backup' phase='none'/>&|", `/run/libvirt/qemu/${virshOf()}.xml`);
      await host.startLibvirt();
      await assert.rejects(host.virsh('domjobinfo', virshOf()), /backup job data missing/);
      await until('the host', 60, async () => (await portal.expect('GET', `/admin/v1/hosts/${site.hostIds[street.hosts.indexOf(host)]}`)).state === 'ACTIVE');
      const boot = await bootId();
      await deed();
      await until('the guest started anew', 150, async () => (await bootId().catch(() => boot)) !== boot, 1000);
      await reached();
      assert.match(await host.virsh('domjobinfo', virshOf()), /None/);
    };
    await startsAnewBy(() => act('reboot'));
    await startsAnewBy(() => inGuest('(sleep 1; poweroff -f) >/dev/null 2>&1 &'));
  });
});
