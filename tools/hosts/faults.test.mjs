// The line to a real host fails at each of its changing calls, and libvirt is killed or hangs: no guest is lost, made
// twice or left behind, and a guest that cannot be made or taken away says so.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startPortal, until } from '../portal.mjs';
import { addTenant, buildSite, publishPrices, REGION } from '../small-idc.mjs';
import { CHANGES, FAULTS, FaultyLine } from './faulty-line.mjs';
import { connect, untilGone, untilState } from './guests.mjs';
import { NOTHING, missing, startHosts } from './real-hosts.mjs';

const PLAN = 'g6-nanode-1';
/** Short, so that what an hour may take is seen in seconds. */
const SHORT = {
  MYIDC_ROOM_ATTEMPTS: '3',
  MYIDC_ROOM_RETRY_PAUSE: '200ms',
  MYIDC_ROOM_CALL_LIMIT: '6s',
  MYIDC_LIBVIRT_CALL_LIMIT: '4s',
  MYIDC_LIBVIRT_LOOK_EVERY_SECONDS: '2',
  MYIDC_LIBVIRT_LOST_AFTER: '2',
};

describe('faults of a real host', { skip: await missing() }, () => {
  let street, portal, site, tenant, host, line, hostId;

  before(async () => {
    [street, portal] = await Promise.all([startHosts({ count: 1 }), startPortal({ env: SHORT })]);
    [host] = street.hosts;
    line = await new FaultyLine(join(host.folder, 'run/libvirt-sock')).listen(join(street.folder, 'line'));
    site = await buildSite(portal, { hosts: 1, cidr: street.network.cidr, gateway: street.network.gateway });
    [hostId] = site.hostIds;
    await publishPrices(portal, { [`instance:${PLAN}`]: ['0.0075', '5.00'] });
    tenant = await addTenant(portal, 'Faulty Works');
    await connect(portal, site.hostIds, [line]);
  });

  after(async () => {
    await portal?.stop();
    await line?.close();
    await street?.stop();
  });

  const create = async () => {
    const body = { region: REGION, type: PLAN, image: 'linode/debian12', root_pass: 'Faulty-Passw0rd!' };
    return portal.expect('POST', '/v4/linode/instances', { token: tenant.token, body });
  };
  const remove = (id) => portal.expect('DELETE', `/v4/linode/instances/${id}`, { token: tenant.token });
  const book = (id) => portal.expect('GET', `/admin/v1/instances/${id}`);
  const untilBooked = (id, status, seconds = 90) =>
    until(`guest ${id} to be ${status} in the book`, seconds, async () => {
      const guest = await book(id);
      return guest.status === status ? guest : undefined;
    });
  const untilHost = (state) =>
    until(`the host to be ${state}`, 60, async () => (await portal.expect('GET', `/admin/v1/hosts/${hostId}`)).state === state);
  const held = async () => (await portal.expect('GET', `/admin/v1/hosts/${hostId}`)).instances;
  /** What calls were made meanwhile that change something, each once, in their order. */
  const changesOf = async (deed) => {
    line.calls.length = 0;
    await deed();
    return [...new Set(line.calls)].filter((call) => CHANGES.has(call));
  };

  it('a guest is made and taken away though each call of it fails once', async () => {
    let guest;
    const making = await changesOf(async () => {
      guest = await create();
      await untilState(portal, tenant, guest.id, 'running');
    });
    const removing = await changesOf(async () => {
      await remove(guest.id);
      await untilGone(portal, tenant, guest.id);
    });
    assert.ok(making.length >= 5 && removing.length >= 3, `calls were seen: ${making}, ${removing}`);
    for (const fault of [FAULTS.CALL_LOST, FAULTS.ANSWER_LOST]) {
      for (let step = 0; step < Math.max(making.length, removing.length); step++) {
        const told = () => `${fault} at: ${CHANGES.get(making[step])}; ${CHANGES.get(removing[step])}`;
        const faults = line.faults;
        if (step < making.length) line.failAt(making[step], fault);
        guest = await create();
        await untilState(portal, tenant, guest.id, 'running').catch((failure) => assert.fail(`${told()}: ${failure.message}`));
        assert.equal((await host.remains()).domains.length, 1, told());
        if (step < removing.length) line.failAt(removing[step], fault);
        await remove(guest.id);
        await untilGone(portal, tenant, guest.id).catch((failure) => assert.fail(`${told()}: ${failure.message}`));
        assert.deepEqual(await host.remains(), NOTHING, told());
        assert.equal(await held(), 0, told());
        assert.equal(line.faults - faults, (step < making.length ? 1 : 0) + (step < removing.length ? 1 : 0), `the faults came: ${told()}`);
      }
    }
  });

  /** Ways for libvirt to be gone, each with how it comes back. */
  const WAYS = [
    { told: 'killed', go: () => host.killLibvirt(), back: () => host.startLibvirt() },
    { told: 'halted', go: () => host.hang(), back: () => host.goOn() },
    { told: 'told to end', go: () => host.endLibvirt(), back: () => host.startLibvirt() },
  ];
  /** Has libvirt go in each way at each of the calls; in one way at each, and at some of them alone, unless all are wanted. */
  const atEachStep = async (calls, weighty, deed) => {
    for (const [index, call] of calls.entries()) {
      const ways = process.env.MYIDC_EVERY_FAULT ? WAYS : weighty.has(call) ? [WAYS[index % WAYS.length]] : [];
      for (const way of ways) {
        const told = `libvirt was ${way.told} at: ${CHANGES.get(call)}`;
        const begun = Date.now();
        let going;
        line.whenCalled(call, () => (going = way.go()));
        try {
          await deed(told, async () => {
            await until(`${told}: the call`, 60, () => going !== undefined, 20);
            await going;
            await untilHost('LOST');
          }, async () => {
            await way.back();
            await untilHost('ACTIVE');
          });
        } catch (failure) {
          assert.fail(`${told}: ${failure.stack}`);
        }
        console.log(`${told}: ${((Date.now() - begun) / 1000).toFixed(1)} s`);
      }
    }
  };
  let making, removing;

  it('libvirt goes at each step of making a guest: it says how it is, costs nothing unless it is there, and leaves nothing', async () => {
    let guest;
    making = await changesOf(async () => {
      guest = await create();
      await untilState(portal, tenant, guest.id, 'running');
    });
    removing = await changesOf(async () => {
      await remove(guest.id);
      await untilGone(portal, tenant, guest.id);
    });
    await atEachStep(making, new Set([93, 180, 11, 9]), async (told, gone, back) => {
      guest = await create();
      await gone();
      const named = await until('a state of its own', 90, async () => {
        const { status, ...rest } = await book(guest.id);
        return ['FAILED', 'OFFLINE', 'RUNNING'].includes(status) ? { status, ...rest } : undefined;
      });
      assert.equal(await held(), 1, `${told}: its place is held`);
      await back();
      const there = (await host.remains()).domains.length;
      if (named.status === 'FAILED') {
        assert.ok(named.failure, `${told}: it says why`);
        assert.equal(named.provisionedAt ?? null, null, `${told}: what never was there costs nothing`);
      } else {
        assert.equal(there, 1, `${told}: what is paid for is there`);
      }
      await remove(guest.id);
      await untilGone(portal, tenant, guest.id);
      assert.deepEqual(await host.remains(), NOTHING, told);
      assert.equal(await held(), 0, told);
    });
  });

  it('libvirt goes at each step of taking a guest away: it is gone once the host is back, and nothing is left', async () => {
    await atEachStep(removing, new Set([12, 231, 94]), async (told, gone, back) => {
      const guest = await create();
      await untilState(portal, tenant, guest.id, 'running');
      await remove(guest.id);
      await gone();
      await back();
      await untilGone(portal, tenant, guest.id);
      assert.deepEqual(await host.remains(), NOTHING, told);
      assert.equal(await held(), 0, told);
    });
  });

  it('a line that hangs while a guest is made leaves it failed, its place held until it is deleted', async () => {
    line.failAt(93, FAULTS.HUNG);
    const guest = await create();
    const failed = await untilBooked(guest.id, 'FAILED');
    assert.match(failed.failure, /^define: /);
    assert.equal(failed.provisionedAt ?? null, null, 'what never was there costs nothing');
    assert.equal(await held(), 1, 'what may be on the host is still counted');
    await untilHost('LOST');
    line.mend();
    await untilHost('ACTIVE');
    await remove(guest.id);
    await untilGone(portal, tenant, guest.id);
    assert.deepEqual(await host.remains(), NOTHING);
    assert.equal(await held(), 0);
  });

  it('a guest runs on while libvirt is dead, and is taken away once it is back', async () => {
    const guest = await create();
    await untilState(portal, tenant, guest.id, 'running');
    await host.killLibvirt();
    await untilHost('LOST');
    assert.equal((await host.space.pids('qemu-system-x86')).length, 1, 'its processor runs');
    assert.equal((await book(guest.id)).status, 'RUNNING');
    await remove(guest.id);
    await untilBooked(guest.id, 'DELETION_FAILED');
    assert.equal(await held(), 1);
    await host.startLibvirt();
    await untilGone(portal, tenant, guest.id);
    assert.deepEqual(await host.remains(), NOTHING);
    assert.equal(await held(), 0);
  });

  it('libvirt that is halted holds up nothing but its own host', async () => {
    const guest = await create();
    await untilState(portal, tenant, guest.id, 'running');
    await host.hang();
    try {
      await untilHost('LOST');
      const begun = Date.now();
      await portal.expect('GET', '/v4/linode/instances', { token: tenant.token });
      assert.ok(Date.now() - begun < 5_000, 'the portal answers');
      const { status, body } = await portal.call('POST', '/v4/linode/instances', {
        token: tenant.token,
        body: { region: REGION, type: PLAN, image: 'linode/debian12', root_pass: 'Faulty-Passw0rd!' },
      });
      assert.ok(status >= 400 && status !== 500, `a lost host takes no guests: ${status} ${JSON.stringify(body)}`);
    } finally {
      await host.goOn();
    }
    await untilHost('ACTIVE');
    await remove(guest.id);
    await untilGone(portal, tenant, guest.id);
    assert.deepEqual(await host.remains(), NOTHING);
  });
});
