import { expect, test } from 'vitest';
import { choose, findings, signedIn } from './visit.ts';

const operator = signedIn('operator');

test('a plan is tried, submitted, approved and applied as a whole', async () => {
  const { page } = operator;
  await operator.go('/plans');
  await page.getByTestId('new-plan').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('A rack more');
  await dialog.getByRole('button', { name: 'New plan' }).click();
  await page.getByRole('heading', { name: 'A rack more' }).waitFor();

  const rack = `Z-${Date.now()}`;
  await page.getByTestId('add-step').click();
  await choose(page, page.getByRole('dialog'), 'What', 'Set up a rack');
  await dialog.getByRole('textbox', { name: 'Rack' }).fill(rack);
  await dialog.getByRole('spinbutton', { name: /Height/ }).fill('42');
  await dialog.getByRole('spinbutton', { name: /weight/i }).fill('900');
  await dialog.getByRole('spinbutton', { name: /power/i }).fill('6000');
  await dialog.getByRole('button', { name: 'Add a step' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('cell', { name: 'works' }).waitFor();
  await page.getByRole('rowheader', { name: new RegExp(`${rack}.*new`) }).waitFor();
  expect(await findings(page)).toEqual([]);

  await page.getByRole('button', { name: 'Submit', exact: true }).click();
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  await page.getByRole('button', { name: 'Apply', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Apply', exact: true }).click();
  await page.getByText('Applied: all steps are done').waitFor();
  await operator.go('/racks');
  await page.getByRole('link', { name: rack }).waitFor();
  expect(operator.troubles).toEqual([]);
});
