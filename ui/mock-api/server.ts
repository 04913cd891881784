import type { Connect } from 'vite';
import { handle } from './handler.ts';

const API = /^\/(v4|v4beta|admin|auth|portal|export)(\/|$)/;

async function bodyOf(request: Connect.IncomingMessage): Promise<Record<string, unknown>> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString('utf8');
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

/** The mock API as a middleware of Vite's server; live hints are only a stream that stays open. */
export function mockApi(): Connect.NextHandleFunction {
  return (request, response, next) => {
    const url = new URL(request.url ?? '/', 'http://mock');
    if (!API.test(url.pathname)) {
      next();
      return;
    }
    if (url.pathname.endsWith('/live')) {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write(': here\n\n');
      return;
    }
    const signedIn = /mock_session=([\w.]+)/.exec(request.headers.cookie ?? '')?.[1];
    void bodyOf(request).then((body) => {
      const answer = handle({
        method: request.method ?? 'GET',
        path: url.pathname,
        query: url.searchParams,
        body,
        signedIn,
      });
      response.statusCode = answer.status;
      response.setHeader('Content-Type', answer.status < 400 ? 'application/json' : 'application/problem+json');
      response.setHeader('X-Request-Id', 'req-mock');
      if (answer.signIn !== undefined)
        response.setHeader(
          'Set-Cookie',
          `mock_session=${answer.signIn ?? ''}; Path=/; HttpOnly${answer.signIn === null ? '; Max-Age=0' : ''}`,
        );
      response.end(JSON.stringify(answer.body));
    });
  };
}
