import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { signedIn } from './visit.ts';

const seed = inject('seed');
const operator = signedIn('operator');

const fact = (page: Page, name: string) => page.locator('dl.facts > div', { hasText: name }).locator('dd').first();

test('a group of volumes is counted by what they belong to and by hand', async () => {
  const { page } = operator;
  await operator.go(`/storage/${seed.poolId}/sharing`);
  await page.getByText('Every chunk was counted').waitFor();
  expect(await fact(page, 'Volumes').textContent()).toBe('4');
  expect(await fact(page, 'Takes alone').textContent()).toBe('6.25 MiB');

  await operator.go(`/storage/${seed.poolId}/sharing?host=node-1`);
  await page.getByRole('checkbox', { name: 'clone-2' }).waitFor();
  await expect.poll(() => fact(page, 'Takes alone').textContent()).toBe('4.25 MiB');

  await page.getByRole('checkbox', { name: 'clone-1' }).check();
  await expect.poll(() => fact(page, 'Takes alone').textContent()).toBe('3.91 MiB');
  expect(await fact(page, 'Freed by deleting').textContent()).toBe('0 B');
});

test('before anything was measured the page says so', async () => {
  const { page } = operator;
  await operator.go(`/storage/${seed.poolId}/sharing?asOf=${seed.beforeSketch}`);
  await page.getByText('Nothing was measured').first().waitFor();
});

test('moves say what they free here, add there, and how far they are from the best', async () => {
  const { page } = operator;
  await operator.go(`/storage/${seed.poolId}/sharing?tab=moves`);
  const form = page.getByRole('form', { name: 'Best moves to free space' });
  await form.getByRole('textbox', { name: /To be freed/ }).fill('0.000001');
  await form.getByRole('button', { name: 'Find' }).click();
  await page.getByText('the least possible').waitFor();
  await page.getByRole('table', { name: 'Volumes to move' }).getByRole('row', { name: 'alone' }).waitFor();

  await operator.go(`/storage/${seed.poolId}/sharing?tab=clones`);
  await page.getByRole('row', { name: /clone-1 base 100 %/ }).waitFor();
});

test('what a scan compared becomes a table', async () => {
  const { page } = operator;
  await operator.go(`/storage/${seed.poolId}/sharing?tab=chunks`);
  const method = (name: string, standalone: number, ratio: number) => ({
    method: name,
    chunkBytes: 8192,
    k: 0,
    logicalBytes: 1_048_576,
    chunks: 128,
    uniqueChunks: { value: 100, plusMinus: 0 },
    standaloneBytes: { value: standalone, plusMinus: 0 },
    ratio: { value: ratio, plusMinus: 0 },
  });
  const scan = {
    state: 'complete',
    readBytes: 1_048_576,
    methods: [method('fixed', 1_000_000, 1.05), method('fastcdc', 600_000, 1.75)],
  };
  const form = page.getByRole('form', { name: 'Keep a comparison' });
  await form.getByRole('textbox', { name: 'What was scanned' }).fill('image and tar');
  await form.getByLabel('What the scan printed').setInputFiles({
    name: 'compare.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(scan)),
  });
  await form.getByRole('button', { name: 'Keep' }).click();
  const table = page.getByRole('table', { name: 'Ways of cutting image and tar' });
  await table.getByRole('row', { name: /fastcdc takes least .* 1.75 : 1/ }).waitFor();
});

test('thresholds, disks and agents are set on the page', async () => {
  const { page } = operator;
  await operator.go(`/storage/${seed.poolId}/settings`);
  await page.getByRole('button', { name: 'Change thresholds' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Bytes: warn at').fill('70');
  await dialog.getByLabel('Bytes: clear at').fill('75');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText(/must clear below where it raises/).waitFor();
  await dialog.getByLabel('Bytes: clear at').fill('60');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('table', { name: 'Thresholds' }).getByRole('row', { name: 'Bytes 70 % 60 %' }).waitFor();

  await page.getByRole('button', { name: 'Add an agent' }).click();
  await page.getByRole('dialog').getByLabel('Agent').fill('node-7');
  await page.getByRole('dialog').getByRole('button', { name: 'Add an agent' }).click();
  await page.getByText('The agent’s token, shown only now').waitFor();
  await page.getByRole('cell', { name: 'node-7', exact: true }).waitFor();
});

test('a site shows all its pools, its tenants, and each table as CSV', async () => {
  const { page } = operator;
  await operator.go('/storage/site');
  await page.getByRole('heading', { name: 'All pools of the site' }).waitFor();
  await page.getByRole('link', { name: 'tank-1' }).first().waitFor();
  await page.getByRole('img', { name: 'Reduction over time' }).waitFor();
  await page.getByText('By attributed bytes; measured in 1 of').waitFor();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download as CSV: Parts of the capacity' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('capacity-parts.csv');
  expect(operator.troubles).toEqual([]);
});
