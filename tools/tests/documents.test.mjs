// The documents keep their promises: links lead somewhere, and every refusal is listed.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { documentWithRefusals, refusals } from '../errors-document.mjs';
import { ROOT } from '../portal.mjs';

const documents = ['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md']
  .concat(readdirSync(join(ROOT, 'docs'), { recursive: true }).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`));

describe('links lead somewhere', () => {
  for (const document of documents) {
    it(document, () => {
      const text = readFileSync(join(ROOT, document), 'utf8');
      const links = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, link]) => link).filter((link) => !/^https?:/.test(link));
      const dead = links.filter((link) => !existsSync(join(ROOT, dirname(document), link)));
      assert.deepEqual(dead, []);
    });
  }
});

it('docs/errors.md lists every refusal of the sources', () => {
  assert.ok(refusals().length > 20, 'refusals are found');
  const written = readFileSync(join(ROOT, 'docs/errors.md'), 'utf8').split('\n');
  const due = documentWithRefusals().split('\n');
  const differences = [
    ...due.filter((line) => !written.includes(line)).map((line) => `missing: ${line}`),
    ...written.filter((line) => !due.includes(line)).map((line) => `too much: ${line}`),
  ];
  assert.deepEqual(differences, [], 'run node tools/errors-document.mjs --write');
});
