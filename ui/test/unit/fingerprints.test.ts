import { expect, test } from 'vitest';
import { fingerprintOf } from '../../src/pages/tenant/access/fingerprints.ts';

test('a public key has the fingerprint that ssh-keygen tells of it', async () => {
  const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl someone@example';
  expect(await fingerprintOf(key)).toBe('SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU');
});

test('what is not a key has none', async () => {
  expect(await fingerprintOf('nothing')).toBeUndefined();
  expect(await fingerprintOf('ssh-rsa ???')).toBeUndefined();
});
