// The demonstration makes its data centre, replays demand, closes the month, and its last line says the books agree.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { launchPortal, until } from '../portal.mjs';

const folder = mkdtempSync(join(tmpdir(), 'myidc-demo-'));

after(() => rmSync(folder, { recursive: true, force: true }));

/** The object in the demonstration's last line, once it is there. */
async function outcome(portal) {
  const line = await until('the demonstration to end', 540, () => {
    if (!portal.alive) throw new Error(`the portal ended:\n${portal.tail()}`);
    return portal.log.find((printed) => printed.startsWith('{"guests":'));
  }, 500);
  assert.equal(portal.log.at(-1), line, 'nothing is printed after the line of JSON');
  return JSON.parse(line);
}

describe('the demonstration', () => {
  it('replays a trace, and what it invoiced is what the portal shows', async () => {
    const trace = join(folder, 'trace.csv');
    writeFileSync(
      trace,
      `arrival_s,batch,flavor,vcpu,mem_gb,dur_bin,censored
0,1,b,1,1.75,1,0
0,1,b,1,1.75,0,0
300,2,g,2,3.5,13,0
600,3,z,512,4,1,0
900,4,b,1,1.75,45,1
`,
    );
    const portal = await launchPortal({ args: ['--demo', '--trace', trace] });
    try {
      const said = await outcome(portal);
      // No host has 512 vCPUs to give.
      assert.equal(said.guests, 4);
      assert.equal(said.refused, 1);
      assert.ok(said.events > 1000, `${said.events} events`);
      // At most four tenants with a machine, and the six whose volumes are measured.
      assert.ok(said.invoices >= 6 && said.invoices <= 10, `${said.invoices} invoices`);
      assert.ok(said.invoiceTotal > 0);
      assert.equal(said.ledgerTotal, said.invoiceTotal);
      assert.equal(said.exportTotal, said.invoiceTotal);
      const overview = await portal.expect('GET', '/admin/v1/overview');
      assert.deepEqual(
        { sites: overview.sites, racks: overview.racks, hosts: overview.hosts, tenants: overview.tenants, instances: overview.instances },
        { sites: 3, racks: 40, hosts: 400, tenants: 25, instances: 1 },
      );
    } finally {
      await portal.stop();
    }
  });

  it('does not touch a portal that has sites, and says so', async () => {
    const home = join(folder, 'used');
    const trace = join(folder, 'one.csv');
    writeFileSync(trace, 'arrival_s,batch,flavor,vcpu,mem_gb,dur_bin,censored\n0,1,b,1,1.75,1,0\n');
    const first = await launchPortal({ home, clock: 'movable' });
    await first.ready(240);
    await first.expect('POST', '/admin/v1/sites', {
      body: { name: 'Mine', region: 'cn-mine', country: 'CN', timeZone: 'Asia/Shanghai' },
    });
    await first.stop();

    const second = await launchPortal({ home, password: first.password, token: first.token, args: ['--demo', '--trace', trace] });
    const { code } = await second.exited;

    assert.equal(code, 1, second.tail());
    assert.match(second.log.join('\n'), /has sites already: the demonstration wants a new --home/);
  });

  it('ends with one line when the trace cannot be read', async () => {
    const trace = join(folder, 'broken.csv');
    writeFileSync(trace, 'arrival_s,batch,flavor,vcpu,mem_gb,dur_bin,censored\n0,1,b,one,1.75,1,0\n');
    const portal = await launchPortal({ args: ['--demo', '--trace', trace] });
    const { code } = await portal.exited;
    await portal.stop();

    assert.equal(code, 1, portal.tail());
    assert.match(portal.log.join('\n'), /broken\.csv, line 2: vcpu must be a whole number, is 'one'/);
  });
});
