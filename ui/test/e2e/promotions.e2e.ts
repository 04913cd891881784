import { expect, inject, test } from 'vitest';
import { own } from './own.ts';
import { choose, findings, signedIn, signIn, type Visit } from './visit.ts';

const operator = signedIn('operator');
const seed = inject('seed');
const code = `WELCOME-${Date.now()}`;

interface Account {
  readonly active_promotions: readonly { readonly summary: string; readonly credit_remaining: string }[];
}

const active = async () =>
  (await own<Account>('GET', '/v4/account'))?.active_promotions.filter(({ summary }) => summary === 'Welcome gift');

async function made(): Promise<void> {
  const { page } = operator;
  await operator.go('/prices');
  await page.getByRole('button', { name: 'Make a promotion' }).click();
  const form = page.getByRole('dialog', { name: 'Make a promotion' });
  await form.getByRole('textbox', { name: 'Code' }).fill(code);
  await form.getByRole('textbox', { name: 'Name' }).fill('Welcome gift');
  await form.getByLabel('Amount').fill('12.50');
  await choose(page, form, 'Currency', 'USD');
  await form.getByLabel('Credit good for days').fill('30');
  await form.getByLabel('Accounts at most').fill('1');
  expect(await findings(page)).toEqual([]);
  await form.getByRole('button', { name: 'Make a promotion' }).click();
  await form.waitFor({ state: 'detached' });
  await page
    .getByRole('row', { name: new RegExp(code) })
    .getByText('active')
    .waitFor();
}

async function entered(person: Visit, text: string): Promise<void> {
  await person.page.getByTestId('enter-code').click();
  const form = person.page.getByRole('dialog', { name: 'Enter a code' });
  await form.getByRole('textbox', { name: 'Promotional code' }).fill(text);
  await form.getByRole('button', { name: 'Enter a code' }).click();
}

test('a code made by staff becomes a tenant’s credit with its end, once', async () => {
  await made();
  const tenant = await operator.another();
  const { page } = tenant;
  await signIn(tenant, seed.tenant);
  await tenant.go('/billing?tab=wallet');
  await entered(tenant, 'NO-SUCH-CODE');
  await page.getByRole('dialog').getByText('There is no such promotional code').first().waitFor();
  expect(await findings(page)).toEqual([]);
  await page.getByRole('dialog').getByRole('textbox', { name: 'Promotional code' }).fill(code.toLowerCase());
  await page.getByRole('dialog').getByRole('button', { name: 'Enter a code' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const credit = page.getByRole('row', { name: /Welcome gift/ });
  await credit.getByText('12.50').first().waitFor();
  expect(await credit.getByText('never').count()).toBe(0);
  expect(await active()).toMatchObject([{ credit_remaining: '12.50' }]);
  await entered(tenant, code);
  await page.getByRole('dialog').getByText('used this code already').first().waitFor();
  expect(await active()).toHaveLength(1);
  await tenant.close();
});

test('staff see who used it, and that no more may', async () => {
  const { page } = operator;
  await operator.go('/prices');
  const row = page.getByRole('row', { name: new RegExp(code) });
  await row.getByText('used up').waitFor();
  await row.getByRole('button', { name: '1 / 1' }).click();
  await page.getByRole('dialog').getByRole('link', { name: 'Journey Works' }).waitFor();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await row.getByRole('button', { name: 'End' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End' }).click();
  await row.getByText('ended').waitFor();
  expect(operator.troubles).toEqual([]);
});
