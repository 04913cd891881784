// @linode/api-v4 as npm has it, pointed at a portal: only the prefix of each address is rewritten.
import * as linode from '@linode/api-v4';
import { hold } from './wire.mjs';

const PUBLISHED_PREFIX = /^https:\/\/api\.linode\.com(?=\/v4(?:beta)?\/)/;

/**
 * Points the client at `url` and signs it in with `token`. Fails on a call that would leave this machine, and on an
 * answer that is not as Linode's.
 */
export function pointClientAt(url, token) {
  linode.baseRequest.interceptors.request.use((config) => {
    const address = String(config.url);
    if (!PUBLISHED_PREFIX.test(address)) throw new Error(`the client wants to call ${address}, which is not the API`);
    return { ...config, url: address.replace(PUBLISHED_PREFIX, url) };
  });
  linode.baseRequest.interceptors.response.use(
    (answer) => {
      hold(answer.config.method ?? 'get', answer.config.url, answer.status, answer.data);
      return answer;
    },
    (failure) => {
      const { config, response } = failure;
      if (response) hold(config.method ?? 'get', config.url, response.status, response.data);
      return Promise.reject(failure);
    },
  );
  linode.setToken(token);
  return linode;
}
