// @linode/api-v4 as npm has it, pointed at a portal: only the prefix of each address is rewritten.
import * as linode from '@linode/api-v4';

const PUBLISHED_PREFIX = /^https:\/\/api\.linode\.com(?=\/v4(?:beta)?\/)/;

/** Points the client at `url` and signs it in with `token`. Fails on a call that would leave this machine. */
export function pointClientAt(url, token) {
  linode.baseRequest.interceptors.request.use((config) => {
    const address = String(config.url);
    if (!PUBLISHED_PREFIX.test(address)) throw new Error(`the client wants to call ${address}, which is not the API`);
    return { ...config, url: address.replace(PUBLISHED_PREFIX, url) };
  });
  linode.setToken(token);
  return linode;
}
