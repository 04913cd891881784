// Guests of real hosts in VLANs and private networks: the bridges are there while guests are in them, reach from host to host,
// and keep networks of the same addresses apart.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startPortal, until } from '../portal.mjs';
import { addTenant, buildSite, publishPrices, REGION } from '../small-idc.mjs';
import { connect, keepAddressesServed, newKey, ssh, untilGone, untilReached, untilState } from './guests.mjs';
import { NOTHING, missing, startHosts } from './real-hosts.mjs';

const PLAN = 'g6-nanode-1';
const VLAN = (number) => `10.77.0.${number}`;
const VPC = (number) => `10.88.0.${number + 4}`;

describe('networks of guests of real hosts', { skip: await missing() }, () => {
  let folder, key, street, portal, site, tenant, endServing;
  const guests = {};

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'myidc-networks-'));
    key = await newKey(folder);
    [street, portal] = await Promise.all([startHosts(), startPortal()]);
    site = await buildSite(portal, { hosts: 2, cidr: street.network.cidr, gateway: street.network.gateway });
    await publishPrices(portal, { [`instance:${PLAN}`]: ['0.0075', '5.00'] });
    tenant = await addTenant(portal, 'Networked Works');
    await connect(portal, site.hostIds, street.hosts);
    endServing = keepAddressesServed(street, portal, site.siteId);
  });

  after(async () => {
    await endServing?.();
    await portal?.stop();
    await street?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  const call = (method, path, body) => portal.expect(method, path, { token: tenant.token, body });
  const inGuest = (name, command) => ssh(key, guests[name].ipv4[0], command);
  const reaches = (name, address) => inGuest(name, `ping -c 2 -W 2 ${address} >/dev/null && echo yes || echo no`);
  const hostOf = async (name) => {
    const { hostId } = await portal.expect('GET', `/admin/v1/instances/${guests[name].id}`);
    return street.hosts[site.hostIds.indexOf(hostId)];
  };
  const moveTo = async (name, host) => {
    if ((await hostOf(name)) === host) return;
    await call('POST', `/v4/linode/instances/${guests[name].id}/migrate`, {});
    await until(`${name} on ${host.name}`, 120, async () => (await hostOf(name)) === host, 200);
    await untilState(portal, tenant, guests[name].id, 'running');
  };
  const create = async (name, number, vlan, subnet) => {
    const interfaces = [
      { purpose: 'public', primary: true },
      { purpose: 'vlan', label: vlan, ipam_address: `${VLAN(number)}/24` },
      { purpose: 'vpc', subnet_id: subnet, ipv4: { vpc: VPC(number) } },
    ];
    guests[name] = await call('POST', '/v4/linode/instances', { region: REGION, type: PLAN, image: 'linode/debian12', label: name, authorized_keys: [key.line], interfaces });
  };

  it('guests have the addresses of their VLAN and private network, given by their seed', async () => {
    const network = (label) => call('POST', '/v4/vpcs', { label, region: REGION, subnets: [{ label: 'front', ipv4: '10.88.0.0/24' }] });
    const one = await network('one');
    const other = await network('other');
    await create('ann', 1, 'blue', one.subnets[0].id);
    await create('bob', 2, 'blue', one.subnets[0].id);
    await create('eve', 3, 'red', other.subnets[0].id);
    for (const [index, name] of ['ann', 'bob', 'eve'].entries()) {
      await untilState(portal, tenant, guests[name].id, 'running');
      await untilReached(key, guests[name].ipv4[0]);
      const own = await inGuest(name, 'ip -o -4 address show');
      assert.match(own, new RegExp(`eth1 .*${VLAN(index + 1)}/24`));
      assert.match(own, new RegExp(`eth2 .*${VPC(index + 1)}/24`));
      assert.match(await inGuest(name, 'cat /sys/class/net/eth[12]/mtu'), /^1450\s1450$/);
    }
  });

  it('a guest that runs may send from an address at once when it gets it, and no more when it gives it back', async () => {
    const path = `/v4/linode/instances/${guests.ann.id}/ips`;
    const { address } = await call('POST', path, { type: 'ipv4', public: true });
    await inGuest('ann', `ip address add ${address}/32 dev eth0`);
    const ping = () => inGuest('ann', `ping -c 1 -W 1 -I ${address} ${street.network.router} >/dev/null && echo yes || echo no`);
    await until(`${address} to get through`, 30, async () => (await ping()) === 'yes');
    await call('DELETE', `${path}/${address}`);
    await until(`${address} to get through no more`, 30, async () => (await ping()) === 'no');
    const before = await street.packetsFrom(address);
    assert.equal(await ping(), 'no');
    assert.equal(await street.packetsFrom(address), before);
    assert.equal(await reaches('ann', street.network.router), 'yes', 'from the address that it leads with');
    await inGuest('ann', `ip address del ${address}/32 dev eth0`);
  });

  it('of IPv6 only what is routed to a guest leaves it, and what every interface calls itself', async () => {
    await portal.expect('POST', '/admin/v1/prefixes', { body: { cidr: '2001:db8:7000::/48', siteId: site.siteId, role: 'ROUTED', container: true } });
    const { range } = await call('POST', '/v4/networking/ipv6/ranges', { linode_id: guests.ann.id, prefix_length: 64 });
    const own = range.replace(/::.*/, '::5');
    const stranger = '2001:db8:beef::5';
    const line = (await call('GET', `/v4/linode/instances/${guests.ann.id}/ips`)).ipv6.link_local.address;
    for (const each of [own, stranger]) await inGuest('ann', `ip -6 address add ${each}/128 dev eth0`);
    for (const each of [own, stranger, line]) await street.packetsFrom(each);
    const send = (from) => inGuest('ann', `ping6 -c 2 -W 1 -I ${from === line ? 'eth0' : from} ff02::1%eth0 >/dev/null || true`);
    await until(`${own} to get through`, 30, async () => {
      await send(own);
      return (await street.packetsFrom(own)) > 0;
    });
    await send(line);
    assert.ok((await street.packetsFrom(line)) > 0, 'by the address of the line');
    await send(stranger);
    assert.equal(await street.packetsFrom(stranger), 0);
    await call('DELETE', `/v4/networking/ipv6/ranges/${encodeURIComponent(range)}`);
    await until(`${own} to get through no more`, 30, async () => {
      const before = await street.packetsFrom(own);
      await send(own);
      return (await street.packetsFrom(own)) === before;
    });
  });

  it('they reach each other from host to host in the same network, and not what has the same addresses in another', async () => {
    const [first, second] = street.hosts;
    await moveTo('ann', first);
    await moveTo('bob', second);
    await moveTo('eve', second);
    assert.equal(await reaches('ann', VLAN(2)), 'yes', 'in the VLAN');
    assert.equal(await reaches('ann', VPC(2)), 'yes', 'in the private network');
    assert.equal(await inGuest('ann', `ping -c 2 -W 2 -s 1422 ${VPC(2)} >/dev/null && echo yes`), 'yes', 'packets as large as they get');
    for (const name of ['ann', 'bob']) {
      assert.equal(await reaches(name, VLAN(3)), 'no', `${name} and another VLAN`);
      assert.equal(await reaches(name, VPC(3)), 'no', `${name} and another private network`);
    }
    const links = (await first.remains()).links.filter((name) => name.startsWith('br'));
    assert.equal(links.length, 2, `the host of one guest has its bridges alone: ${links}`);
  });

  it('a guest that goes to another host finds its networks there, and they go from the one it left', async () => {
    const [first, second] = street.hosts;
    await moveTo('ann', second);
    assert.deepEqual(await first.remains(), NOTHING);
    assert.equal(await reaches('ann', VLAN(2)), 'yes', 'in the VLAN');
    assert.equal(await reaches('ann', VPC(2)), 'yes', 'in the private network');
    assert.equal(await reaches('ann', VPC(3)), 'no', 'another private network');
    await moveTo('bob', first);
    assert.equal(await reaches('bob', VPC(1)), 'yes', 'back over the line');
  });

  it('when they are deleted nothing of their networks remains', async () => {
    for (const { id } of Object.values(guests)) await call('DELETE', `/v4/linode/instances/${id}`);
    for (const { id } of Object.values(guests)) await untilGone(portal, tenant, id);
    for (const host of street.hosts) {
      assert.deepEqual(await host.remains(), NOTHING, host.name);
      assert.equal(await host.run('sh', '-c', 'ls /run/myidc-networks'), '');
    }
  });
});
