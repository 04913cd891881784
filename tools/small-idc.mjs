// Fills a fresh portal with the smallest data centre that can run guests, by the admin API as an operator would.

/** The region id that scripts of Linode's clients hard-code. */
export const REGION = 'us-ord';

const SERVER = {
  manufacturer: 'Dell',
  model: 'PowerEdge R650 (test)',
  category: 'SERVER',
  heightU: 1,
  fullDepth: true,
  weightKg: 21,
  maxDrawW: 800,
};

/** The body of a rack of 42 U. */
export const rackBody = (siteId, name) => ({ siteId, name, heightU: 42, maxWeightKg: 1200, maxPowerW: 20_000 });

/**
 * One site with one rack, `hosts` servers made hypervisors, and a prefix.
 * Answers {siteId, rackId, deviceTypeId, prefixId, hostIds}.
 */
export async function buildSite(portal, { hosts = 2, cidr = '198.51.100.0/24', gateway, memoryMb = 262144 } = {}) {
  const site = await portal.expect('POST', '/admin/v1/sites', {
    body: { name: 'Chicago', region: REGION, country: 'US', timeZone: 'America/Chicago' },
  });
  const rack = await portal.expect('POST', '/admin/v1/racks', { body: rackBody(site.id, 'A01') });
  const type = await portal.expect('POST', '/admin/v1/device-types', { body: SERVER });
  const hostIds = [];
  for (let number = 1; number <= hosts; number++) {
    const serial = `SN-${String(number).padStart(4, '0')}`;
    const device = await portal.expect('POST', '/admin/v1/devices', {
      body: { deviceTypeId: type.id, serial, name: `node-${number}`, assetTag: `AT-${number}` },
    });
    const path = `/admin/v1/devices/${device.id}`;
    await portal.expect('POST', `${path}/rack`, { body: { rackId: rack.id, face: 'FRONT', positionU: number } });
    await portal.expect('POST', `${path}/in-service`, { body: {} });
    const host = await portal.expect('POST', `${path}/hypervisor`, {
      body: { vcpus: 64, memoryMb, diskGb: 4000, overcommit: { vcpu: 4, memory: 1 } },
    });
    hostIds.push(host.hostId ?? host.id);
  }
  const prefix = await portal.expect('POST', '/admin/v1/prefixes', { body: { cidr, siteId: site.id, gateway } });
  return { siteId: site.id, rackId: rack.id, deviceTypeId: type.id, prefixId: prefix.id, hostIds };
}

/** A tenant with its first user; answers {tenantId, username, password, token}, the token good for everything. */
export async function addTenant(portal, name, { currency = 'USD', timeZone = 'UTC' } = {}) {
  const username = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const password = `${username}-Passw0rd!`;
  const tenant = await portal.expect('POST', '/admin/v1/tenants', {
    body: { name, currency, timeZone, email: `${username}@example.com`, username, password },
  });
  const issued = await portal.expect('POST', `/admin/v1/tenants/${tenant.id}/tokens`, {
    body: { username, label: 'tests', scopes: '*' },
  });
  return { tenantId: tenant.id, username, password, token: issued.token };
}

/** A published price book with an hourly price and monthly cap for each of the given plans: {plan: [hourly, cap]}. */
export async function publishPrices(portal, prices, { currency = 'USD', from = '2020-01-01T00:00:00Z' } = {}) {
  const book = await portal.expect('POST', '/admin/v1/price-books', { body: { name: `List ${currency}`, currency } });
  for (const [charge, [hourly, monthlyCap]] of Object.entries(prices)) {
    await portal.expect('POST', `/admin/v1/price-books/${book.id}/entries`, { body: { charge, hourly, monthlyCap, from } });
  }
  await portal.expect('POST', `/admin/v1/price-books/${book.id}/publish`, { body: {} });
  return book.id;
}
