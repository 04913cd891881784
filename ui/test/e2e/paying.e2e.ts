import { createHmac } from 'node:crypto';
import { expect, inject, test } from 'vitest';
import { operated, own } from './own.ts';
import { until } from './setup.ts';
import { findings, signedIn } from './visit.ts';

const tenant = signedIn('tenant');
const seed = inject('seed');
const mark = String(Date.now());

const dialog = () => tenant.page.getByRole('dialog');
const row = (text: string) => tenant.page.getByRole('row', { name: new RegExp(text) });

interface Purse {
  readonly owed: { readonly amount: string };
  readonly wallet: { readonly amount: string };
}

/** What the account is worth to its owner, in cents: money in hand less what is owed. */
async function worth(): Promise<number> {
  const purse = await own<Purse>('GET', '/portal/v1/money/purse');
  return Math.round(100 * (Number(purse?.wallet.amount) - Number(purse?.owed.amount)));
}

test('an amount of one’s choice is paid at the provider’s page, and counts once the provider says so', async () => {
  const { page } = tenant;
  const before = await worth();
  await tenant.go('/billing?tab=wallet');
  await page.getByRole('button', { name: 'Pay in' }).click();
  await dialog().getByText('the portal keeps no card').waitFor();
  await dialog().getByLabel('Amount').fill('0');
  await dialog().getByRole('button', { name: 'Pay in' }).click();
  await dialog().locator('.ant-form-item-explain-error').first().waitFor();
  await dialog().getByLabel('Amount').fill('7.25');
  await dialog().getByRole('button', { name: 'Pay in' }).click();
  const begun = dialog().getByTestId('checkout');
  await begun.getByRole('link', { name: 'Go to the provider’s page' }).waitFor();
  expect(await findings(page)).toEqual([]);
  const reference = (await begun.locator('.mono').textContent()) ?? '';
  expect(await begun.getByRole('link').getAttribute('href')).toContain(reference);
  expect(await worth()).toBe(before);
  const told = async (amount: string, secret: string) => {
    const body = `${reference}|PAID|${amount}|USD`;
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    return fetch(`${seed.url}/portal/v1/payment-callbacks`, {
      method: 'POST',
      headers: { 'Content-Type': 'text/plain', 'X-Signature': signature },
      body,
    });
  };
  const secret = process.env['MYIDC_PAYMENTS_SIMULATED_SECRET'] ?? '';
  expect((await told('7.25', 'another')).status).toBe(401);
  expect(await worth()).toBe(before);
  for (let time = 0; time < 2; time += 1) expect((await told('7.25', secret)).ok).toBe(true);
  expect(await worth()).toBe(before + 725);
  await page.keyboard.press('Escape');
  await tenant.go('/billing?tab=wallet');
  await row(reference).getByText('7.25').waitFor();
});

test('a transfer of any amount is known by its remark', async () => {
  const { page } = tenant;
  const before = await worth();
  await page.getByRole('button', { name: 'Pay in' }).click();
  await dialog().getByRole('tab', { name: 'Bank transfer' }).click();
  const details = dialog().getByTestId('transfer');
  await details.getByText(`account-${seed.tenant.id}`, { exact: true }).waitFor();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
  const clock = await operated<{ now: string }>('GET', '/admin/v1/clock');
  const day = (clock?.now ?? '').slice(0, 10);
  await operated('POST', '/admin/v1/bank-files', {
    name: `bank-${mark}.csv`,
    currency: 'USD',
    content: `B-${mark},${day},3.10,Journey Works,account-${seed.tenant.id}\nTOTAL,1,3.10\n`,
  });
  await until('the transfer', async () => ((await worth()) === before + 310 ? true : undefined));
  await tenant.go('/billing?tab=wallet');
  await row(`B-${mark}`).getByText('3.10').waitFor();
  expect(tenant.troubles).toEqual([]);
});
