import { expect, test } from 'vitest';
import { machineWish, type Findable } from '../../src/util/machineWish.ts';

const machine = (label: string, more: Partial<Findable> = {}): Findable => ({
  id: 1,
  label,
  status: 'running',
  tags: ['web'],
  region: 'us-ord',
  type: 'g6-nanode-1',
  image: 'linode/debian12',
  ipv4: ['198.51.100.7'],
  ...more,
});

const all = [
  machine('web-1'),
  machine('web-2', { id: 2, status: 'offline', tags: ['web', 'old'] }),
  machine('db-1', { id: 3, tags: ['data store'], region: 'cn-sha', ipv4: ['198.51.100.9'] }),
];

const found = (text: string) => {
  const wish = machineWish<Findable>(text, ({ label }, word) => label.includes(word));
  return { labels: all.filter(wish.meets).map(({ label }) => label), unknown: wish.unknown };
};

test.each([
  ['', ['web-1', 'web-2', 'db-1']],
  ['web', ['web-1', 'web-2']],
  ['status:running', ['web-1', 'db-1']],
  ['status:run', []],
  ['STATUS:Running tag:web', ['web-1']],
  ['status:running AND tag:web', ['web-1']],
  ['tag:old OR region:cn', ['web-2', 'db-1']],
  ['status:running tag:old OR region:cn', ['db-1']],
  ['-tag:web', ['db-1']],
  ['tag:"data store"', ['db-1']],
  ['ip:198.51.100.9', ['db-1']],
  ['plan:nanode id:2', ['web-2']],
  ['image:debian label:1', ['web-1', 'db-1']],
  ['OR tag:old', ['web-2']],
] as const)('%s', (text, labels) => {
  expect(found(text)).toEqual({ labels, unknown: [] });
});

test('what has no meaning is told, and narrows nothing', () => {
  expect(found('colour:red status:offline')).toEqual({ labels: ['web-2'], unknown: ['colour'] });
});
