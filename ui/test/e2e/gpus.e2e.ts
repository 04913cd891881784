import { afterAll, expect, inject, test } from 'vitest';
import { machineMade, machinesGone, operated } from './own.ts';
import { choose, findings, signIn, signedIn } from './visit.ts';

const seed = inject('seed');
const operator = signedIn('operator');
const MODEL = 'Journey GPU';
const ADDRESS = '0000:41:00.0';
const PLAN = 'g9-journey-gpu';
const LABEL = 'with-a-gpu';

const dialog = () => operator.page.getByRole('dialog');
const gone = () => dialog().waitFor({ state: 'detached' });
const field = (name: string) => dialog().getByRole('textbox', { name });
const figure = (name: string) => dialog().getByRole('spinbutton', { name });

async function hostId(): Promise<number> {
  const hosts = await operated<{ data: readonly { id: number; state: string }[] }>(
    'GET',
    '/admin/v1/hosts?pageSize=500',
  );
  return hosts?.data.find((host) => host.state === 'ACTIVE')?.id ?? 0;
}

afterAll(() => machinesGone(LABEL));

test('a GPU is entered on the page of its host', async () => {
  const { page } = operator;
  await operator.go(`/hosts/${await hostId()}?tab=gpus`);
  await page.getByText('No GPU is entered').waitFor();
  await page.getByRole('button', { name: 'Add a GPU' }).click();
  await field('Model').fill(MODEL);
  await field('PCI address').fill('41:00.0');
  await figure('Memory').fill('24576');
  await dialog().getByRole('button', { name: 'Save' }).click();
  await dialog().getByText('must look like 0000:41:00.0').waitFor();
  await field('PCI address').fill(ADDRESS);
  expect(await findings(page)).toEqual([]);
  await dialog().getByRole('button', { name: 'Save' }).click();
  await gone();
  await page.getByRole('row').filter({ hasText: MODEL }).getByText('1 / 1').waitFor();
});

test('a plan with a GPU is added, and there is room for one such machine', async () => {
  const { page } = operator;
  await operator.go('/hosts?tab=plans');
  await page.getByRole('button', { name: 'Add a plan' }).click();
  await field('Id').fill(PLAN);
  await field('Name').fill('Journey GPU plan');
  await choose(page, dialog(), 'Class', 'gpu');
  await figure('vCPU').fill('1');
  await figure('Memory').fill('1024');
  await figure('Disk').fill('25600');
  await figure('GPUs or slices').fill('1');
  await field('Model').fill(MODEL);
  await figure('Price of an hour').fill('1.5');
  await figure('Price of a month, at most').fill('1000');
  expect(await findings(page)).toEqual([]);
  await dialog().getByRole('button', { name: 'Save' }).click();
  await gone();
  await page.getByRole('row').filter({ hasText: PLAN }).getByText(`1 × ${MODEL}`).waitFor();
  await operator.go('/hosts');
  const room = page.getByRole('row').filter({ hasText: 'Journey GPU plan' });
  await room.getByText('GPUs').waitFor();
  expect((await room.getByRole('cell').first().textContent())?.trim()).toBe('1');
});

test('a machine of it has the GPU by name, which its host shows with the machine', async () => {
  const { page } = operator;
  const machine = await machineMade(LABEL, { type: PLAN });
  await operator.go(`/hosts/${await hostId()}?tab=gpus`);
  const row = page.getByRole('row').filter({ hasText: MODEL });
  await row.getByText('0 / 1').waitFor();
  await row.getByRole('link', { name: String(machine.id) }).waitFor();
  expect(await row.getByRole('button', { name: 'Take out' }).getAttribute('aria-disabled')).toBe('true');
  expect(await findings(page)).toEqual([]);
  const tenant = await operator.another();
  await signIn(tenant, seed.tenant);
  await tenant.go(`/machines/${machine.id}`);
  await tenant.page.getByText(`1 × ${MODEL}`).waitFor();
  expect(tenant.troubles).toEqual([]);
  await tenant.close();
  expect(operator.troubles).toEqual([]);
});
