import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { findingsInBothSchemes, signIn, visit, type Visit } from './visit.ts';

const seed = inject('seed');
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const tenantPages = [
  '/machines',
  '/machines/new',
  '/machines/new?from=backup',
  `/machines/${seed.machineId}`,
  `/machines/${seed.machineId}?tab=metrics`,
  `/machines/${seed.machineId}?tab=network`,
  `/machines/${seed.machineId}?tab=storage`,
  `/machines/${seed.machineId}?tab=configs`,
  `/machines/${seed.machineId}?tab=backups`,
  `/machines/${seed.machineId}?tab=history`,
  '/volumes',
  '/networks',
  `/networks/${seed.room.vpcId}`,
  '/firewalls',
  `/firewalls/${seed.room.firewallId}`,
  '/stackscripts',
  '/stackscripts?tab=community',
  `/stackscripts/${seed.room.scriptId}`,
  '/images',
  '/groups',
  '/search?q=journey',
  '/gear',
  '/activity',
  '/billing',
  '/billing?tab=invoices',
  '/billing?tab=machines',
  '/billing?tab=usage',
  '/billing?tab=fapiao',
  '/billing?tab=wallet',
  '/billing?tab=budgets',
  `/billing/invoices/${seed.invoiceId}`,
  '/tickets',
  '/access',
  '/access?tab=keys',
  '/access?tab=users',
  '/access?tab=groups',
  '/access?tab=logins',
  '/access?tab=profile',
  '/access?tab=contact',
  '/access?tab=transfers',
  '/access?tab=apps',
  '/access?tab=settings',
  '/access?tab=maintenance',
  '/access?tab=webhooks',
];

const operatorPages = [
  '/overview',
  '/racks',
  `/racks/${seed.rackId}`,
  `/racks/${seed.rackId}?tab=table`,
  `/racks/${seed.rackId}?trace=rack.${seed.rackId}.power`,
  `/racks/${seed.rackId}/walk`,
  '/floor',
  '/floor?metric=power&tab=table',
  '/floor?tab=tree',
  '/floor?tab=rows',
  '/capacity',
  '/power',
  '/imports',
  '/imports?tab=drift',
  '/imports?tab=agents',
  '/plans',
  '/search?q=node',
  '/sign-ins',
  '/changes',
  '/changes?of=address',
  `/racks/${seed.rackId}?u=12`,
  `/racks/${seed.rackId}?tab=kept`,
  `/power/${seed.room.powerNodeId}`,
  '/cables',
  `/cables/${seed.room.cableId}`,
  '/parts',
  '/models',
  '/models?tab=modules',
  `/devices/${seed.room.deviceId}`,
  `/devices/${seed.room.deviceId}?tab=ports&port=eth0`,
  `/devices/${seed.room.deviceId}?tab=power`,
  `/devices/${seed.room.deviceId}?tab=parts`,
  `/devices/${seed.room.deviceId}?tab=sheet`,
  '/numbers',
  '/numbers?tab=groups',
  '/numbers?tab=vrfs',
  '/numbers?tab=vnis',
  '/numbers?tab=aggregates',
  '/numbers?tab=ranges',
  '/numbers?tab=resting',
  '/addresses/at/203.0.113.5',
  `/devices?against=${new Date(Date.now() - 86_400_000).toISOString().slice(0, 19)}Z`,
  '/devices',
  '/hosts',
  '/hosts?tab=waves',
  '/hosts?tab=plans',
  '/hosts?tab=approvals',
  '/hosts?tab=balance',
  '/hosts?tab=drift',
  '/hosts?tab=rules',
  '/guests',
  `/guests/${seed.machineId}`,
  '/addresses',
  `/addresses/${seed.prefixId}`,
  '/stackscripts',
  '/storage',
  `/storage/${seed.poolId}`,
  '/storage/site',
  '/storage/alerts?which=all',
  `/storage/groups?tenant=${seed.tenant.id}`,
  `/storage/${seed.poolId}/sharing`,
  `/storage/${seed.poolId}/sharing?tab=moves`,
  `/storage/${seed.poolId}/sharing?tab=clones`,
  `/storage/${seed.poolId}/sharing?tab=chunks`,
  `/storage/${seed.poolId}/sharing?tab=send`,
  `/storage/${seed.poolId}/settings`,
  `/storage/${seed.poolId}?against=${new Date(Date.now() - 5 * 86_400_000).toISOString().slice(0, 19)}Z`,
  '/tenants',
  '/tickets',
  `/tenants/${seed.tenant.id}`,
  `/tenants/${seed.tenant.id}?tab=users`,
  `/tenants/${seed.tenant.id}?tab=money`,
  '/prices',
  '/prices/1',
  '/prices/1?tab=replays',
  '/invoices',
  '/invoices?tab=runs',
  '/invoices?tab=drafts',
  '/invoices?tab=fapiao',
  `/invoices/${seed.invoiceId}`,
  `/invoices/${seed.invoiceId}?trace=line.${seed.invoiceId}.1`,
  '/ledger',
  '/ledger?tab=postings',
  '/ledger?tab=payments',
  '/ledger?tab=bank',
  '/ledger?tab=receivables',
  '/ledger?tab=dunning',
  '/ledger?tab=entities',
  '/ledger?tab=closing',
  '/leases',
  '/reports',
  '/reports?tab=forecast',
  '/reports?tab=margins',
  '/reports?tab=utilisation',
  '/reports?tab=units',
  '/reports?tab=three-years',
  '/reports?tab=rates',
  '/operations',
  '/operations?tab=letters',
  '/operations?tab=projections',
  '/operations?tab=clock',
  `/racks/${seed.rackId}?asOf=${new Date(Date.now()).toISOString().slice(0, 19)}Z`,
];

describe('axe finds nothing, light or dark, in a wide window and on a phone', () => {
  test('before signing in', async () => {
    const guest = await visit(browser, seed);
    await guest.page.locator('#username').waitFor();
    expect(await findingsInBothSchemes(guest.page)).toEqual([]);
    await guest.close();
  });

  describe.each([
    ['tenant', seed.tenant, tenantPages],
    ['operator', seed.operator, operatorPages],
  ] as const)('as %s', (_, who, pages) => {
    let person: Visit;
    beforeAll(async () => {
      person = await visit(browser, seed);
      await signIn(person, who);
    });
    afterAll(() => person.close());

    test.each(pages)('%s', async (path) => {
      await person.go(path);
      await person.page.waitForLoadState('load');
      await person.page.waitForTimeout(400);
      expect(await findingsInBothSchemes(person.page)).toEqual([]);
      expect(person.troubles).toEqual([]);
    });
  });
});
