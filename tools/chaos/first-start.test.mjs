// Two portals start at once on one empty database: both come up, one schema, one founder, one book.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, before, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ROOT, START_MAX_SECONDS, embeddedDatabaseUrl, launchPortal, startPortal } from '../portal.mjs';

const TOKEN = 'f'.repeat(64);
const PASSWORD = 'operator-Passw0rd';

let keeper;
let racers = [];

/** A new, empty database in the PostgreSQL of a running portal. */
async function emptyDatabase(home) {
  const url = new URL(await embeddedDatabaseUrl(home));
  const libraries = join(ROOT, 'target/quarkus-app/lib/main');
  const driver = (await readdir(libraries)).find((name) => /^org\.postgresql\.postgresql-.*\.jar$/.test(name));
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin/java') : 'java';
  const source = join(dirname(fileURLToPath(import.meta.url)), 'CreateDatabase.java');
  await promisify(execFile)(java, [
    '-cp',
    join(libraries, driver),
    source,
    `jdbc:postgresql://${url.host}/postgres`,
    url.username,
    url.password,
    'first_start',
  ]);
  url.pathname = '/first_start';
  return url.toString();
}

before(async () => {
  keeper = await startPortal({ token: TOKEN, password: PASSWORD });
  const dbUrl = await emptyDatabase(keeper.home);
  racers = await Promise.all([0, 1].map(() => launchPortal({ token: TOKEN, password: PASSWORD, dbUrl })));
  await Promise.all(racers.map((portal) => portal.ready(START_MAX_SECONDS)));
});

after(async () => {
  for (const portal of racers) await portal.stop();
  await keeper?.stop();
});

it('one operator was founded, and both portals know them', async () => {
  for (const portal of racers) {
    const persons = await portal.expect('GET', '/admin/v1/persons');
    assert.deepEqual(
      persons.data.map(({ username }) => username),
      ['operator'],
    );
  }
});

it('what one writes the other reads, and streaming processors of neither are stuck', async () => {
  const site = await racers[0].expect('POST', '/admin/v1/sites', {
    body: { name: 'First', region: 'cn-first', country: 'CN', timeZone: 'Asia/Shanghai' },
  });
  assert.equal((await racers[1].expect('GET', `/admin/v1/sites?q=First`)).data[0].id, site.id);
  for (const portal of racers) {
    assert.equal((await portal.expect('GET', '/admin/v1/operations/dead-letters')).results, 0);
    const projections = await portal.expect('GET', '/admin/v1/operations/projections');
    assert.ok(projections.data.length > 5);
  }
});

it('neither portal printed a failure while it started', () => {
  for (const portal of racers) {
    assert.doesNotMatch(portal.tail(500), /ERROR|Exception/);
  }
});
