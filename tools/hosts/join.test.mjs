// A fresh machine becomes a connected host by one command, and speaks to nobody but the portal.
import assert from 'node:assert/strict';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startPortal, until } from '../portal.mjs';
import { addTenant, buildSite, publishPrices, REGION } from '../small-idc.mjs';
import { untilGone, untilState } from './guests.mjs';
import { miniGuest } from './mini-guest.mjs';
import { NOTHING, IMAGES, missing, startHosts } from './real-hosts.mjs';

const PLAN = 'g6-nanode-1';

describe('a machine that joins by one command', { skip: await missing() }, () => {
  let street, portal, site, host, origin;

  before(async () => {
    [street, portal] = await Promise.all([startHosts({ count: 1, fresh: true }), startPortal()]);
    site = await buildSite(portal, { hosts: 1, cidr: street.network.cidr, gateway: street.network.gateway });
    [host] = street.hosts;
    origin = `http://${street.network.machine}:${portal.port}`;
  });

  after(async () => {
    await portal?.stop();
    await street?.stop();
  });

  const invite = async () => (await portal.expect('POST', `/admin/v1/hosts/${site.hostIds[0]}/invitation`, { body: {} })).token;
  const command = (token, options = '--plain') =>
    host.run('sh', '-c', `curl -fsS ${origin}/admin/v1/host-join | sh -s -- ${origin} ${token} ${options}`);

  it('a token that nobody was given changes nothing', async () => {
    await assert.rejects(command('0'.repeat(64)), /the portal refused/);
    await assert.rejects(command(await invite(), ''), /begins with http:/);
    assert.deepEqual(await host.space.pids('libvirtd'), []);
  });

  it('the command lays out libvirt, pools and bridge, and the portal sees the host', async () => {
    const token = await invite();
    const begun = Date.now();
    const said = await command(token);
    console.log(`joined within ${((Date.now() - begun) / 1000).toFixed(1)} s`);
    assert.match(said, /This machine is a host now/);
    const { uri } = await portal.expect('GET', `/admin/v1/hosts/${site.hostIds[0]}`);
    assert.equal(uri, `qemu+tls://${host.address}/system`);
    const sight = await until('the host to answer', 60, async () => {
      const seen = await portal.expect('GET', `/admin/v1/hosts/${site.hostIds[0]}/connection`);
      return seen.answeredAt ? seen : undefined;
    });
    assert.equal(sight.name, host.name);
    assert.ok(sight.diskMb > 0, 'its pool for guests is there');
    await host.run('test', '-e', '/sys/class/net/br-public/bridge');
    assert.match(await host.run('cat', '/etc/sysctl.d/90-myidc.conf'), /bridge-nf-call-iptables = 1/);
    await assert.rejects(command(token), /the portal refused/, 'the token is spent');
  });

  it('guests are made over TLS', async () => {
    await copyFile(await miniGuest(IMAGES), join(host.folder, 'srv/myidc-images/linode.debian12.qcow2'));
    await host.virsh('pool-refresh', 'myidc-images');
    await publishPrices(portal, { [`instance:${PLAN}`]: ['0.0075', '5.00'] });
    const tenant = await addTenant(portal, 'Joined Works');
    const body = { region: REGION, type: PLAN, image: 'linode/debian12', label: 'joined-1', root_pass: 'Joined-Passw0rd!' };
    const guest = await portal.expect('POST', '/v4/linode/instances', { token: tenant.token, body });
    await untilState(portal, tenant, guest.id, 'running');
    assert.deepEqual((await host.remains()).domains, [`instance-${guest.id}`]);
    await portal.expect('DELETE', `/v4/linode/instances/${guest.id}`, { token: tenant.token });
    await untilGone(portal, tenant, guest.id);
    assert.deepEqual(await host.remains(), NOTHING);
  });

  it('nobody else is let in, not even with a certificate of the same authority', async () => {
    const own = '/run/own-pki';
    const files = 'cp authority.pem $0/cacert.pem; cp host.pem $0/clientcert.pem; cp key.pem $0/clientkey.pem';
    await host.run('sh', '-c', `mkdir -p $0; cd /etc/libvirt/myidc; ${files}`, own);
    const knock = (query) => host.run('virsh', '-q', '-c', `qemu+tls://${host.address}/system?${query}`, 'version');
    await assert.rejects(knock(`pkipath=${own}`));
    await assert.rejects(knock('no_verify=1'));
    await host.run('rm', '-r', own);
  });

  it('the command may be run again, for a new certificate, and keeps what is there', async () => {
    const before = await host.run('cat', '/etc/libvirt/myidc/host.pem');
    await command(await invite());
    assert.notEqual(await host.run('cat', '/etc/libvirt/myidc/host.pem'), before);
    const config = await host.run('cat', '/etc/libvirt/libvirtd.conf');
    assert.equal(config.match(/^tls_allowed_dn_list/gm).length, 1);
    assert.equal((await host.virsh('pool-list', '--name')).split('\n').filter(Boolean).length, 2);
  });

  it('the portal’s log holds no private key', () => {
    assert.ok(portal.log.length > 0);
    assert.ok(!portal.log.some((line) => line.includes('PRIVATE KEY')));
  });
});
