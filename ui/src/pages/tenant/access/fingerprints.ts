import { useQuery } from '@tanstack/react-query';
import type { SshKey } from '../../../api/tenant.ts';

/** What ssh-keygen -l shows of a public key; nothing for what is not one. */
export async function fingerprintOf(publicKey: string): Promise<string | undefined> {
  const body = publicKey.trim().split(/\s+/)[1];
  if (body === undefined || !/^[A-Za-z0-9+/]+={0,2}$/.test(body)) return undefined;
  const bytes = Uint8Array.from(atob(body), (letter) => letter.charCodeAt(0));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return `SHA256:${btoa(String.fromCharCode(...hash)).replace(/=+$/, '')}`;
}

/** Fingerprints by the keys' numbers; browsers reckon them in secure contexts alone, elsewhere there are none. */
export function useFingerprints(keys: readonly SshKey[] | undefined): ReadonlyMap<number, string> {
  const all = keys ?? [];
  const query = useQuery({
    queryKey: ['fingerprints', ...all.map(({ id }) => id)],
    enabled: window.isSecureContext && all.length > 0,
    queryFn: () => Promise.all(all.map(async (key) => [key.id, await fingerprintOf(key.ssh_key)] as const)),
  });
  return new Map((query.data ?? []).flatMap(([id, print]) => (print === undefined ? [] : [[id, print] as const])));
}
