import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import en from '../../src/i18n/en/activity.json';
import zh from '../../src/i18n/zh-CN/activity.json';

const sources = ['AccountEventProjection', 'GuestDeeds', 'QueueEvents', 'ImageTold'];
const TABLES = /^account_event_/;

/** What the server names in events, as its sources have it. */
const actions = new Set(
  sources
    .flatMap((name) => [
      ...readFileSync(
        new URL(`../../../src/main/java/myidc/compute/read/${name}.java`, import.meta.url),
        'utf8',
      ).matchAll(/"([a-z]+(?:_[a-z]+)+)"/g),
    ])
    .map(([, action = '']) => action)
    .filter((action) => !TABLES.test(action)),
);

test.each([...actions])('%s is told in words of both languages', (action) => {
  expect(actions.size).toBeGreaterThan(35);
  expect(en.actions).toHaveProperty(action);
  expect(zh.actions).toHaveProperty(action);
});
