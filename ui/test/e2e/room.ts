/** What the journeys through the machine room and its network find there. */
export interface RoomSeed {
  readonly deviceId: number;
  readonly powerNodeId: number;
  readonly cableId: number;
  readonly vpcId: number;
  readonly firewallId: number;
  readonly scriptId: number;
}

interface Ask {
  readonly body?: unknown;
  readonly token?: string;
}

interface Portal {
  expect: <T>(method: string, path: string, ask?: Ask) => Promise<T>;
}

interface Site {
  readonly siteId: number;
  readonly rackId: number;
  readonly prefixId: number;
  readonly deviceTypeId: number;
}

type Id = { readonly id: number };

/** Power, cables, parts, kept space and numbers, all by the API, so that every page has something to show. */
export async function fillRoom(
  portal: Portal,
  site: Site,
  tenant: { readonly token: string; readonly region: string },
): Promise<RoomSeed> {
  const post = (path: string, body: unknown = {}) => portal.expect<Id>('POST', `/admin/v1/${path}`, { body });
  const devices = await portal.expect<{ data: readonly Id[] }>('GET', `/admin/v1/devices?rackId=${site.rackId}`);
  const deviceId = devices.data[0]?.id ?? 0;
  const row = await post('locations', { siteId: site.siteId, kind: 'ROW', name: 'Row A' });
  await post(`racks/${site.rackId}/place`, { locationId: row.id, positionInRow: 1 });
  await post('reservations', {
    rackId: site.rackId,
    faces: ['FRONT', 'REAR'],
    positionU: 30,
    heightU: 4,
    owner: 'Storage team',
  });
  const feed = await post('power-nodes', {
    siteId: site.siteId,
    kind: 'FEED',
    name: 'Feed A',
    side: 'A',
    volts: 400,
    amps: 63,
    phases: 3,
  });
  const pdu = await post('power-nodes', {
    siteId: site.siteId,
    parentId: feed.id,
    rackId: site.rackId,
    kind: 'PDU',
    name: 'PDU A01-A',
    volts: 230,
    amps: 32,
    outlets: 24,
  });
  await post('power-cords', { deviceId, psu: 1, powerNodeId: pdu.id, outlet: 1 });
  const leaf = await post('devices', { deviceTypeId: site.deviceTypeId, serial: 'SN-LEAF-1', name: 'leaf-1' });
  const port = (name: string, use: string) => ({ name, use, speedMbps: 10_000 });
  await post(`device-sheets/${deviceId}/ports`, { ports: [port('eth0', 'ACCESS'), port('eth1', 'ACCESS')] });
  await post(`device-sheets/${leaf.id}/ports`, { ports: [port('e1', 'ACCESS'), port('u1', 'UPLINK')] });
  const cable = await post('cables', {
    a: { deviceId, port: 'eth0' },
    b: { deviceId: leaf.id, port: 'e1' },
    medium: 'DAC',
    contractedMbps: 10_000,
  });
  const part = await post('parts', {
    kind: 'DISK',
    manufacturer: 'Acme',
    model: 'NV4',
    serial: 'DISK-0001',
    capacity: '3.84 TB',
  });
  await post(`parts/${part.id}/install`, { deviceId, slot: 'bay 0' });
  await post('vrfs', { name: 'customers', routeDistinguisher: '65000:12' });
  const group = await post('vlan-groups', { siteId: site.siteId, name: 'Leaf pair', first: 100, last: 199 });
  await post(`vlan-groups/${group.id}/vlans`, { name: 'storage', number: 120 });
  await post('aggregates', { cidr: '198.51.0.0/16', registry: 'Test range' });
  const last = { first: '198.51.100.240', last: '198.51.100.250' };
  await post('ranges', { prefixId: site.prefixId, ...last, purpose: 'DHCP' });
  await post('vni-pools', { siteId: site.siteId, first: 10_000, last: 10_099 });
  const rested = await post('prefixes', {
    siteId: site.siteId,
    cidr: '203.0.113.0/28',
    quarantineSeconds: 90 * 86_400,
  });
  await post(`prefixes/${rested.id}/addresses`, { address: '203.0.113.5' });
  await portal.expect('DELETE', '/admin/v1/addresses/203.0.113.5');
  const vpc = await portal.expect<Id>('POST', '/v4/vpcs', {
    token: tenant.token,
    body: { label: 'journey-vpc', region: tenant.region, subnets: [{ label: 'web', ipv4: '10.9.0.0/24' }] },
  });
  const firewall = await portal.expect<{ id: number }>('POST', '/v4/networking/firewalls', {
    token: tenant.token,
    body: {
      label: 'journey-wall',
      rules: {
        inbound_policy: 'DROP',
        outbound_policy: 'ACCEPT',
        inbound: [
          { action: 'ACCEPT', protocol: 'TCP', ports: '443', label: 'web', addresses: { ipv4: ['0.0.0.0/0'] } },
        ],
      },
    },
  });
  const script = await portal.expect<{ id: number }>('POST', '/v4/linode/stackscripts', {
    token: tenant.token,
    body: {
      label: 'journey-setup',
      description: 'Names the machine',
      images: ['any/all'],
      script: '#!/bin/bash\n# <UDF name="host" label="Host name" default="web">\nhostname $HOST\n',
    },
  });
  return {
    deviceId,
    powerNodeId: pdu.id,
    cableId: cable.id,
    vpcId: vpc.id,
    firewallId: firewall.id,
    scriptId: script.id,
  };
}
