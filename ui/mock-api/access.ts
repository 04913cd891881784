import type { AccessToken, SshKey } from '../src/api/tenant.ts';
import { wireAgo } from './world.ts';

export const profile = {
  username: 'li.wei',
  email: 'li.wei@example.com',
  timezone: 'Asia/Shanghai',
  restricted: false,
  two_factor_auth: false,
  lish_auth_method: 'keys_only',
  authorized_keys: null,
};
export const tokens: AccessToken[] = [
  {
    id: 1,
    label: 'terraform',
    scopes: 'linodes:read_write ips:read_only',
    created: wireAgo(40),
    expiry: null,
    token: 'a81f0c77d2e94b10',
  },
];
export const keys: SshKey[] = [
  {
    id: 1,
    label: 'li.wei laptop',
    ssh_key: `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA${'B'.repeat(30)} li.wei`,
    created: wireAgo(90),
  },
];
