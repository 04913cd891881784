// A live migration and a backup fail at each of their changing calls, and libvirt is killed or halted meanwhile: the guest
// runs on one host and no other, the book says which, nothing is left elsewhere, and a backup is whole or not there at all.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { startPortal, until } from '../portal.mjs';
import { addTenant, buildSite, publishPrices, REGION } from '../small-idc.mjs';
import { CHANGES, FAULTS, FaultyLine } from './faulty-line.mjs';
import { connect, keepAddressesServed, newKey, ssh, untilReached, untilState } from './guests.mjs';
import { NOTHING, missing, startHosts } from './real-hosts.mjs';

const PLAN = 'g6-nanode-1';
/** Those that do more than files and filters, which the faults of making a guest are about. */
const WEIGHTY = new Set([28, 11, 302, 303, 305, 306, 307]);
const [BEGIN, PREPARE, PERFORM, FINISH, CONFIRM, BACK_UP] = [302, 303, 305, 306, 307, 421];
const OF_MOVES = new Set([PERFORM, FINISH, CONFIRM]);
/** Short, so that what an hour may take is seen in seconds. */
const SHORT = {
  MYIDC_ROOM_ATTEMPTS: '3',
  MYIDC_ROOM_RETRY_PAUSE: '100ms',
  MYIDC_ROOM_CALL_LIMIT: '30s',
  MYIDC_LIBVIRT_CALL_LIMIT: '5s',
  MYIDC_LIBVIRT_LOOK_EVERY_SECONDS: '2',
  MYIDC_LIBVIRT_LOST_AFTER: '2',
};

/** Waits for something that a call sets off; fails when the call does not come. */
async function within(seconds, promise) {
  let came = false;
  const end = promise.then(() => (came = true));
  await until('a call', seconds, () => came, 20);
  return end;
}

/** Waits until what is read equals what is expected; fails with both. */
async function becomes(told, read, expected) {
  let seen;
  await until(told, 60, async () => isDeepStrictEqual((seen = await read()), expected)).catch(() => assert.deepEqual(seen, expected, told));
}

describe('faults while a guest of real hosts is moved and copied', { skip: await missing() }, () => {
  let folder, key, street, portal, site, tenant, endServing, guest, boot, pool;
  const lines = [];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'myidc-moves-'));
    key = await newKey(folder);
    [street, portal] = await Promise.all([startHosts(), startPortal({ env: SHORT })]);
    for (const host of street.hosts) {
      lines.push(await new FaultyLine(join(host.folder, 'run/libvirt-sock')).listen(join(street.folder, `line-${host.name}`)));
    }
    site = await buildSite(portal, { hosts: 2, cidr: street.network.cidr, gateway: street.network.gateway });
    await publishPrices(portal, { [`instance:${PLAN}`]: ['0.0075', '5.00'], [`backups:${PLAN}`]: ['0.003', '2.00'] });
    tenant = await addTenant(portal, 'Moved Works');
    await connect(portal, site.hostIds, lines);
    endServing = keepAddressesServed(street, portal, site.siteId);
    const body = { region: REGION, type: PLAN, image: 'linode/debian12', authorized_keys: [key.line] };
    guest = await portal.expect('POST', '/v4/linode/instances', { token: tenant.token, body });
    await untilState(portal, tenant, guest.id, 'running');
    await untilReached(key, guest.ipv4[0]);
    boot = await bootId();
    pool = await portal.expect('POST', '/admin/v1/pools', { body: { siteId: site.siteId, name: 'backups', kind: 'VDO' } });
    await portal.expect('PUT', `/admin/v1/pools/${pool.id}/offer`, { body: { wholeSite: true, hostIds: [] } });
    for (const host of street.hosts) {
      const name = `myidc-pool-${pool.id}`;
      await host.virsh('pool-define-as', name, 'dir', '--target', `/srv/${name}`);
      await host.virsh('pool-build', name);
      await host.virsh('pool-start', name);
    }
    await act('backups/enable');
  });

  after(async () => {
    await endServing?.();
    await portal?.stop();
    for (const line of lines) await line.close();
    await street?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  const bootId = () => ssh(key, guest.ipv4[0], 'cat /proc/sys/kernel/random/boot_id');
  const book = () => portal.expect('GET', `/admin/v1/instances/${guest.id}`);
  const act = (deed, body = {}) => portal.expect('POST', `/v4/linode/instances/${guest.id}/${deed}`, { token: tenant.token, body });
  const untilBooked = (status, seconds = 90) => until(`the book to say ${status}`, seconds, async () => (await book()).status === status, 50);
  const hostIn = async () => site.hostIds.indexOf((await book()).hostId);
  const held = async (index) => (await portal.expect('GET', `/admin/v1/hosts/${site.hostIds[index]}`)).instances;
  const untilHost = (index, state) =>
    until(`host ${index + 1} to be ${state}`, 60, async () => (await portal.expect('GET', `/admin/v1/hosts/${site.hostIds[index]}`)).state === state);
  const running = async (host) => (await host.virsh('list', '--state-running', '--name')).trim().split('\n').filter(Boolean);

  /** What of guests lies in the host's pools; backups are of the slot. */
  const filesOf = async (host) => {
    const found = await host.run('sh', '-c', `ls /srv/myidc /srv/myidc-pool-${pool.id}`);
    return found.split('\n').filter((name) => name.startsWith('instance-')).sort();
  };

  /** The guest runs where the book says and goes on as it was, and the other host has nothing of it. */
  const isOnOneHost = async (told) => {
    const index = await hostIn();
    const [here, there] = [street.hosts[index], street.hosts[1 - index]];
    assert.deepEqual(await running(here), [`instance-${guest.id}`], `${told}: it runs on ${here.name}`);
    assert.deepEqual(await running(there), [], `${told}: it does not run on ${there.name}`);
    const left = async () => ({ ...(await there.remains()), files: await filesOf(there) });
    await becomes(`${told}: what is on ${there.name}`, left, NOTHING);
    await becomes(`${told}: files on ${here.name}`, () => filesOf(here), [`instance-${guest.id}-seed.iso`, `instance-${guest.id}.qcow2`]);
    assert.deepEqual((await here.remains()).domains, [`instance-${guest.id}`], told);
    assert.deepEqual([await held(index), await held(1 - index)], [1, 0], `${told}: what the hosts hold`);
    assert.equal(await bootId(), boot, `${told}: it went on`);
  };
  const move = async () => {
    await act('migrate');
    await untilBooked('MIGRATING', 5).catch(() => {});
    await untilBooked('RUNNING');
  };
  /** Which changing calls were made meanwhile on each line, each once. */
  const changesOf = async (deed) => {
    for (const line of lines) line.calls.length = 0;
    await deed();
    return lines.map((line) => [...new Set(line.calls)].filter((call) => CHANGES.has(call)));
  };

  it('a move comes to its end though each call of it fails once', async () => {
    const from = await hostIn();
    const seen = await changesOf(move);
    await isOnOneHost('without a fault');
    assert.ok(seen[from].includes(PERFORM) && seen[1 - from].includes(FINISH), `calls were seen: ${JSON.stringify(seen)}`);
    const steps = [...seen[from].map((call) => [0, call]), ...seen[1 - from].map((call) => [1, call])].filter(([, call]) => WEIGHTY.has(call));
    for (const fault of [FAULTS.CALL_LOST, FAULTS.ANSWER_LOST]) {
      for (const [end, call] of steps.filter(([, each]) => fault === FAULTS.ANSWER_LOST || OF_MOVES.has(each))) {
        const told = `${fault} at the ${end ? 'target' : 'source'}: ${CHANGES.get(call)}`;
        const source = await hostIn();
        const line = lines[end ? 1 - source : source];
        const { faults } = line;
        line.failAt(call, fault);
        await move();
        assert.equal(line.faults, faults + 1, `the fault came: ${told}`);
        await isOnOneHost(told);
      }
    }
  });

  const wayOf = async () => {
    const from = await hostIn();
    return [
      { host: street.hosts[from], line: lines[from], index: from },
      { host: street.hosts[1 - from], line: lines[1 - from], index: 1 - from },
    ];
  };

  /** Ways for libvirt to be gone, each with how it comes back. */
  const WAYS = {
    halted: { go: (host) => host.hang(), back: (host) => host.goOn() },
    killed: { go: (host) => host.killLibvirt(), back: (host) => host.startLibvirt() },
    'told to end': { go: (host) => host.endLibvirt(), back: (host) => host.startLibvirt() },
  };
  /** Has libvirt of a host go as this call passes, and come back when the portal has seen that it is gone. */
  const gone = async ({ host, line, index }, way, call, deed) => {
    const hit = new Promise((done) => line.whenCalled(call, () => done(WAYS[way].go(host))));
    await deed();
    await within(60, hit);
    try {
      await untilHost(index, 'LOST');
    } finally {
      await WAYS[way].back(host);
    }
    await untilHost(index, 'ACTIVE');
  };
  const switchedOffAndOn = async () => {
    await act('reboot');
    await untilBooked('RUNNING');
    await untilReached(key, guest.ipv4[0]);
    boot = await bootId();
  };

  const STEPS = [[0, BEGIN], [1, PREPARE], [0, PERFORM], [1, FINISH], [0, CONFIRM]];
  const TRIED = [
    ['halted', 0, PERFORM],
    ['halted', 1, FINISH],
    ['told to end', 1, PREPARE],
    ['told to end', 0, CONFIRM],
    ['killed', 1, FINISH],
    ['killed', 0, PERFORM],
  ];
  const tried = process.env.MYIDC_EVERY_FAULT ? Object.keys(WAYS).flatMap((way) => STEPS.map((step) => [way, ...step])) : TRIED;
  for (const [way, end, call] of tried) {
    it(`libvirt of the ${end ? 'target' : 'source'} is ${way} as it is told to ${CHANGES.get(call)}`, async () => {
      await gone((await wayOf())[end], way, call, () => act('migrate'));
      await untilBooked('RUNNING');
      await isOnOneHost(way);
      if (way !== 'halted') await switchedOffAndOn();
    });
  }

  it('a guest whose moves were cut short by the end of libvirtd and that was switched off and on can be moved again', async () => {
    const source = await hostIn();
    await move();
    await isOnOneHost('moved again');
    assert.notEqual(await hostIn(), source);
  });

  const slot = () => portal.expect('GET', `/v4/linode/instances/${guest.id}/backups`, { token: tenant.token }).then(({ snapshot }) => snapshot);
  const backUp = async (label) => {
    const { id } = await act('backups', { label });
    return until(`the end of ${label}`, 90, async () => {
      const { current, in_progress: going } = await slot();
      if (going) return undefined;
      return current?.id === id ? { id, status: current.status } : { id, status: 'none' };
    }, 100);
  };
  /** The slot's files are there and sound, and no others are. */
  const isWholeOrAbsent = async (told) => {
    const { current } = await slot();
    const kept = current?.status === 'successful' ? [`backup-${current.id}-disk-${guest.id}.qcow2`] : [];
    const path = `/srv/myidc-pool-${pool.id}`;
    const files = () => Promise.all(street.hosts.map((each) => each.run('ls', path))).then((all) => all.join('').split('\n').filter((name) => name.startsWith('backup-')));
    await until(`${told}: files of the backup`, 60, async () => JSON.stringify(await files()) === JSON.stringify(kept)).catch(async (failure) =>
      assert.fail(`${failure.message}: ${await files()} where the book has ${JSON.stringify(current)}`),
    );
    for (const file of kept) {
      const found = await Promise.all(street.hosts.map((each) => each.run('qemu-img', 'check', '-q', `${path}/${file}`).then(() => true, () => false)));
      assert.ok(found.includes(true), `${told}: ${file} is sound`);
    }
  };

  it('a backup is whole though each call of it fails once', async () => {
    const from = await hostIn();
    const seen = (await changesOf(() => backUp('first')))[from];
    await isWholeOrAbsent('without a fault');
    assert.ok(seen.includes(BACK_UP), `calls were seen: ${seen}`);
    for (const fault of [FAULTS.CALL_LOST, FAULTS.ANSWER_LOST]) {
      for (const call of seen) {
        const told = `${fault} at: ${CHANGES.get(call)}`;
        const { faults } = lines[from];
        lines[from].failAt(call, fault);
        assert.equal((await backUp(told)).status, 'successful', told);
        assert.equal(lines[from].faults, faults + 1, `the fault came: ${told}`);
        await isWholeOrAbsent(told);
      }
    }
    await isOnOneHost('backups');
  });

  for (const way of Object.keys(WAYS)) {
    it(`libvirt is ${way} while a backup is taken`, async () => {
      const [here] = await wayOf();
      await gone(here, way, BACK_UP, () => act('backups', { label: way }));
      await until('the end of the backup', 90, async () => !(await slot()).in_progress);
      await isWholeOrAbsent(way);
      await isOnOneHost(way);
      if (way === 'killed') await switchedOffAndOn();
    });
  }

  it('a guest whose backup was cut short by the end of libvirtd can be backed up again once it was switched off and on', async () => {
    await switchedOffAndOn();
    assert.equal((await backUp('again')).status, 'successful');
    await isWholeOrAbsent('again');
  });
});
