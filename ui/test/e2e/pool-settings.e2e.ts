import { expect, inject, test } from 'vitest';
import { sketchFile } from './sketch.ts';
import { choose, findings, signedIn, signIn } from './visit.ts';

const seed = inject('seed');
const operator = signedIn('operator');
const settings = `/storage/${seed.bare.poolId}/settings`;

test('disks are described in groups, and a group that says too little is refused', async () => {
  const { page } = operator;
  await operator.go(settings);
  await page.getByRole('button', { name: 'Describe disks' }).click();
  const dialog = page.getByRole('dialog');
  const group = (number: number) => dialog.getByRole('group', { name: `Group ${number}` });
  await dialog.getByRole('button', { name: 'Add a group' }).click();
  await group(2).getByRole('spinbutton', { name: 'Disks' }).fill('8');
  await choose(page, group(2), 'Protection', 'CEPH');
  await group(2).getByRole('spinbutton', { name: 'IOPS of a disk' }).fill('20000');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog
    .getByText(/replicas/)
    .first()
    .waitFor();
  await group(2).getByRole('spinbutton', { name: 'Replicas' }).fill('3');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  const table = page.getByRole('table', { name: 'Disks' });
  await table.getByRole('row', { name: /RAID6 12 3 ms, 7,200 rpm/ }).waitFor();
  await table.getByRole('row', { name: /CEPH 8 20,000 IOPS 3/ }).waitFor();
});

test('an agent that is revoked is told so', async () => {
  const { page } = operator;
  await operator.go(settings);
  await page.getByRole('button', { name: 'Add an agent' }).click();
  await page.getByRole('dialog').getByLabel('Agent').fill('node-8');
  await page.getByRole('dialog').getByRole('button', { name: 'Add an agent' }).click();
  await page.getByRole('button', { name: 'Revoke node-8' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('button', { name: 'Revoke node-8' }).waitFor({ state: 'detached' });
});

test('who changes what somebody else changed meanwhile sees both and chooses', async () => {
  const { page } = operator;
  const other = await operator.another();
  await signIn(other, seed.operator);
  await other.go(settings);
  await operator.go(settings);
  const shown = page.waitForResponse((answer) => answer.url().endsWith(`/admin/v1/pools/${seed.bare.poolId}`));
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await (await shown).finished();
  const mine = page.getByRole('dialog');

  await other.page.getByRole('button', { name: 'Change', exact: true }).click();
  const theirs = other.page.getByRole('dialog');
  await theirs.getByRole('switch').click();
  await theirs.getByRole('button', { name: 'Change', exact: true }).click();
  await theirs.waitFor({ state: 'detached' });

  await choose(page, mine, 'Hosts', 'node-1');
  await page.keyboard.press('Escape');
  await mine.getByRole('button', { name: 'Change', exact: true }).click();
  const both = page.getByTestId('conflict');
  await both.getByRole('row', { name: /no yes/ }).waitFor();
  await both.getByRole('row', { name: /node-1 –/ }).waitFor();
  await page.getByRole('button', { name: 'Save yours over it' }).click();
  await mine.waitFor({ state: 'detached' });
  await other.close();
});

test('a sketch is sent on the page, a damaged one is refused, and a move to another pool is tried', async () => {
  const { page } = operator;
  await operator.go(`/storage/${seed.bare.poolId}/sharing?tab=send`);
  await page.getByRole('button', { name: 'Show the secret' }).click();
  await page.getByText(/^[0-9a-f]{64}$/).waitFor();
  const form = page.getByRole('form', { name: 'Send the sketch' });
  const chunks = Array.from({ length: 256 }, (_, index) => index + 1);
  const sketch = sketchFile(seed.bare.secretId, { 'disk-a': chunks, 'disk-b': chunks.slice(0, 128) });
  const send = async (buffer: Buffer) => {
    await form
      .getByLabel('Sketch file')
      .setInputFiles({ name: 'a.sketch', mimeType: 'application/octet-stream', buffer });
    await form.getByRole('button', { name: 'Send' }).click();
  };
  await form.getByRole('textbox', { name: 'Host' }).fill('node-9');
  await send(sketch.subarray(0, sketch.length - 3));
  await form.getByText(/TRUNCATED/).waitFor();
  await send(sketch);
  await page.getByText('2 volumes').first().waitFor();

  await operator.go(`/storage/${seed.bare.poolId}/sharing?tab=moves`);
  const whatIf = page.locator('section', { hasText: 'What if a group moved' }).last();
  await choose(page, whatIf, 'Add a volume by name', 'disk-a');
  await choose(page, whatIf, 'Target pool', 'tank-1');
  await whatIf.getByText('1 MiB').first().waitFor();
  const told = (name: string) => whatIf.locator('dl.facts > div', { hasText: name }).locator('dd').first();
  expect(await told('Freed here').textContent()).toBe('512 KiB');
  expect(await told('Added there').textContent()).toBe('1 MiB');
});

test('collection is planned over ssh, refused at its field, changed and ended', async () => {
  const { page } = operator;
  await operator.go(settings);
  await page.getByText('Nobody runs this pool’s tools').waitFor();
  await page.getByRole('button', { name: 'Change collection' }).click();
  const dialog = page.getByRole('dialog');
  await choose(page, dialog, 'Who runs the tools', 'over ssh');
  await dialog.getByRole('textbox', { name: 'What the tools call it' }).fill('-rf');
  await dialog.getByRole('textbox', { name: 'Host' }).fill('node-7');
  await dialog.getByRole('textbox', { name: 'User' }).fill('myidc');
  expect(await findings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.locator('.ant-form-item-explain-error').first().waitFor();
  await dialog.getByRole('textbox', { name: 'What the tools call it' }).fill('/var/lib/libvirt/images');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('myidc@node-7').waitFor();
  await page.getByText('15 minutes').waitFor();

  await page.getByRole('button', { name: 'End collection' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End collection' }).click();
  await page.getByText('Nobody runs this pool’s tools').waitFor();
  expect(operator.troubles).toEqual([]);
});
