// A guest of real hosts that grows as it runs, beyond its host's room and so on another one: what it has is what its plan gives.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startPortal, until } from '../portal.mjs';
import { addTenant, buildSite, publishPrices, REGION } from '../small-idc.mjs';
import { connect, guestOf, keepAddressesServed, newKey, ssh, untilReached, untilState } from './guests.mjs';
import { NOTHING, missing, startHosts } from './real-hosts.mjs';

const SIZES = { 'g6-nanode-1': [1, 1024], 'g6-standard-1': [1, 2048], 'g6-standard-2': [2, 4096], 'g6-standard-4': [4, 8192] };
const [SMALL, MIDDLE, , LARGEST] = Object.keys(SIZES);
/** Room for the largest beside the smallest, and for no other two. */
const HOST_MB = 9_728;

describe('guests of real hosts that grow as they run', { skip: await missing() }, () => {
  let folder, key, street, portal, site, tenant, endServing, guest, boot;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'myidc-growth-'));
    key = await newKey(folder);
    const env = { MYIDC_LIBVIRT_GROWS_FROM_MB: '0', MYIDC_ROOM_RETRY_PAUSE: '100ms', MYIDC_LIBVIRT_LOOK_EVERY_SECONDS: '2', MYIDC_LIBVIRT_LOST_AFTER: '2' };
    [street, portal] = await Promise.all([startHosts(), startPortal({ env })]);
    site = await buildSite(portal, { hosts: 2, cidr: street.network.cidr, gateway: street.network.gateway, memoryMb: HOST_MB });
    await publishPrices(portal, Object.fromEntries(Object.keys(SIZES).map((plan) => [`instance:${plan}`, ['0.01', '5.00']])));
    tenant = await addTenant(portal, 'Growing Works');
    await connect(portal, site.hostIds, street.hosts);
    endServing = keepAddressesServed(street, portal, site.siteId);
    await portal.expect('POST', `/admin/v1/hosts/${site.hostIds[1]}/cordon`, { body: {} });
    const create = (body) => portal.expect('POST', '/v4/linode/instances', { token: tenant.token, body: { region: REGION, ...body } });
    const other = await create({ type: LARGEST, booted: false });
    guest = await create({ type: SMALL, image: 'linode/debian12', authorized_keys: [key.line] });
    await untilState(portal, tenant, other.id, 'offline');
    await untilState(portal, tenant, guest.id, 'running');
    await untilReached(key, guest.ipv4[0]);
    await portal.expect('POST', `/admin/v1/hosts/${site.hostIds[1]}/uncordon`, { body: {} });
    boot = await bootId();
  });

  after(async () => {
    await endServing?.();
    await portal?.stop();
    await street?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  const bootId = () => ssh(key, guest.ipv4[0], 'cat /proc/sys/kernel/random/boot_id');
  const placed = async () => site.hostIds.indexOf((await portal.expect('GET', `/admin/v1/instances/${guest.id}`)).hostId);
  const resize = (type, more = {}) =>
    portal.expect('POST', `/v4/linode/instances/${guest.id}/resize`, { token: tenant.token, body: { type, migration_type: 'warm', allow_auto_disk_resize: false, ...more } });
  const becomes = async (type) => {
    await until(`the plan ${type}`, 120, async () => (await guestOf(portal, tenant, guest.id)).type === type);
    await untilState(portal, tenant, guest.id, 'running', 120);
  };
  /** Its plan's processors and memory are in the guest that runs, in what it starts with next, and held on its host alone. */
  const hasWhatItsPlanGives = async (type, told) => {
    const [vcpus, memoryMb] = SIZES[type];
    const at = await placed();
    const host = street.hosts[at];
    for (const which of [[], ['--inactive']]) {
      const document = await host.virsh('dumpxml', ...which, `instance-${guest.id}`);
      const [, current, most] = /<vcpu[^>]*?(?: current='(\d+)')?>(\d+)</.exec(document);
      assert.equal(Number(current ?? most), vcpus, `${told}: processors`);
      assert.equal(Number(/<memory unit='KiB'>(\d+)</.exec(document)[1]), memoryMb * 1024, `${told}: memory`);
    }
    const held = await Promise.all(site.hostIds.map(async (id) => (await portal.expect('GET', `/admin/v1/hosts/${id}`)).memoryMb.reserved));
    assert.equal(held[at], memoryMb + (at === 0 ? SIZES[LARGEST][1] : 0), `${told}: what its host holds`);
  };

  it('it goes as it runs to the host that has room, and grows there with its disk', async () => {
    assert.equal(await placed(), 0);
    await resize(MIDDLE, { allow_auto_disk_resize: true });
    await becomes(MIDDLE);
    assert.equal(await placed(), 1);
    await hasWhatItsPlanGives(MIDDLE, 'moved');
    assert.equal(await bootId(), boot, 'it went on');
    const { data } = await portal.expect('GET', `/v4/linode/instances/${guest.id}/disks`, { token: tenant.token });
    assert.equal(Number(await ssh(key, guest.ipv4[0], 'cat /sys/block/vda/size')), data[0].size * 2048);
    assert.equal(data[0].size, 51_200, 'the disk of its plan');
    const { files, ...left } = await street.hosts[0].remains();
    assert.ok(!JSON.stringify([left, files]).includes(`instance-${guest.id}`), `nothing of it is left: ${JSON.stringify([left, files])}`);
  });

  it('nothing of it stays once it is deleted', async () => {
    await portal.expect('DELETE', `/v4/linode/instances/${guest.id}`, { token: tenant.token });
    await until('the second host to be empty', 60, async () => JSON.stringify(await street.hosts[1].remains()) === JSON.stringify(NOTHING));
    await until('its part of the host to be free', 60, async () => (await portal.expect('GET', `/admin/v1/hosts/${site.hostIds[1]}`)).memoryMb.reserved === 0);
  });
});
