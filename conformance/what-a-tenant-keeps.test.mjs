// The unmodified npm client of the Linode API keeps firewalls, volumes, StackScripts, images and tickets, and reads the account.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { startPortal, until } from '../tools/portal.mjs';
import { REGION, addTenant, buildSite, publishPrices } from '../tools/small-idc.mjs';
import { watched } from './wire.mjs';
import { pointClientAt } from './client.mjs';
import { shapes } from './shapes.mjs';

const TYPE = 'g6-nanode-1';
const SSH = { protocol: 'TCP', ports: '22', action: 'ACCEPT', addresses: { ipv4: ['0.0.0.0/0'], ipv6: ['::/0'] } };
const MIB = 1024 * 1024;

let portal;
let linode;
let tenant;
let machine;

before(async () => {
  portal = watched(await startPortal({ clock: 'movable' }));
  const { siteId } = await buildSite(portal);
  const pool = await portal.expect('POST', '/admin/v1/pools', { body: { siteId, name: 'volumes-1', kind: 'FILES' } });
  await portal.expect('PUT', `/admin/v1/pools/${pool.id}/offer`, { body: { wholeSite: true, hostIds: [] } });
  await publishPrices(portal, { [`instance:${TYPE}`]: ['0.0075', '5.00'], volume: ['0.00015', '0.10'] });
  tenant = await addTenant(portal, 'Example');
  linode = pointClientAt(portal.url, tenant.token);
  machine = await linode.createLinode({
    type: TYPE,
    region: REGION,
    image: 'linode/debian12',
    label: 'web-1',
    root_pass: 'correct-Horse-battery-9',
  });
  await until('the machine to run', 60, async () => (await linode.getLinode(machine.id)).status === 'running');
});

after(() => portal?.stop());

/** Asserts that `body` has the published shape of `type`. */
function assertShape(type, body) {
  assert.equal(typeof body, 'object');
  if (shapes) assert.deepEqual(shapes.faults(type, body), []);
}

/** The first error of the answer that a call must be refused with. */
async function refusal(call, status = 400) {
  const failure = await call.then(
    () => assert.fail('the call was not refused'),
    (reason) => reason,
  );
  assert.equal(failure.response?.status, status, failure.message);
  return failure.response.data.errors[0];
}

it('the published shapes are at hand', (t) => {
  if (!shapes) t.skip('shared/data/linode/json-schema.json is absent: answers are checked for values only');
});

describe('firewalls', () => {
  let firewall;

  it('are made with rules and put before a machine', async () => {
    firewall = await linode.createFirewall({
      label: 'web',
      rules: { inbound: [SSH], inbound_policy: 'DROP', outbound: [], outbound_policy: 'ACCEPT' },
    });
    assertShape('Firewall', firewall);
    const device = await linode.addFirewallDevice(firewall.id, { id: machine.id, type: 'linode' });
    assert.equal((await linode.getFirewallDevice(firewall.id, device.id)).entity.id, machine.id);
    assert.deepEqual((await linode.getLinodeFirewalls(machine.id)).data.map(({ id }) => id), [firewall.id]);
  });

  it('change their rules, and a rule that cannot be is named', async () => {
    const rules = { inbound: [SSH, { ...SSH, ports: '80, 443' }], inbound_policy: 'DROP', outbound: [], outbound_policy: 'ACCEPT' };
    const changed = await linode.updateFirewallRules(firewall.id, rules);
    assert.deepEqual(changed.inbound.map(({ ports }) => ports), ['22', '80, 443']);
    const refused = await portal.call('PUT', `/v4/networking/firewalls/${firewall.id}/rules`, {
      token: tenant.token,
      body: { ...rules, inbound: [{ ...SSH, ports: '70000' }] },
    });
    assert.equal(refused.status, 400);
    assert.match(refused.body.errors[0].field, /ports/);
  });

  it('are switched off and on, and deleted', async () => {
    assert.equal((await linode.disableFirewall(firewall.id)).status, 'disabled');
    assert.equal((await linode.enableFirewall(firewall.id)).status, 'enabled');
    assert.equal((await linode.updateFirewall(firewall.id, { tags: ['edge'] })).tags[0], 'edge');
    assert.deepEqual(await linode.deleteFirewall(firewall.id), {});
    await refusal(linode.getFirewall(firewall.id), 404);
  });

  it('have templates and settings', async () => {
    const { data } = await linode.getTemplates();
    assert.ok(data.some(({ slug }) => slug === 'public'));
    assert.ok((await linode.getTemplate('public')).rules);
    assert.ok((await linode.getFirewallSettings()).default_firewall_ids);
  });
});

describe('volumes', () => {
  let volume;
  /** Until each of the events of an action is finished, as one who asks for the next one waits. */
  const finished = (action) =>
    until(`${action} to be finished`, 60, async () => {
      const { data } = await linode.getEvents({}, { action });
      return data.length > 0 && data.every(({ status }) => status === 'finished');
    }, 1_000);

  it('are made, attached, detached, grown and copied', async () => {
    volume = await linode.createVolume({ label: 'data', region: REGION, size: 20 });
    assertShape('Volume', volume);
    await finished('volume_create');
    await linode.attachVolume(volume.id, { linode_id: machine.id });
    await finished('volume_attach');
    assert.deepEqual((await linode.getLinodeVolumes(machine.id)).data.map(({ id }) => id), [volume.id]);
    await linode.detachVolume(volume.id);
    await finished('volume_detach');
    assert.equal((await linode.getVolume(volume.id)).linode_id, null);
    await linode.resizeVolume(volume.id, { size: 30 });
    await finished('volume_resize');
    assert.equal((await linode.getVolume(volume.id)).size, 30);
    const copy = await linode.cloneVolume(volume.id, { label: 'copy' });
    await finished('volume_create');
    assert.equal((await linode.updateVolume(copy.id, { label: 'copied' })).label, 'copied');
  });

  it('never become smaller, and are listed with their price', async () => {
    assert.match((await refusal(linode.resizeVolume(volume.id, { size: 10 }))).reason, /size/i);
    assert.equal((await linode.getVolumes()).results, 2);
    const [price] = (await linode.getVolumeTypes()).data;
    assert.equal(price.id, 'volume');
  });

  it('are deleted', async () => {
    for (const { id } of (await linode.getVolumes()).data) {
      assert.deepEqual(await linode.deleteVolume(id), {});
      await until(`volume ${id} to go`, 60, async () => (await linode.getVolumes()).data.every((one) => one.id !== id));
    }
  });
});

describe('StackScripts', () => {
  it('are kept with their questions, changed and deleted', async () => {
    const script = await linode.createStackScript({
      label: 'nginx',
      description: 'a web server',
      images: ['linode/debian12'],
      is_public: false,
      script: '#!/bin/bash\n# <UDF name="port" label="Port" default="80">\napt-get install -y nginx\n',
      rev_note: 'first',
    });
    assert.deepEqual(script.user_defined_fields.map(({ name }) => name), ['port']);
    assert.equal((await linode.updateStackScript(script.id, { rev_note: 'second' })).rev_note, 'second');
    assert.equal((await linode.getStackScript(script.id)).label, 'nginx');
    const mine = await linode.getStackScripts({}, { mine: true });
    assert.deepEqual(mine.data.map(({ id }) => id), [script.id]);
    assert.deepEqual(await linode.deleteStackScript(script.id), {});
    await refusal(linode.getStackScript(script.id), 404);
  });
});

describe('images', () => {
  const available = (id) =>
    until(`image ${id}`, 60, async () => (await linode.getImage(id)).status === 'available');
  let captured;

  it('are made of a disk', async () => {
    const [disk] = (await linode.getLinodeDisks(machine.id)).data;
    captured = await linode.createImage({ disk_id: disk.id, label: 'golden' });
    assertShape('Image', captured);
    await available(captured.id);
    assert.equal((await linode.updateImage(captured.id, { description: 'with nginx' })).description, 'with nginx');
  });

  it('are sent as a file', async () => {
    const { image, upload_to: address } = await linode.uploadImage({ label: 'sent', region: REGION });
    const sent = await fetch(new URL(address, portal.url), {
      method: 'PUT',
      headers: { 'Content-Type': 'application/octet-stream' },
      body: gzipSync(Buffer.alloc(4 * MIB, 7)),
    });
    assert.ok(sent.ok, `${sent.status} ${await sent.text()}`);
    await available(image.id);
    assert.equal((await linode.getImage(image.id)).size, 4);
    assert.deepEqual(await linode.deleteImage(image.id), {});
  });

  it('are deleted', async () => {
    assert.deepEqual(await linode.deleteImage(captured.id), {});
    assert.ok((await linode.getImages()).data.every(({ id }) => id !== captured.id));
  });
});

describe('the account', () => {
  it('has agreements, maintenance, transfer and their prices', async () => {
    assert.equal((await linode.getAccountAgreements()).eu_model, false);
    assert.deepEqual(await linode.signAgreement({ eu_model: true }), {});
    assert.equal((await linode.getAccountAgreements()).eu_model, true);
    assert.ok(Array.isArray((await linode.getAccountMaintenance()).data));
    assert.ok((await linode.getMaintenancePolicies()).data.length > 0);
    assert.equal(typeof (await linode.getNetworkUtilization()).used, 'number');
    assert.ok(Array.isArray((await linode.getNetworkTransferPrices()).data));
  });
});

/** What an authenticator shows now for a secret in base 32: RFC 6238 with its defaults. */
function codeOf(secret) {
  const bits = [...secret].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const hash = createHmac('sha1', key).update(step).digest();
  const number = hash.readUInt32BE(hash.at(-1) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

describe('service transfers', () => {
  it('are offered, read, cancelled, and accepted by another account with everything in them', async () => {
    const given = await linode.createLinode({ type: TYPE, region: REGION, label: 'given' });
    await until('the machine to be there', 60, async () => (await linode.getLinode(given.id)).status === 'offline');
    const first = await linode.createServiceTransfer({ entities: { linodes: [given.id] } });
    assert.equal(first.status, 'pending');
    assert.deepEqual(first.entities, { linodes: [given.id] });
    assert.match((await refusal(linode.createServiceTransfer({ entities: { linodes: [given.id] } }))).reason, /transfer/);
    assert.deepEqual(await linode.cancelServiceTransfer(first.token), {});
    assert.equal((await linode.getServiceTransfer(first.token)).status, 'canceled');

    const { token } = await linode.createServiceTransfer({ entities: { linodes: [given.id] } });
    await refusal(linode.acceptServiceTransfer(token));
    const other = (await addTenant(portal, 'Other')).token;
    const asOther = (method, path) => portal.call(method, path, { token: other });
    await until('its account', 60, async () => (await asOther('GET', '/portal/v1/billing/accrued')).status === 200);
    assert.equal((await asOther('GET', `/v4/account/service-transfers/${token}`)).body.is_sender, false);
    assert.equal((await asOther('POST', `/v4/account/service-transfers/${token}/accept`)).status, 200);
    assert.equal((await asOther('GET', `/v4/linode/instances/${given.id}`)).body.label, 'given');
    assert.deepEqual(
      (await asOther('GET', '/v4/account/service-transfers')).body.data.map(({ status }) => status),
      ['completed'],
    );
    await refusal(linode.getLinode(given.id), 404);
    assert.deepEqual(
      (await linode.getServiceTransfers({}, { is_sender: true })).data.map(({ status }) => status).toSorted(),
      ['canceled', 'completed'],
    );
  });
});

describe('a second factor', () => {
  it('is set up, confirmed by a code and switched off', async () => {
    const { secret, expiry } = await linode.getTFAToken();
    assert.match(secret, /^[A-Z2-7]{32}$/);
    assert.ok(Date.parse(`${expiry}Z`) > Date.now());
    const wrong = codeOf(secret) === '000000' ? '000001' : '000000';
    assert.equal((await refusal(linode.confirmTwoFactor(wrong))).field, 'tfa_code');
    assert.equal((await linode.getProfile()).two_factor_auth, false);
    const { scratch } = await linode.confirmTwoFactor(codeOf(secret));
    assert.ok(scratch.length >= 10);
    assert.equal((await linode.getProfile()).two_factor_auth, true);
    assert.deepEqual(await linode.disableTwoFactor(), {});
    assert.equal((await linode.getProfile()).two_factor_auth, false);
  });
});

describe('tickets', () => {
  let ticket;

  it('are opened about a machine, two a minute', async () => {
    const wish = { summary: 'Does not answer', description: 'Since this morning.', linode_id: machine.id, severity: 2 };
    ticket = await linode.createSupportTicket(wish);
    assertShape('SupportTicket', ticket);
    assert.equal(ticket.status, 'new');
    assert.equal(ticket.entity.id, machine.id);
    await linode.createSupportTicket({ summary: 'Another', description: 'It has time.' });
    assert.equal((await refusal(linode.createSupportTicket(wish), 429)).reason, 'Too many requests');
    assert.deepEqual((await linode.getTickets({}, { summary: 'Another' })).data.map(({ status }) => status), ['new']);
  });

  it('are answered and replied to', async () => {
    await portal.expect('POST', `/admin/v1/tickets/${ticket.id}/replies`, { body: { description: 'Try again.' } });
    const reply = await linode.createReply({ ticket_id: ticket.id, description: 'It answers.' });
    const fields = ['created', 'created_by', 'description', 'friendly_name', 'from_linode', 'gravatar_id', 'id'];
    assert.deepEqual(Object.keys(reply).sort(), fields);
    const { data } = await linode.getTicketReplies(ticket.id);
    assert.deepEqual(data.map(({ description, from_linode: staff }) => [description, staff]), [
      ['Try again.', true],
      ['It answers.', false],
    ]);
    assert.equal((await linode.getTicket(ticket.id)).status, 'open');
  });

  it('take no files', async () => {
    const form = new FormData();
    form.append('file', new Blob(['a picture']), 'screen.png');
    assert.equal((await refusal(linode.uploadAttachment(ticket.id, form))).field, 'file');
  });

  it('are closed', async () => {
    await linode.closeSupportTicket(ticket.id);
    const closed = await linode.getTicket(ticket.id);
    assert.deepEqual([closed.status, closed.closable], ['closed', false]);
  });
});
