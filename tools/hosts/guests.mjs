// What tests ask of guests and of the portal that made them.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { until } from '../portal.mjs';

const run = promisify(execFile);

/** A new pair of keys in `folder`; answers {file, line}. */
export async function newKey(folder) {
  const file = join(folder, 'key');
  await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'trial', '-f', file]);
  return { file, line: (await readFile(`${file}.pub`, 'utf8')).trim() };
}

/** What a command printed in the guest that answers at the address; fails when it cannot be reached. */
export async function ssh(key, address, command) {
  const options = ['BatchMode=yes', 'StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'ConnectTimeout=3', 'LogLevel=ERROR'];
  const args = ['-i', key.file, ...options.flatMap((each) => ['-o', each]), `root@${address}`, command];
  return (await run('ssh', args, { timeout: 60_000, killSignal: 'SIGKILL' })).stdout.trim();
}

/** Waits until the guest at the address lets the key in; answers how many seconds that took. */
export async function untilReached(key, address, seconds = 90) {
  const begun = Date.now();
  await until(`ssh to ${address}`, seconds, () => ssh(key, address, 'true').then(() => true, () => false), 200);
  return (Date.now() - begun) / 1000;
}

/** Keeps a DHCP server on the street as the portal says, as a timer on an operator's machine would; answers how to end it. */
export function keepAddressesServed(street, portal, siteId) {
  let ends = false;
  const kept = (async () => {
    while (!ends) {
      const { status, body } = await portal.call('GET', `/export/v1/network/dnsmasq.conf?siteId=${siteId}`);
      if (status === 200) await street.serveAddresses(body);
      await new Promise((resume) => setTimeout(resume, 300));
    }
  })();
  return () => {
    ends = true;
    return kept;
  };
}

/** Connects the portal's hosts to real ones and waits until each has answered. */
export async function connect(portal, hostIds, hosts) {
  for (const [index, id] of hostIds.entries()) {
    await portal.expect('PUT', `/admin/v1/hosts/${id}/connection`, { body: { uri: hosts[index].uri } });
  }
  for (const id of hostIds) {
    await until(`host ${id} to answer`, 60, async () => (await portal.expect('GET', `/admin/v1/hosts/${id}/connection`)).answeredAt);
  }
}

/** A guest as its tenant sees it. */
export const guestOf = (portal, tenant, id) => portal.expect('GET', `/v4/linode/instances/${id}`, { token: tenant.token });

export function untilState(portal, tenant, id, state, seconds = 90) {
  return until(`guest ${id} to be ${state}`, seconds, async () => {
    const guest = await guestOf(portal, tenant, id);
    return guest.status === state ? guest : undefined;
  }, 150);
}

/** Waits until the portal knows the guest no more. */
export function untilGone(portal, tenant, id, seconds = 90) {
  return until(`guest ${id} to be gone`, seconds, async () => {
    const { status } = await portal.call('GET', `/v4/linode/instances/${id}`, { token: tenant.token });
    return status === 404;
  }, 150);
}
