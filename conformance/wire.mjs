// Holds answers against what is known of Linode's own: the same facts that the portal's tests of its API read.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FACTS = join(dirname(fileURLToPath(import.meta.url)), '../src/test/resources/wire/linode-answers.txt');
const PAGE = ['page', 'pages', 'results'];
const LIST = 'list of ';

function parse(text) {
  const operations = [];
  const things = new Map();
  let fields;
  for (const line of text.split('\n')) {
    if (line.startsWith('#') || line.trim() === '') continue;
    if (line.startsWith('= ')) things.set(line.slice(2), (fields = []));
    else if (line.startsWith('  ')) fields.push(field(line.trim()));
    else operations.push(operation(line));
  }
  return { operations, things };
}

function operation(line) {
  const [target, answer] = line.split(' -> ');
  const [verb, path] = target.split(' ');
  const list = answer.startsWith(LIST);
  return { verb, path, steps: path.split('/'), list, thing: list ? answer.slice(LIST.length) : answer };
}

function field(line) {
  const [name, says] = line.split(': ');
  const [kinds, words] = says.split(' of ');
  return {
    steps: name.replace(/\?$/, '').split('.'),
    optional: name.endsWith('?'),
    kinds: kinds.split('|'),
    words: words?.split(', '),
  };
}

const known = parse(readFileSync(FACTS, 'utf8'));

/** The operations that are lists, as their paths with {} for names of things. */
export const lists = known.operations.filter(({ verb, list }) => verb === 'GET' && list).map(({ path }) => path);

/** The operation that a call means: of those that fit the one with most words of its own. */
function meant(verb, path) {
  const steps = path.split('/');
  return known.operations
    .filter((each) => each.verb === verb && each.steps.length === steps.length)
    .filter((each) => each.steps.every((step, at) => step === '{}' || step === steps[at]))
    .sort((one, other) => one.path.split('{}').length - other.path.split('{}').length)[0];
}

function kindOf(value) {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  return { string: 'text', number: 'number', boolean: 'flag', object: 'object' }[typeof value];
}

function judge(rule, where, step, at, faults) {
  if (kindOf(at) !== 'object') return;
  const name = rule.steps[step];
  const key = name.replace(/\[\]$/, '');
  const here = `${where}.${name}`;
  if (step < rule.steps.length - 1) {
    if (name === key) judge(rule, here, step + 1, at[key], faults);
    else for (const one of at[key] ?? []) judge(rule, here, step + 1, one, faults);
    return;
  }
  if (!(key in at)) {
    if (!rule.optional) faults.push(`${here} is always there`);
  } else if (!rule.kinds.includes('any') && !rule.kinds.includes(kindOf(at[key]))) {
    faults.push(`${here} is ${rule.kinds.join(' or ')}, not ${JSON.stringify(at[key])}`);
  } else if (typeof at[key] === 'string' && rule.words && !rule.words.includes(at[key])) {
    faults.push(`${here} is never ${at[key]}`);
  }
}

function faultsOf(operation, body) {
  if (!operation || operation.thing === 'nothing') return [];
  const faults = [];
  const rules = known.things.get(operation.thing) ?? [];
  if (!operation.list) {
    for (const rule of rules) judge(rule, operation.thing, 0, body, faults);
    return faults;
  }
  if (!Array.isArray(body.data)) return ['data is a list'];
  for (const name of PAGE) if (!Number.isInteger(body[name])) faults.push(`${name} is a number`);
  for (const one of body.data) for (const rule of rules) judge(rule, operation.thing, 0, one, faults);
  return faults;
}

function faultsOfError(body) {
  if (!Array.isArray(body?.errors) || body.errors.length === 0) return ['errors is a list with something in it'];
  return body.errors.flatMap(({ reason, field: named }) => [
    ...(typeof reason === 'string' ? [] : ['errors[].reason is a text']),
    ...(named === undefined || typeof named === 'string' ? [] : ['errors[].field is a text where it is there']),
  ]);
}

/** Fails when an answer to a call of the API is not as Linode's; other addresses are none of its business. */
export function hold(method, address, status, body) {
  const { pathname } = new URL(address, 'http://portal');
  const path = /^\/v4(?:beta)?(\/.*?)\/?$/.exec(pathname)?.[1];
  if (!path || kindOf(body) !== 'object') return;
  const verb = method.toUpperCase();
  const faults = status < 300 ? faultsOf(meant(verb, path), body) : faultsOfError(body);
  if (faults.length > 0) throw new Error(`${verb} ${path} (${status}) is not answered as Linode does: ${faults.join('; ')}`);
}

/** The portal, with every call of the API that is made of it held against the facts. */
export function watched(portal) {
  const call = portal.call.bind(portal);
  portal.call = async (method, path, options) => {
    const answer = await call(method, path, options);
    hold(method, path, answer.status, answer.body);
    return answer;
  };
  return portal;
}
