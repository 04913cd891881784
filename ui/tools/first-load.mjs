// Fails when what the first page loads, compressed, is more than the budget. The figure is printed either way.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const BUDGET_BYTES = 400 * 1024;
const dist = new URL('../dist/', import.meta.url).pathname;
const html = readFileSync(join(dist, 'index.html'), 'utf8');
const entry = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map((match) => match[1]);
const assets = readdirSync(join(dist, 'assets'));

/** Everything that is loaded until a page is seen: the entry, one language, the shell, the page, and what they import. */
function loadedFor(page) {
  const names = new Set(entry);
  // Staff load all words, tenants the first ones.
  const words = page === 'MachinesPage' ? 'zh-CN-first' : 'zh-CN';
  const wanted = new RegExp(`^(${words}|Shell|${page})-.*\\.js$`);
  for (const name of assets) if (wanted.test(name)) names.add(`assets/${name}`);
  const queue = [...names];
  while (queue.length > 0) {
    const name = queue.pop();
    if (!name.endsWith('.js')) continue;
    const text = readFileSync(join(dist, name), 'utf8');
    for (const match of text.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) {
      const found = `assets/${match[1]}`;
      if (!names.has(found)) {
        names.add(found);
        queue.push(found);
      }
    }
  }
  return names;
}

let over = false;
for (const page of ['OverviewPage', 'MachinesPage']) {
  const names = loadedFor(page);
  const total = [...names].reduce((sum, name) => sum + gzipSync(readFileSync(join(dist, name))).length, 0);
  console.log(
    `${page}: first load ${(total / 1024).toFixed(1)} KiB compressed in ${names.size} files (budget ${BUDGET_BYTES / 1024} KiB)`,
  );
  over ||= total > BUDGET_BYTES;
}
if (over) process.exit(1);
