// The training run behind the start-up cache: starts the portal once on an empty folder, asks it what a first visitor
// asks, and ends it, whereupon the JVM writes target/quarkus-app/app.aot (JEP 514).
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT, startPortal } from './portal.mjs';

const cache = join(ROOT, 'target/quarkus-app/app.aot');
const portal = await startPortal({ env: { MYIDC_AOT: 'off', MYIDC_JAVA_OPTS: `-XX:AOTCacheOutput=${cache}` } });
const visits = ['/', '/q/health', '/q/metrics', '/admin/v1/overview', '/admin/v1/racks', '/v4/regions', '/v4/linode/types'];
for (let round = 0; round < 3; round++) {
  for (const path of visits) console.log(path, (await portal.call('GET', path)).status);
}
await portal.call('POST', '/auth/session', {
  token: null,
  body: { username: 'operator', password: portal.password },
});
// The cache is assembled by a process that the JVM starts as it ends.
console.log('ended after', await portal.stop({ seconds: 120 }), 'ms');
console.log(cache, (await stat(cache)).size, 'bytes');
