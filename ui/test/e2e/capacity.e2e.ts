import { expect, inject, test } from 'vitest';
import { signedIn } from './visit.ts';

const seed = inject('seed');
const operator = signedIn('operator');

test('a pool shows its parts, when it is full, and what deduplication and compression do apart', async () => {
  const { page } = operator;
  await operator.go('/storage');
  await page.getByRole('link', { name: 'tank-1' }).click();
  await page.getByRole('heading', { name: 'Days to full' }).waitFor();
  const forecast = page.getByRole('table', { name: 'Days to full' });
  await forecast.getByRole('row', { name: /Bytes 1 TiB 25 25 – 25/ }).waitFor();
  const parts = page.getByRole('table', { name: 'Parts of the capacity' });
  await parts.getByRole('row', { name: /On disk Data 39 TiB/ }).waitFor();
  await parts.getByRole('row', { name: /Written Data 78 TiB/ }).waitFor();
  expect(await page.getByText('Were everything unique, 14 TiB would be missing.').count()).toBe(1);
  await page.getByRole('cell', { name: 'base', exact: true }).waitFor();
  expect(await page.getByRole('table', { name: 'Operations a second' }).getByRole('row').count()).toBe(4);
});

test('two instants of a pool are laid side by side', async () => {
  const { page } = operator;
  const before = new Date(Date.now() - 10.5 * 86_400_000).toISOString().slice(0, 19);
  await operator.go(`/storage/${seed.poolId}?against=${before}Z`);
  const difference = page.getByRole('table', { name: 'Difference of two instants' });
  await difference.getByRole('row', { name: /On disk .* TiB 39 TiB \+\d+ TiB/ }).waitFor();
  await difference.getByRole('row', { name: /Overhead unknown/i }).waitFor();
});

test('two instants of a site are laid side by side, summed and by pool', async () => {
  const { page } = operator;
  const before = new Date(Date.now() - 10.5 * 86_400_000).toISOString().slice(0, 19);
  await operator.go(`/storage/site?against=${before}Z`);
  await page
    .getByRole('table', { name: 'Difference of two instants' })
    .getByRole('row', { name: /On disk .* TiB 39 TiB \+\d+ TiB/ })
    .waitFor();
  await page
    .getByRole('table', { name: 'Difference by pool' })
    .getByRole('row', { name: /tank-1 .* TiB 39 TiB \+\d+ TiB/ })
    .waitFor();
});

test('the parts of a pool can be read without a mouse', async () => {
  const { page } = operator;
  await operator.go(`/storage/${seed.poolId}`);
  const region = page.getByRole('region', { name: 'Parts of the capacity' });
  await region.waitFor();
  await region.focus();
  expect(await region.evaluate((node) => node === document.activeElement)).toBe(true);
});
