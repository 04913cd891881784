import { createHmac } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { own } from './own.ts';
import { findings, signedIn } from './visit.ts';

const tenant = signedIn('tenant');
const METHODS = '/v4/account/payment-methods';

const dialog = () => tenant.page.getByRole('dialog');
const row = (text: string) => tenant.page.getByRole('row', { name: new RegExp(text) });

interface Methods {
  readonly data: readonly { readonly id: number; readonly is_default: boolean }[];
}

/** What the provider's page gives once it has taken a card. */
function token(lastFour: string): string {
  const told = `CARD|visa|${lastFour}|12/2199|journey-${lastFour}-${Date.now()}`;
  const secret = process.env['MYIDC_PAYMENTS_SIMULATED_SECRET'] ?? '';
  return `${told}|${createHmac('sha256', secret).update(told).digest('hex')}`;
}

afterAll(async () => {
  const methods = await own<Methods>('GET', METHODS);
  const last = methods?.data.toSorted((left, right) => Number(left.is_default) - Number(right.is_default)) ?? [];
  for (const { id } of last) await own('DELETE', `${METHODS}/${id}`);
});

async function add(nonce: string): Promise<void> {
  await tenant.page.getByTestId('add-method').click();
  await dialog().getByRole('textbox', { name: 'Token of the payment provider' }).fill(nonce);
  await dialog().getByRole('button', { name: 'Add a payment method' }).click();
}

test('a card that the provider keeps is added, preferred and removed, and no number is ever here', async () => {
  const { page } = tenant;
  await tenant.go('/billing?tab=methods');
  await page.getByText('No payment methods').waitFor();
  expect(await findings(page)).toEqual([]);
  await add('4111111111111111');
  await dialog().locator('.ant-form-item-explain-error').first().waitFor();
  expect(await findings(page)).toEqual([]);
  await dialog().getByRole('textbox', { name: 'Token of the payment provider' }).fill(token('4242'));
  await dialog().getByRole('button', { name: 'Add a payment method' }).click();
  await dialog().waitFor({ state: 'detached' });
  await row('4242').getByText('default', { exact: true }).waitFor();
  await add(token('1881'));
  await row('1881').getByText('kept', { exact: true }).waitFor();
  expect(await findings(page)).toEqual([]);

  const removal = row('4242').getByRole('button', { name: 'Delete' });
  expect(await removal.getAttribute('aria-disabled')).toBe('true');
  await row('1881').getByRole('button', { name: 'Make it the default' }).click();
  await row('1881').getByText('default', { exact: true }).waitFor();
  await row('4242').getByRole('button', { name: 'Delete' }).click();
  await dialog().getByRole('button', { name: 'Delete' }).click();
  await row('4242').waitFor({ state: 'detached' });

  await tenant.go('/billing?tab=wallet');
  await page.getByRole('button', { name: 'Pay in' }).click();
  await dialog().getByLabel('Amount').fill('3.10');
  await dialog().getByRole('button', { name: 'Pay in' }).click();
  const link = dialog().getByTestId('checkout').getByRole('link', { name: 'Go to the provider’s page' });
  await link.waitFor();
  expect(await link.getAttribute('href')).toContain('&method=card-journey-1881-');
  expect(tenant.troubles).toEqual([]);
});
