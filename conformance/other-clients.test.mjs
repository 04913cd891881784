// Clients that are not ours to install: Debian's libcloud as it stands, and the manners of linode-cli.
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startPortal } from '../tools/portal.mjs';
import { addTenant, buildSite, publishPrices } from '../tools/small-idc.mjs';
import { watched } from './wire.mjs';

const run = promisify(execFile);
const HERE = dirname(fileURLToPath(import.meta.url));

/** A Python that has libcloud; Debian's package serves Debian's Python, which need not be the first on PATH. */
const python = ['/usr/bin/python3', 'python3'].find(
  (candidate) => spawnSync(candidate, ['-c', 'import libcloud'], { stdio: 'ignore' }).status === 0,
);

let portal;
let tenant;

before(async () => {
  portal = watched(await startPortal());
  await buildSite(portal);
  await publishPrices(portal, { 'instance:g6-nanode-1': ['0.0075', '5.00'] });
  tenant = await addTenant(portal, 'Example');
});

after(() => portal?.stop());

it('libcloud makes, runs and removes a machine', { skip: python ? false : 'python3-libcloud is not installed' }, async () => {
  const { stdout } = await run(python, [join(HERE, 'libcloud_client.py'), portal.url, tenant.token], { timeout: 120_000 });
  assert.match(stdout, /^all of it worked$/m);
});

describe('linode-cli', () => {
  /** It sends paging with every GET, single objects included, and a filter header that is an empty object. */
  const get = (path) =>
    portal.call('GET', `/v4${path}?page=1&page_size=100`, { token: tenant.token, headers: { 'x-filter': '{}' } });

  for (const path of ['/profile', '/account', '/account/settings', '/regions/us-ord', '/linode/types/g6-nanode-1', '/images/linode%2Fdebian12']) {
    it(`reads ${path} with page parameters`, async () => {
      const answer = await get(path);
      assert.equal(answer.status, 200);
      assert.equal(answer.body.data, undefined, 'a single object is bare');
    });
  }

  for (const path of ['/regions', '/linode/types', '/images', '/linode/instances', '/account/events', '/account/invoices', '/profile/tokens', '/profile/sshkeys', '/networking/ips']) {
    it(`pages ${path}`, async () => {
      const answer = await get(path);
      assert.equal(answer.status, 200);
      assert.deepEqual([answer.body.page, typeof answer.body.pages, typeof answer.body.results], [1, 'number', 'number']);
    });
  }

  it('a page size out of 25 to 500 is refused by name', async () => {
    const answer = await portal.call('GET', '/v4/linode/types?page_size=10', { token: tenant.token });
    assert.equal(answer.status, 400);
    assert.equal(answer.body.errors[0].field, 'page_size');
  });

  it('a product that the portal does not have is 404 in the errors envelope', async () => {
    const answer = await get('/lke/clusters');
    assert.equal(answer.status, 404);
    assert.equal(answer.body.errors[0].reason, 'Not found');
  });

  it('a page of another origin may call', async () => {
    const answer = await portal.call('OPTIONS', '/v4/linode/instances', {
      token: null,
      headers: {
        origin: 'http://console.example.com',
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'Authorization,X-Filter',
      },
    });
    assert.ok([200, 204].includes(answer.status), String(answer.status));
    assert.match(answer.headers.get('access-control-allow-headers') ?? '', /x-filter/i);
  });
});
