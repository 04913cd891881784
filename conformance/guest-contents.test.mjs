// The unmodified npm client of the Linode API rebuilds, copies, backs up and moves a machine, and changes its disks.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startPortal, until } from '../tools/portal.mjs';
import { REGION, addTenant, buildSite, publishPrices } from '../tools/small-idc.mjs';
import { watched } from './wire.mjs';
import { pointClientAt } from './client.mjs';
import { shapes } from './shapes.mjs';

const TYPE = 'g6-nanode-1';
const PASSWORD = 'correct-Horse-battery-9';
const FULL_MB = 25_600;
const SMALL_MB = 10_000;

let portal;
let linode;
let machine;

before(async () => {
  portal = watched(await startPortal({ clock: 'movable' }));
  const { siteId } = await buildSite(portal);
  const pool = await portal.expect('POST', '/admin/v1/pools', { body: { siteId, name: 'backups-1', kind: 'FILES' } });
  await portal.expect('PUT', `/admin/v1/pools/${pool.id}/offer`, { body: { wholeSite: true, hostIds: [] } });
  await publishPrices(portal, {
    [`instance:${TYPE}`]: ['0.0075', '5.00'],
    [`backups:${TYPE}`]: ['0.003', '2.00'],
    volume: ['0.00015', '0.10'],
  });
  const tenant = await addTenant(portal, 'Example');
  linode = pointClientAt(portal.url, tenant.token);
  machine = await linode.createLinode({
    type: TYPE,
    region: REGION,
    image: 'linode/debian12',
    label: 'web-1',
    root_pass: PASSWORD,
  });
  await untilStatus(machine.id, 'running');
});

after(() => portal?.stop());

/** Asserts that `body` has the published shape of `type`, but for faults that match `allowed`. */
function assertShape(type, body, allowed = []) {
  assert.equal(typeof body, 'object');
  if (!shapes) return;
  const faults = shapes.faults(type, body).filter((fault) => !allowed.some((pattern) => pattern.test(fault)));
  assert.deepEqual(faults, []);
}

async function refusal(call) {
  const failure = await call.then(
    () => assert.fail('the call was not refused'),
    (reason) => reason,
  );
  assert.equal(failure.response?.status, 400, failure.message);
  return failure.response.data.errors[0];
}

const untilStatus = (id, status) =>
  until(`machine ${id} to be ${status}`, 60, async () => (await linode.getLinode(id)).status === status);

const untilDisksReady = () =>
  until('the disks to be ready', 60, async () => {
    const { data } = await linode.getLinodeDisks(machine.id);
    return data.every(({ status }) => status === 'ready');
  });

async function assertFinished(...actions) {
  const { data } = await linode.getEvents();
  for (const action of actions) {
    const found = data.filter((event) => event.action === action);
    assert.ok(found.length > 0, `${action} is missing from ${data.map((event) => event.action)}`);
    found.forEach((event) => assert.ok(['finished', 'notification'].includes(event.status), `${action} ${event.status}`));
  }
}

it('the published shapes are at hand', (t) => {
  if (!shapes) t.skip('shared/data/linode/json-schema.json is absent: answers are checked for values only');
});

describe('a machine', () => {
  it('is rebuilt and keeps its address', async () => {
    const rebuilding = await linode.rebuildLinode(machine.id, { image: 'linode/ubuntu24.04', root_pass: PASSWORD });
    assertShape('Linode', rebuilding);
    assert.equal(rebuilding.status, 'rebuilding');
    await untilStatus(machine.id, 'running');
    const after = await linode.getLinode(machine.id);
    assert.deepEqual([after.image, after.ipv4], ['linode/ubuntu24.04', machine.ipv4]);
    await assertFinished('linode_rebuild');
  });

  it('starts once for rescue', async () => {
    const { data } = await linode.getLinodeDisks(machine.id);
    assert.deepEqual(await linode.rescueLinode(machine.id, { sda: { disk_id: data[0].id } }), {});
    await untilStatus(machine.id, 'running');
  });
});

describe('disks', () => {
  it('are resized while the machine is off, and only then', async () => {
    const [disk] = (await linode.getLinodeDisks(machine.id)).data;
    assert.equal(disk.size, FULL_MB);
    await refusal(linode.resizeLinodeDisk(machine.id, disk.id, SMALL_MB));
    await linode.linodeShutdown(machine.id);
    await untilStatus(machine.id, 'offline');
    assert.deepEqual(await linode.resizeLinodeDisk(machine.id, disk.id, SMALL_MB), {});
    await untilDisksReady();
    assert.equal((await linode.getLinodeDisk(machine.id, disk.id)).size, SMALL_MB);
  });

  it('are added, copied, renamed and deleted within the plan', async () => {
    const made = await linode.createLinodeDisk(machine.id, { label: 'data', size: 1_024, filesystem: 'ext4' });
    assertShape('Disk', made);
    await untilDisksReady();
    assert.equal((await linode.updateLinodeDisk(machine.id, made.id, { label: 'archive' })).label, 'archive');
    const copy = await linode.cloneLinodeDisk(machine.id, made.id);
    assertShape('Disk', copy);
    await untilDisksReady();
    const error = await refusal(
      linode.createLinodeDisk(machine.id, { label: 'huge', size: FULL_MB, filesystem: 'raw' }),
    );
    assert.equal(error.field, 'size');
    assert.deepEqual(await linode.deleteLinodeDisk(machine.id, copy.id), {});
    await until('the copy to go', 60, async () => (await linode.getLinodeDisks(machine.id)).results === 2);
    await assertFinished('disk_create', 'disk_duplicate', 'disk_resize', 'disk_delete');
  });
});

describe('configurations', () => {
  it('are made, changed, started by and deleted', async () => {
    const [disk] = (await linode.getLinodeDisks(machine.id)).data;
    const made = await linode.createLinodeConfig(machine.id, {
      label: 'single user',
      kernel: 'linode/latest-64bit',
      run_level: 'single',
      devices: { sda: { disk_id: disk.id } },
    });
    assertShape('Config', made, [/initrd/, /interfaces/]);
    assert.deepEqual([made.run_level, made.devices.sda.disk_id], ['single', disk.id]);
    const changed = await linode.updateLinodeConfig(machine.id, made.id, { label: 'one user', comments: 'for repairs' });
    assert.deepEqual([changed.label, changed.comments], ['one user', 'for repairs']);
    assert.deepEqual(await linode.linodeBoot(machine.id, made.id), {});
    await untilStatus(machine.id, 'running');
    assert.equal((await linode.getLinodeConfigs(machine.id)).results, 2);
    assert.deepEqual(await linode.deleteLinodeConfig(machine.id, made.id), {});
    assert.equal((await linode.getLinodeConfigs(machine.id)).results, 1);
  });
});

describe('backups', () => {
  it('have a price, and are enabled', async () => {
    const type = await linode.getType(TYPE);
    assert.deepEqual(type.addons.backups.price, { hourly: 0.003, monthly: 2 });
    assert.deepEqual(await linode.enableBackups(machine.id), {});
    const { backups } = await linode.updateLinode(machine.id, { backups: { schedule: { day: 'Sunday', window: 'W4' } } });
    assert.deepEqual([backups.enabled, backups.schedule], [true, { day: 'Sunday', window: 'W4' }]);
  });

  it('are taken, restored and cancelled', async () => {
    const taken = await linode.takeSnapshot(machine.id, 'before');
    assertShape('LinodeBackup', taken, [/finished/, /message/]);
    await until('the snapshot', 60, async () => {
      const { snapshot } = await linode.getLinodeBackups(machine.id);
      return snapshot.current?.id === taken.id && snapshot.current.status === 'successful';
    });
    assert.deepEqual(await linode.restoreBackup(machine.id, taken.id, machine.id, true), {});
    await untilStatus(machine.id, 'offline');
    assert.deepEqual(await linode.cancelBackups(machine.id), {});
    const gone = await linode.getLinodeBackups(machine.id);
    assert.deepEqual([gone.automatic, gone.snapshot.current], [[], null]);
    await assertFinished('backups_enable', 'linode_snapshot', 'backups_restore', 'backups_cancel');
  });
});

describe('copies and moves', () => {
  it('a copy is another machine', async () => {
    const copy = await linode.cloneLinode(machine.id, { region: REGION, type: TYPE, label: 'web-2' });
    assertShape('Linode', copy);
    assert.notEqual(copy.id, machine.id);
    await untilStatus(copy.id, 'offline');
    assert.equal((await linode.getLinodeDisks(copy.id)).results, (await linode.getLinodeDisks(machine.id)).results);
    await assertFinished('linode_clone');
  });

  it('a machine goes to another host and keeps its address', async () => {
    const before = await linode.getLinode(machine.id);
    assert.deepEqual(await linode.scheduleOrQueueMigration(machine.id), {});
    await until('the move', 60, async () => (await linode.getLinode(machine.id)).status === 'offline');
    const after = await linode.getLinode(machine.id);
    assert.notEqual(after.host_uuid, before.host_uuid);
    assert.deepEqual(after.ipv4, before.ipv4);
    await assertFinished('linode_migrate');
  });
});
