// Lists every refusal of the sources in docs/errors.md: node tools/errors-document.mjs --check | --write
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './portal.mjs';

const DOCUMENT = join(ROOT, 'docs/errors.md');
const BEGIN = '<!-- refusals: written by tools/errors-document.mjs -->';
const END = '<!-- end of refusals -->';

/** The codes of all refusals with their kinds, sorted: [{code, kind}]. */
export function refusals() {
  const sources = join(ROOT, 'src/main/java');
  return readdirSync(sources, { recursive: true })
    .filter((file) => file.endsWith('Refusal.java'))
    .flatMap((file) => refusalsOf(readFileSync(join(sources, file), 'utf8')))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

function refusalsOf(source) {
  const context = /String context\(\) \{\s*return "(\w+)";/.exec(source)?.[1];
  if (!/\benum \w+Refusal implements Refusal\b/.test(source)) return [];
  if (!context) throw new Error('a refusal enum without a context');
  const constants = source.slice(source.indexOf('implements Refusal {'), source.indexOf(');', source.indexOf('implements Refusal {')) + 2);
  return [...constants.matchAll(/^\s+([A-Z][A-Z0-9_]+)\((?:Refusal\.)?Kind\.([A-Z_]+)/gm)].map(([, name, kind]) => ({
    code: `${context}.${name}`,
    kind,
  }));
}

/** docs/errors.md as it should be. */
export function documentWithRefusals() {
  const text = readFileSync(DOCUMENT, 'utf8');
  const rows = refusals().map(({ code, kind }) => `| \`${code}\` | ${kind} |`);
  const [before, rest] = text.split(BEGIN);
  const after = rest.split(END)[1];
  return `${before}${BEGIN}\n\n| code | kind |\n|---|---|\n${rows.join('\n')}\n\n${END}${after}`;
}

if (process.argv[1]?.endsWith('errors-document.mjs')) {
  if (process.argv[2] === '--write') {
    writeFileSync(DOCUMENT, documentWithRefusals());
  } else if (documentWithRefusals() !== readFileSync(DOCUMENT, 'utf8')) {
    console.error('docs/errors.md is out of date: node tools/errors-document.mjs --write');
    process.exit(1);
  }
}
