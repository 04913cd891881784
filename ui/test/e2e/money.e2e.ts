import { expect, inject, test } from 'vitest';
import { choose, findings, signedIn } from './visit.ts';

const seed = inject('seed');
const operator = signedIn('operator');
const mark = String(Date.now());
const wallet = `/tenants/${seed.tenant.id}?tab=money`;

/** The figure that a trial foresees for what a row begins with. */
const foreseen = (name: string) =>
  operator.page
    .getByTestId('trial')
    .getByRole('row', { name: new RegExp(`^${name}`) })
    .getByRole('cell')
    .last();

test('every report of money has a chart, a table and its files, as of an instant too', async () => {
  const { page } = operator;
  for (const [path, file] of [
    ['/reports?tab=revenue', 'revenue'],
    ['/reports?tab=forecast', 'forecast'],
    ['/ledger?tab=receivables', 'receivables'],
    ['/ledger', 'trial-balance'],
  ] as const) {
    await operator.go(path);
    await page.getByRole('link', { name: 'CSV of all' }).waitFor();
    await page.locator('div[role=img] svg').first().waitFor();
    const before = `/admin/v1/report-files/${file}?format=csv&asOf=2020-01-01T00:00:00Z&by=CHARGE&from=2020-01&to=2020-01`;
    const old = await page.request.get(before);
    expect(old.status(), file).toBe(200);
    expect((await old.text()).trim().split('\n').length, file).toBe(1);
  }
  await operator.go('/reports?tab=revenue');
  await page.getByRole('cell', { name: 'Machines', exact: true }).waitFor();
  expect(operator.troubles).toEqual([]);
});

test('a deposit shows what it would book before it is taken, and what forbids giving back too much', async () => {
  const { page } = operator;
  await operator.go(wallet);
  await page.getByTestId('deed-DEPOSIT').click();
  const taking = page.getByRole('dialog', { name: 'Take a deposit' });
  await taking.getByText('before anything is booked').waitFor();
  await taking.getByLabel('Amount').fill('100.00');
  await taking.getByLabel('Reference').fill(`D-${mark}`);
  await foreseen('Deposit').getByText('100.00').waitFor();
  await taking.getByRole('row', { name: `liabilities:deposit:tenant-${seed.tenant.id}` }).waitFor();
  expect(await findings(page)).toEqual([]);
  await taking.getByRole('button', { name: 'Take a deposit' }).click();
  await taking.waitFor({ state: 'hidden' });

  await page.getByTestId('deed-GIVE_BACK').click();
  const giving = page.getByRole('dialog', { name: 'Give the deposit back' });
  await giving.getByLabel('Amount').fill('100.01');
  await giving.getByLabel('Reference').fill(`G-${mark}`);
  await giving.getByText('This would be refused').waitFor();
  await giving.getByText('The deposit is 100.00').waitFor();
  await giving.getByLabel('Amount').fill('100.00');
  await foreseen('Deposit').getByText('0.00').waitFor();
  await giving.getByRole('button', { name: 'Give the deposit back' }).click();
  await giving.waitFor({ state: 'hidden' });
  expect(operator.troubles).toEqual([]);
});

test('a payment entered by hand settles what was foreseen, opens its history, and is taken back', async () => {
  const { page } = operator;
  await operator.go('/ledger?tab=payments');
  await page.getByTestId('enter-payment').click();
  const entering = page.getByRole('dialog', { name: 'Enter a payment' });
  await choose(page, entering, 'Tenant', 'Journey Works');
  await entering.getByLabel('Amount').fill('0.01');
  await entering.getByLabel('Reference').fill(`P-${mark}`);
  await foreseen('Wallet').waitFor();
  await entering.getByRole('button', { name: 'Enter a payment' }).click();
  await entering.waitFor({ state: 'hidden' });
  const row = page.getByRole('row', { name: `P-${mark}` });
  await row.locator('.traced').click();
  await page.getByRole('dialog').locator('.history li').first().waitFor();
  await page.keyboard.press('Escape');

  await page.getByTestId('enter-payment').click();
  const again = page.getByRole('dialog', { name: 'Enter a payment' });
  await choose(page, again, 'Tenant', 'Journey Works');
  await again.getByLabel('Amount').fill('0.01');
  await again.getByLabel('Reference').fill(`P-${mark}`);
  await again.getByText('This reference was entered already').first().waitFor();
  await page.keyboard.press('Escape');

  await row.getByRole('button', { name: 'Take a payment back' }).click();
  const returning = page.getByRole('dialog', { name: 'Take a payment back' });
  await returning.getByLabel('Reason').fill('bounced');
  await returning.getByTestId('trial').getByRole('table').first().waitFor();
  await returning.getByRole('button', { name: 'Take a payment back' }).click();
  await row.getByText('bounced').waitFor();
  expect(operator.troubles).toEqual([]);
});

test('a bank file is read whole or not at all, and a row that names nobody is told whose it is', async () => {
  const { page } = operator;
  await operator.go('/ledger?tab=bank');
  const row = `B-${mark},2026-01-05,0.02,Somebody,no idea`;
  const read = async (total: string) => {
    const reading = page.getByRole('dialog', { name: 'Read a bank file' });
    await reading.locator('input[type=file]').setInputFiles({
      name: `bank-${mark}.csv`,
      mimeType: 'text/csv',
      buffer: Buffer.from(`${row}\nTOTAL,1,${total}\n`),
    });
    await reading.getByLabel('Currency').fill('USD');
    await reading.getByRole('button', { name: 'Read a bank file' }).click();
    return reading;
  };
  await page.getByTestId('read-bank-file').click();
  const reading = await read('0.03');
  await reading.getByText('control sums').waitFor();
  await read('0.02');
  await reading.waitFor({ state: 'hidden' });
  const waits = page.getByRole('row', { name: `B-${mark}` });
  await waits.getByText('waits').waitFor();
  await waits.getByRole('button', { name: 'Say whose it is' }).click();
  const settling = page.getByRole('dialog', { name: 'Say whose it is' });
  await choose(page, settling, 'Tenant', 'Journey Works');
  await settling.getByRole('button', { name: 'Say whose it is' }).click();
  await waits.getByText('settled by hand').waitFor();
  expect(operator.troubles).toEqual([]);
});

test('an invoice tells what writing it off would cost, and what a credit note would give back', async () => {
  const { page } = operator;
  await operator.go(`/invoices/${seed.invoiceId}`);
  await page.getByTestId('deed-CREDIT_NOTE').click();
  const note = page.getByRole('dialog', { name: 'Issue a credit note' });
  await note.getByLabel('Reason').fill('wrong plan');
  await foreseen('Owed').getByText('0.00').waitFor();
  await page.keyboard.press('Escape');
  await note.waitFor({ state: 'hidden' });
  await page.getByTestId('deed-WRITE_OFF').click();
  const off = page.getByRole('dialog', { name: 'Write off' });
  await off.getByLabel('Reason').fill('insolvent');
  await off.getByRole('row', { name: 'expenses:bad-debt' }).waitFor();
  await foreseen('Open on').getByText('0.00').waitFor();
  expect(await findings(page)).toEqual([]);
  await off.getByRole('button', { name: 'Write off' }).click();
  await page.locator('.page-head .state').getByText('written off').waitFor();
  expect(operator.troubles).toEqual([]);
});

test('an entry by hand is booked once its sides are in balance', async () => {
  const { page } = operator;
  const code = `J${mark.slice(-8)}`;
  const made = await page.request.post('/admin/v1/legal-entities', {
    headers: { 'X-Requested-With': 'myidc' },
    data: { code, name: 'Journey Books', currency: 'CNY' },
  });
  expect(made.status()).toBe(200);
  await operator.go('/ledger?tab=postings');
  await page.getByTestId('book-by-hand').click();
  const booking = page.getByRole('dialog', { name: 'Book by hand' });
  await choose(page, booking, 'Company', code);
  await booking.getByLabel('Reference').fill(`H-${mark}`);
  await booking.getByLabel('Words').fill('Power of the month');
  const [first, second] = [
    booking.getByRole('group', { name: 'Side 1' }),
    booking.getByRole('group', { name: 'Side 2' }),
  ];
  await first.getByLabel('Account').fill(`expenses:power:${code}`);
  await first.getByLabel('Debit').fill('12.50');
  await second.getByLabel('Account').fill(`liabilities:accrued:${code}`);
  await second.getByLabel('Credit').fill('12.00');
  await booking.getByText('0.50 apart').waitFor();
  await booking.getByText('do not sum to zero').waitFor();
  await second.getByLabel('Credit').fill('12.50');
  await foreseen(`expenses:power:${code}`).getByText('12.50').waitFor();
  expect(await findings(page)).toEqual([]);
  await booking.getByRole('button', { name: 'Book by hand' }).click();
  await booking.waitFor({ state: 'hidden' });
  await operator.go(`/ledger?tab=postings&account=expenses:power:${code}`);
  await page
    .getByRole('row', { name: `expenses:power:${code}` })
    .getByText('12.50')
    .waitFor();
  expect(operator.troubles).toEqual([]);
});
