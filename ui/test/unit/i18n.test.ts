import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import en from '../../src/i18n/en/index.ts';
import enFirst from '../../src/i18n/en/en-first.ts';
import zh from '../../src/i18n/zh-CN/index.ts';
import zhFirst from '../../src/i18n/zh-CN/zh-CN-first.ts';

type Words = { readonly [key: string]: string | Words };

function flat(words: Words, before = ''): ReadonlyMap<string, string> {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === 'string') all.set(before + key, value);
    else for (const [inner, text] of flat(value, `${before}${key}.`)) all.set(inner, text);
  }
  return all;
}

const english = flat(en);
const chinese = flat(zh);
const placeholders = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? ''))].toSorted();

function sources(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

describe('both languages say everything', () => {
  test('the key sets are equal; Chinese has no singular', () => {
    const wanted = [...english.keys()].filter((key) => !key.endsWith('_one')).toSorted();
    expect([...chinese.keys()].toSorted()).toEqual(wanted);
  });

  test('an English plural has both forms', () => {
    const ones = [...english.keys()].filter((key) => key.endsWith('_one'));
    expect(ones.length).toBeGreaterThan(0);
    for (const key of ones) expect(english.has(key.replace(/_one$/, '_other')), key).toBe(true);
  });

  test('no text is empty', () => {
    for (const [key, text] of [...english, ...chinese]) expect(text.trim(), key).not.toBe('');
  });

  test('Chinese names no figure that English does not have', () => {
    for (const [key, text] of chinese) {
      const known = placeholders(english.get(key) ?? '');
      for (const name of placeholders(text)) expect([...known, 'detail', 'holder', 'count'], key).toContain(name);
    }
  });

  test('Chinese sentences end in full-width punctuation', () => {
    for (const [key, text] of chinese) expect(/[\u4e00-\u9fff][.,!?;:]/.test(text), `${key}: ${text}`).toBe(false);
  });

  test('every fixed key that the sources ask for exists', () => {
    const missing: string[] = [];
    for (const path of sources('src')) {
      for (const match of readFileSync(path, 'utf8').matchAll(/\bt\('([\w.-]+)'/g)) {
        const key = match[1] ?? '';
        if (!english.has(key) && !english.has(`${key}_other`)) missing.push(`${path}: ${key}`);
      }
    }
    expect(missing).toEqual([]);
  });
});

describe('every refusal has its words', () => {
  test('each code of the portal’s refusals is translated', () => {
    const folder = join('..', 'src', 'main', 'java', 'myidc');
    const missing: string[] = [];
    for (const path of refusals(folder)) {
      const text = readFileSync(path, 'utf8');
      const context = /return "(\w+)"/.exec(text)?.[1] ?? '';
      for (const match of text.matchAll(/^ {4}([A-Z][A-Z_]+)\(Kind\.\w+\)[,;]/gm)) {
        const key = `errors.${context}.${match[1]}`;
        if (!english.has(key)) missing.push(key);
      }
    }
    expect(missing).toEqual([]);
  });
});

function refusals(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return refusals(path);
    return entry.name.endsWith('Refusal.java') && entry.name !== 'Refusal.java' ? [path] : [];
  });
}

describe('the words that come first', () => {
  const first = Object.keys(enFirst);

  test('are the same areas in both languages', () => {
    expect(Object.keys(zhFirst)).toEqual(first);
  });

  test('are all that tenants’ pages and the frame say, but for pages that wait for every word', () => {
    const waiting = reached(pagesOf(/withEveryWord\(\(\) => import\('([^']+)'\)/g));
    const others = reached([
      ...pagesOf(/: \(\) => import\('(\.\/pages\/(?:tenant|billing)[^']+)'\)/g),
      ...['layouts', 'table', 'ui'].flatMap((folder) => sources(join(SOURCES, folder))),
    ]);
    const said = ['pages/tenant', 'pages/billing', 'layouts', 'table', 'ui']
      .flatMap((folder) => sources(join(SOURCES, folder)))
      .filter((path) => others.has(path) || !waiting.has(path))
      .flatMap((path) =>
        [...readFileSync(path, 'utf8').matchAll(/\bt\([^'"`)]*['"`](\w+)\./g)].map((match) => match[1] ?? ''),
      );
    expect(waiting.size).toBeGreaterThan(0);
    expect([...new Set(said)].filter((area) => !first.includes(area))).toEqual([]);
  });
});

const SOURCES = join(import.meta.dirname, '../../src');

/** Files of pages that the routes load in the way that the pattern finds. */
function pagesOf(pattern: RegExp): readonly string[] {
  const routes = readFileSync(join(SOURCES, 'routes.tsx'), 'utf8');
  return [...routes.matchAll(pattern)].map((match) => join(SOURCES, match[1] ?? ''));
}

/** These files and all that they import, at any depth. */
function reached(from: readonly string[]): ReadonlySet<string> {
  const all = new Set(from);
  for (const path of all) {
    if (!/\.tsx?$/.test(path)) continue;
    for (const match of readFileSync(path, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)) {
      all.add(join(path, '..', match[1] ?? ''));
    }
  }
  return all;
}
