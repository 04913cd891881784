// Which functions of @linode/api-v4 these tests call: each whose operation the portal serves, and a list of the others.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as linode from '@linode/api-v4';

const HERE = dirname(fileURLToPath(import.meta.url));
const NOT_SERVED = join(HERE, 'not-served.txt');
const SERVED = join(HERE, '../src/test/resources/golden/openapi/tenant.json');

/** The operation that a function of the client is written to call, such as GET /vpcs/{}; undefined for one that calls none. */
function operationOf(call) {
  const source = String(call);
  const path = /`\$\{(?:BETA_)?API_ROOT\}\/([^`]*)`/.exec(source)?.[1];
  if (path === undefined) return undefined;
  const method = /setMethod\("([A-Z]+)"\)/.exec(source)?.[1] ?? 'GET';
  return `${method} /${path.replace(/\$\{[^}]*\}/g, '{}').replace(/\?.*$/, '').replace(/\/$/, '')}`;
}

function served() {
  const { paths } = JSON.parse(readFileSync(SERVED, 'utf8'));
  return new Set(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(
        (method) => `${method.toUpperCase()} ${path.replace(/^\/(\{api\}|v4)/, '').replace(/\{[^}]*\}/g, '{}')}`,
      ),
    ),
  );
}

const offered = served();
const functions = Object.entries(linode)
  .filter(([, value]) => typeof value === 'function')
  .map(([name, call]) => ({ name, operation: operationOf(call) }))
  .filter(({ operation }) => operation);

it('every function whose operation is served is called by a test', () => {
  const tests = readdirSync(HERE)
    .filter((name) => name.endsWith('.test.mjs'))
    .map((name) => readFileSync(join(HERE, name), 'utf8'))
    .join('\n');
  const uncalled = functions.filter(
    ({ name, operation }) => offered.has(operation) && !new RegExp(`linode\\.${name}\\b`).test(tests),
  );
  assert.deepEqual(uncalled, []);
});

it('the list of functions whose operation is not served is as it was', () => {
  const lines = functions
    .filter(({ operation }) => !offered.has(operation))
    .map(({ name, operation }) => `${operation} ${name}`)
    .sort();
  const text = `${lines.join('\n')}\n`;
  if (process.env.GOLDEN === 'write') writeFileSync(NOT_SERVED, text);
  assert.equal(readFileSync(NOT_SERVED, 'utf8'), text, 'GOLDEN=write makes it anew');
});
