import { afterAll, expect, inject, test } from 'vitest';
import { operated } from './own.ts';
import { findings, signedIn } from './visit.ts';

const seed = inject('seed');
const tenant = signedIn('tenant');
const staff = signedIn('operator');
const TEXT = 'The database moves to another machine.';
const TEXT_ZH = '数据库将迁移到另一台机器。';

interface Spans {
  readonly data: readonly { readonly id: number; readonly state: string }[];
}

afterAll(async () => {
  const all = await operated<Spans>('GET', '/admin/v1/portal-maintenance');
  for (const { id, state } of all?.data ?? [])
    if (state !== 'OVER') await operated('POST', `/admin/v1/portal-maintenance/${id}/end`);
});

test('maintenance of the portal is announced, told on every page and to programs, and ended', async () => {
  const { page } = staff;
  await staff.go('/operations?tab=upkeep');
  await page.getByText('Nothing is announced').waitFor();
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Announce maintenance' }).click();
  const dialog = page.getByRole('dialog');
  const clock = await operated<{ now: string }>('GET', '/admin/v1/clock');
  const later = new Date(Date.parse(clock?.now ?? '') + 2 * 86_400_000).toISOString().slice(0, 19);
  await dialog.getByLabel('Until').fill(later);
  await dialog.getByRole('textbox', { name: 'Text in English' }).fill(TEXT);
  await dialog.getByRole('textbox', { name: 'Text in Chinese' }).fill(TEXT_ZH);
  await dialog.getByRole('switch').click();
  expect(await findings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Announce maintenance' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByTestId('upkeep').getByText(TEXT).waitFor();

  await tenant.go('/machines');
  await tenant.page.getByTestId('upkeep').getByText(TEXT).waitFor();
  await tenant.page.getByTestId('upkeep').getByText('Nothing can be changed meanwhile').waitFor();
  expect(await findings(tenant.page)).toEqual([]);
  const refused = await fetch(`${seed.url}/v4/tags`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${seed.tenant.token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ label: 'meanwhile' }),
  });
  expect(refused.status).toBe(503);
  expect(refused.headers.get('X-Maintenance-Mode')).toBe('read-only');
  expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(3600);

  await page
    .getByRole('row', { name: new RegExp(TEXT) })
    .getByRole('button', { name: 'End' })
    .click();
  await page.getByTestId('upkeep').waitFor({ state: 'detached' });
  await tenant.go('/volumes');
  await tenant.page.getByRole('heading', { level: 1 }).waitFor();
  expect(await tenant.page.getByTestId('upkeep').count()).toBe(0);
});
