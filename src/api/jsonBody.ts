import { type TSchema, Type } from 'typebox';
import { type AnyId, parseId } from '../domain/ids.ts';
import type { Body, RawBody } from './body.ts';
import type { Compatibility } from './compatibility.ts';
import { apiError } from './errors.ts';
import { isModestJson } from './jsonShape.ts';
import type { ReadingRules } from './queryParameters.ts';

/** Reads at once: JSON is short. */
export interface JsonBody<Value> extends Body<Value> {
  read(body: RawBody, rules: ReadingRules): Value;
}

/** One member of a JSON body: its schema for the docs and its reader. */
export interface Member<Value> {
  readonly schema: TSchema;
  readonly required: boolean;
  /** @param value the member's JSON value; undefined when it is absent. */
  read(value: unknown, name: string, compatibility: Compatibility): Value;
}

export type BodyShape = Readonly<Record<string, Member<unknown>>>;
export type JsonOf<Shape extends BodyShape> = {
  readonly [Name in keyof Shape]: Shape[Name] extends Member<infer Value> ? Value : never;
};

/**
 * A JSON object that must be there. JSON null is 12005; a scalar where members are needed is 12002, a string or an
 * array has no members (contract 10). Members are read in the order of their declaration.
 * @param options.objectOnly every JSON value that is no object is 12002 (contract 40 §8).
 */
export function json<Shape extends BodyShape>(
  shape: Shape,
  options: { readonly objectOnly?: boolean } = {},
): JsonBody<JsonOf<Shape>> {
  return {
    kind: 'json',
    optional: false,
    schema: schemaOf(shape),
    read({ bytes }, { compatibility }) {
      const value = parseJson(bytes);
      if (isObject(value)) return readMembers(shape, value, compatibility);
      if (value === undefined || options.objectOnly) throw apiError('noJson');
      if (value === null) throw apiError('emptyJson');
      if (typeof value === 'number' || typeof value === 'boolean') throw apiError('noJson');
      return readMembers(shape, {}, compatibility);
    },
  };
}

/** A JSON object that may be left out: an empty, null or unparsable body means that no member is given (contract 00 §5). */
export function optionalJson<Shape extends BodyShape>(shape: Shape): JsonBody<JsonOf<Shape>> {
  return {
    kind: 'json',
    optional: true,
    schema: schemaOf(shape),
    read({ bytes }, { compatibility }) {
      const value = parseJson(bytes);
      if (value === undefined || value === null) return readMembers(shape, {}, compatibility);
      if (!isObject(value)) throw apiError('noJson');
      return readMembers(shape, value, compatibility);
    },
  };
}

/**
 * As `optionalJson`, of a change: where Backport 3 is followed, a body that is there and no JSON is 12002, since whoever sent it
 * meant to change something.
 */
export function changeJson<Shape extends BodyShape>(shape: Shape): JsonBody<JsonOf<Shape>> {
  const optional = optionalJson(shape);
  return {
    ...optional,
    read(body, rules) {
      const { bytes } = body;
      if (rules.compatibility.refuseUnreadableChange && bytes.length > 0 && parseJson(bytes) === undefined) {
        throw apiError('noJson');
      }
      return optional.read(body, rules);
    },
  };
}

const LONGEST_DATA = 128;

/** Text data of at most 128 characters: 12004 for another type, 11015 when it is longer (contract 00 §11). */
export const dataText: Member<string | undefined> = {
  schema: Type.String({ maxLength: LONGEST_DATA }),
  required: false,
  read(value, name) {
    if (value === undefined) return undefined;
    if (typeof value !== 'string') throw apiError('fieldType', name, 'string');
    if (characters(value) > LONGEST_DATA) throw apiError('userDataTooLong');
    return storable(value, name);
  },
};

/** `user_data` of a person: as `dataText`, or by schema, 12022 (contract 30). */
export const personUserData: Member<string | undefined> = {
  schema: dataText.schema,
  required: false,
  read(value, name, compatibility) {
    if (!compatibility.schemaValidation) return dataText.read(value, name, compatibility);
    return value === undefined ? undefined : schemaText(value, name, LONGEST_DATA);
  },
};

const LONGEST_EXTERNAL_ID = 36;

/** `external_id` of a person: at most 36 characters, or null (contract 30). */
export const personExternalId: Member<string | null | undefined> = {
  schema: Type.Unsafe<string | null>({ type: ['string', 'null'], maxLength: LONGEST_EXTERNAL_ID }),
  required: false,
  read(value, name, { schemaValidation }) {
    if (value === undefined || value === null) return value;
    if (typeof value !== 'string' && !schemaValidation) throw apiError('fieldType', name, 'string');
    return schemaText(value, name, LONGEST_EXTERNAL_ID);
  },
};

/** A member that must be there, 12003. */
export function requiredMember<Value>(member: Member<Value | undefined>): Member<Value> {
  return {
    schema: member.schema,
    required: true,
    read(value, name, compatibility) {
      const read = value === undefined ? undefined : member.read(value, name, compatibility);
      if (read === undefined) throw apiError('fieldMissing', name);
      return read;
    },
  };
}

/**
 * A member of a registration: there (12003), not empty (12009), a string (12022, or 12004 where LP3 is followed), and
 * then what `check` says (contract 10).
 */
export function registrationText(
  options: { readonly maxLength?: number; readonly schema?: TSchema },
  check: (value: string) => void = () => undefined,
): Member<string> {
  const { maxLength = Number.POSITIVE_INFINITY } = options;
  return {
    schema: options.schema ?? Type.String({ minLength: 1, ...(options.maxLength && { maxLength }) }),
    required: true,
    read(value, name, { schemaValidation }) {
      if (value === undefined) throw apiError('fieldMissing', name);
      if (value === '') throw apiError('fieldEmpty', name);
      if (typeof value !== 'string' && !schemaValidation) throw apiError('fieldType', name, 'string');
      const text = schemaText(value, name, maxLength);
      check(text);
      return text;
    },
  };
}

/** UUID4s, each once: not an array is 12004, a bad element 12001 (contract 10, 40). */
export function idList<Id extends AnyId>(): Member<readonly Id[] | undefined> {
  return {
    schema: Type.Array(Type.String({ format: 'uuid' })),
    required: false,
    read(value, name) {
      if (value === undefined) return undefined;
      if (!Array.isArray(value)) throw apiError('fieldType', name, 'list');
      const ids = new Set<Id>();
      for (const element of value) {
        const id = typeof element === 'string' ? parseId<Id>(element) : undefined;
        if (id === undefined) throw apiError('badIdInJson');
        ids.add(id);
      }
      return [...ids];
    },
  };
}

/** One UUID4: another type is 12004, another form 12022. */
export function idMember<Id extends AnyId>(): Member<Id | undefined> {
  return {
    schema: Type.String({ format: 'uuid' }),
    required: false,
    read(value, name) {
      if (value === undefined) return undefined;
      if (typeof value !== 'string') throw apiError('fieldType', name, 'string');
      const id = parseId<Id>(value);
      if (id === undefined) throw apiError('schemaViolation', name, `${quote(value)} is not a UUID4`);
      return id;
    },
  };
}

/** One of a few words: another type is 12004, another word 12022. */
export function wordMember<const Word extends string>(words: readonly Word[]): Member<Word | undefined> {
  return {
    schema: Type.Unsafe<Word>({ type: 'string', enum: words }),
    required: false,
    read(value, name) {
      if (value === undefined) return undefined;
      if (typeof value !== 'string') throw apiError('fieldType', name, 'string');
      const word = words.find((each) => each === value);
      if (word === undefined) {
        throw apiError('schemaViolation', name, `${quote(value)} is not one of ${words.map(quote).join(', ')}`);
      }
      return word;
    },
  };
}

/** Length as the originals count it: in code points. */
function characters(value: string): number {
  let count = 0;
  for (const _character of value) count++;
  return count;
}

function schemaText(value: unknown, name: string, maxLength: number): string {
  if (typeof value !== 'string') {
    throw apiError('schemaViolation', name, `${describe(value)} is not of type 'string'`);
  }
  if (characters(value) > maxLength) throw apiError('schemaViolation', name, `${quote(value)} is too long`);
  return storable(value, name);
}

/** NUL and lone surrogates are legal in JSON and in no database: refused rather than changed in silence. */
function storable(value: string, name: string): string {
  if (value.includes('\0') || !value.isWellFormed()) {
    throw apiError('schemaViolation', name, 'text holds characters that cannot be stored');
  }
  return value;
}

const LONGEST_QUOTE = 64;

function quote(value: string): string {
  const whole = value.toWellFormed().replaceAll('\0', '\\0');
  const cut = [...whole].slice(0, LONGEST_QUOTE).join('');
  return `'${cut}${cut.length < whole.length ? '…' : ''}'`;
}

/** A scalar as it is; of anything that can be deep only the kind, since writing it out could exhaust the stack. */
function describe(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

/** Refuses bytes that are no UTF-8, which would be stored as other text than was sent; passes over a byte order mark. */
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The JSON value of UTF-8 text; undefined when it is none.
 * @throws ApiError noJson when it has more values than any body of the contract, also where a body may be left out: it was meant
 */
export function parseJson(bytes: Buffer): unknown {
  if (!isModestJson(bytes)) throw apiError('noJson');
  try {
    return JSON.parse(UTF8.decode(bytes));
  } catch {
    return undefined;
  }
}

/** A JSON object that must be there: null is 12005, anything else 12002. */
export function parseJsonObject(bytes: Buffer): Readonly<Record<string, unknown>> {
  const value = parseJson(bytes);
  if (isObject(value)) return value;
  throw apiError(value === null ? 'emptyJson' : 'noJson');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readMembers<Shape extends BodyShape>(
  shape: Shape,
  object: Readonly<Record<string, unknown>>,
  compatibility: Compatibility,
): JsonOf<Shape> {
  const values: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(shape)) {
    values[name] = member.read(Object.hasOwn(object, name) ? object[name] : undefined, name, compatibility);
  }
  return values as JsonOf<Shape>;
}

function schemaOf(shape: BodyShape): TSchema {
  const properties = Object.fromEntries(Object.entries(shape).map(([name, { schema }]) => [name, schema]));
  const required = Object.entries(shape).flatMap(([name, member]) => (member.required ? [name] : []));
  return Type.Unsafe({ type: 'object', properties, required });
}
