import { post, remove } from './http.ts';
import type { Role } from './session.ts';

/** A secret for an authenticator; it waits a day for a code of it. */
export interface Offer {
  readonly secret: string;
  readonly expiry: string;
}

/** The code that is good once where the device is lost; told this once. */
export interface Scratch {
  readonly scratch: string;
}

const profile = '/v4/profile';
const staff = '/admin/v1/own-second-factor';

/** One's own second factor: tenants have it by Linode's contract, staff by the operators'. */
export const secondFactor = {
  offer: (role: Role) => post<Offer>(role === 'TENANT' ? `${profile}/tfa-enable` : staff),
  confirm: (role: Role, code: string) =>
    role === 'TENANT'
      ? post<Scratch>(`${profile}/tfa-enable-confirm`, { tfa_code: code })
      : post<Scratch>(`${staff}/confirm`, { code }),
  disable: (role: Role) => (role === 'TENANT' ? post(`${profile}/tfa-disable`) : remove(staff)),
};

/** What authenticators read; see github.com/google/google-authenticator/wiki/Key-Uri-Format. */
export function otpauth(username: string, secret: string): string {
  const label = `MyIDC:${encodeURIComponent(username)}`;
  return `otpauth://totp/${label}?${new URLSearchParams({ secret, issuer: 'MyIDC' }).toString()}`;
}
