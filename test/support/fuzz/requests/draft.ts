import type { Operation, Parameter, Schema } from '../operations.ts';
import type { Random } from '../random.ts';
import type { Sample } from '../samples.ts';
import { type Caller, kindOf, unknownId } from '../world.ts';
import { numberWithin, type TextOf, validValue } from './jsonBody.ts';
import { FORM_TYPE, formOf, type Part } from './multipartBody.ts';

/** What requests are made of. */
export interface Means {
  readonly operations: readonly Operation[];
  readonly callers: readonly Caller[];
  readonly samples: readonly Sample[];
  readonly random: Random;
  /** Makes names that no other request of the run has. */
  readonly number: number;
}

/** A request that can still be broken. */
export interface Draft {
  readonly operation: Operation;
  readonly caller: Caller;
  method: string;
  /** The values of the path's parameters, as they are sent. */
  readonly ids: Map<string, string>;
  /** In place of what the operation's path and the ids give. */
  path: string | undefined;
  readonly query: [name: string, value: string][];
  /** In place of what `query` gives. */
  rawQuery: string | undefined;
  headers: [name: string, value: string][];
  version: string;
  type: string | undefined;
  body: Buffer | undefined;
  /** What the body was made of. */
  readonly json: unknown;
  readonly parts: readonly Part[];
  /** The length or the coding of the body as headers; undefined: the right length. */
  framing: [name: string, value: string][] | undefined;
  /** Bytes that go as body, where they are not those of the body. */
  sentBody: Buffer | undefined;
  /** The request does not end where its headers say: nothing can follow it, and there may be no answer. */
  isTorn: boolean;
  /** It may reach another operation than its own, or none. */
  isAstray: boolean;
}

/**
 * Pictures that reach a detector are most of a server's work: of all that could be sent whole, so many are; the others are whole
 * pictures that are too small.
 */
const DETECTED = 0.15;

/** Of the pattern of a text that is an id. */
const START_OF_ID = '^[0-9a-f]{8}-';

const WORDS = ['door', 'Ада Лавлейс', 'x', '', 'a b', '2026', 'quota%'];

/** A request in which nothing is wrong, but that it may be the second of its kind. */
export function validDraft({ operations, callers, samples, random, number }: Means): Draft {
  const operation = random.pick(operations);
  const caller = random.pick(callers);
  const text = textFor(caller, samples, random, number);
  const ids = new Map<string, string>();
  const query: [string, string][] = [];
  const headers: [string, string][] = [];
  for (const parameter of operation.parameters) {
    const value = () => validText(parameter, text, random);
    if (parameter.in === 'path') ids.set(parameter.name, encodeURIComponent(value()));
    else if (parameter.in === 'query' && random.chance(parameter.required ? 1 : 0.3))
      query.push([parameter.name, value()]);
    else if (parameter.in === 'header' && random.chance(0.1))
      headers.push([parameter.name, `key-${random.below(5000)}`]);
  }
  if (operation.needsLogin) headers.push(caller.login(random));
  const draft = {
    operation,
    caller,
    method: operation.method,
    ids,
    path: undefined,
    query,
    rawQuery: undefined,
    headers,
    version: '1.1',
    framing: undefined,
    sentBody: undefined,
    isTorn: false,
    isAstray: false,
  };
  return { ...draft, ...bodyOf(operation, samples, text, random) };
}

function bodyOf(
  { bodies }: Operation,
  samples: readonly Sample[],
  text: TextOf,
  random: Random,
): Pick<Draft, 'type' | 'body' | 'json' | 'parts'> {
  const none = { type: undefined, body: undefined, json: undefined, parts: [] };
  if (bodies.size === 0) return none;
  const type =
    bodies.has('multipart/form-data') && random.chance(0.5) ? 'multipart/form-data' : random.pick([...bodies.keys()]);
  if (type === 'application/json') {
    const json = validValue(bodies.get(type) as Schema, '', text, random);
    return { ...none, type, json, body: Buffer.from(JSON.stringify(json)) };
  }
  if (type === 'multipart/form-data') {
    const parts = Array.from({ length: 1 + random.below(3) }, (): Part => {
      const sample = samplePicture(samples.filter(isPicture), random);
      return { name: 'images', filename: 'photo', type: sample.type, body: sample.bytes };
    });
    if (random.chance(0.3)) parts.push({ name: 'meta', type: 'application/json', body: '{"device": "door"}' });
    return { ...none, type: FORM_TYPE, parts, body: formOf(parts) };
  }
  const isText = type.endsWith('-base64');
  const plain = type.replace(/-base64$/, '').replace(/application\/x-image-/, 'image/');
  const fitting = samples.filter((sample) => sample.type === plain);
  const { bytes } = samplePicture(fitting.length > 0 ? fitting : samples.filter(isPicture), random);
  return { ...none, type, body: isText ? Buffer.from(bytes.toString('base64')) : bytes };
}

function samplePicture(samples: readonly Sample[], random: Random): Sample {
  const sample = random.pick(samples);
  return isPicture(sample) && !random.chance(DETECTED) ? TOO_SMALL : sample;
}

/** Eight pixels of grey. */
const TOO_SMALL: Sample = {
  name: 'too small',
  type: 'image/x-portable-anymap',
  bytes: Buffer.concat([Buffer.from('P5 4 2 255\n'), Buffer.alloc(8, 128)]),
};

const isPicture = ({ type }: Sample) => type.startsWith('image/');

function validText({ name, schema }: Parameter, text: TextOf, random: Random): string {
  if (schema.enum) return String(random.pick(schema.enum));
  if (schema.type === 'array' || name.endsWith('_ids')) {
    return Array.from({ length: 1 + random.below(3) }, () => text(name, schema.items ?? {})).join(',');
  }
  if (schema.type === 'integer') return String(Math.round(numberWithin(schema, random)));
  if (schema.type === 'number') return String(numberWithin(schema, random));
  return text(name, schema);
}

function textFor(caller: Caller, samples: readonly Sample[], random: Random, number: number): TextOf {
  return (name, { maxLength = 64, pattern = '', default: standard }) => {
    if (name === 'email') return `fuzz-${number}-${random.below(2 ** 31)}@example.com`;
    if (name === 'password') return 'correct horse 9';
    if (name === 'data') return random.pick(samples).bytes.toString('base64');
    if (name === 'user_data' || name === 'external_id' || name.endsWith('_data'))
      return random.pick(WORDS).slice(0, maxLength);
    const kind = kindOf(name);
    if (kind && typeof standard !== 'string') return caller.id(kind, random);
    if (pattern.startsWith(START_OF_ID)) return unknownId(random);
    if (name.endsWith('_time')) return '2026-01-01T00:00:00.000000Z';
    return typeof standard === 'string' ? standard : random.pick(WORDS).slice(0, maxLength);
  };
}
