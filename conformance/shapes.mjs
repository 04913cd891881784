// Judges answers by the JSON Schema of @linode/api-v4's types and by bodies recorded from the real API. Where the two
// differ, the recordings win: a rule that a recorded body breaks is not a rule.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import Ajv from 'ajv';

const SAMPLES_PER_TYPE = 500;

const HERE = dirname(fileURLToPath(import.meta.url));

/** The folder with the published shapes, or undefined where this clone has none beside it. */
function shapesFolder() {
  const candidates = [process.env.MYIDC_SHARED, join(HERE, '../../shared'), join(HERE, '../../../shared')];
  return candidates.filter(Boolean).map((shared) => join(shared, 'data/linode')).find((folder) => existsSync(join(folder, 'json-schema.json')));
}

/** Fields the wire may add are no error, and region capabilities outside the client's list are harmless to it. */
function relaxed(schema) {
  if (Array.isArray(schema)) return schema.map(relaxed);
  if (schema === null || typeof schema !== 'object') return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([keyword, value]) => !(keyword === 'additionalProperties' && value === false))
      .map(([keyword, value]) => [keyword, keyword === 'Capabilities' ? { type: 'string' } : relaxed(value)]),
  );
}

class Shapes {
  constructor(folder) {
    this.ajv = new Ajv({ allErrors: true, strict: false });
    this.schema = relaxed(JSON.parse(readFileSync(join(folder, 'json-schema.json'), 'utf8')));
    delete this.schema.$ref;
    this.ajv.addSchema(this.schema, 'linode');
    const samples = JSON.parse(gunzipSync(readFileSync(join(folder, 'wire-samples.json.gz'))).toString('utf8'));
    this.samples = Object.fromEntries(
      Object.entries(samples).map(([type, bodies]) => [type, bodies.filter(Boolean).slice(0, SAMPLES_PER_TYPE)]),
    );
    this.broken = new Set(Object.keys(this.samples).flatMap((type) => this.rulesBrokenOnTheWire(type)));
  }

  /** A field that only older recordings lack is still required; anything else a recording breaks is no rule. */
  rulesBrokenOnTheWire(type) {
    const breaches = new Map();
    for (const body of this.samples[type]) {
      const rules = new Set(this.errorsOf(type, body).map((error) => ruleOf(type, error)));
      for (const rule of rules) breaches.set(rule, (breaches.get(rule) ?? 0) + 1);
    }
    const all = this.samples[type].length;
    return [...breaches].filter(([rule, count]) => count === all || !rule.includes('/required ')).map(([rule]) => rule);
  }

  errorsOf(type, body) {
    const validate = this.ajv.getSchema(`linode#/definitions/${type}`);
    if (!validate) throw new Error(`the published schema has no type ${type}`);
    validate(body);
    return validate.errors ?? [];
  }

  /** What is wrong with `body` as a `type`: one line each, empty when it is right. */
  faults(type, body) {
    const faults = this.errorsOf(type, body)
      .filter((error) => !this.broken.has(ruleOf(type, error)))
      .map((error) => `${type}${error.instancePath}: ${error.message} ${JSON.stringify(error.params)}`);
    const recorded = this.samples[type] ?? [];
    for (const key of keysInEach(recorded)) {
      if (!(key in body)) faults.push(`${type}: the real API always sends ${key}`);
    }
    return faults;
  }
}

const ruleOf = (type, error) => `${type} ${error.schemaPath} ${error.params.missingProperty ?? ''}`;

function keysInEach(bodies) {
  if (bodies.length === 0) return [];
  return Object.keys(bodies[0]).filter((key) => bodies.every((body) => key in body));
}

const folder = shapesFolder();

/** The published shapes, or undefined where they are absent. */
export const shapes = folder ? new Shapes(folder) : undefined;
