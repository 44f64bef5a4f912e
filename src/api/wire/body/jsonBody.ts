import { type TSchema, Type } from 'typebox';
import { apiError } from '../../errors/apiError.ts';
import type { Compatibility } from '../../operations/compatibility.ts';
import type { ReadingRules } from '../query/readingRules.ts';
import type { Body, RawBody } from './body.ts';
import { isModestJson } from './jsonShape.ts';
import type { Member } from './members.ts';

/** Reads at once: JSON is short. */
export interface JsonBody<Value> extends Body<Value> {
  read(body: RawBody, rules: ReadingRules): Value;
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
 * As `optionalJson`, of a change: where Backport 3 is followed, a body that is present but not JSON is 12002, since the client that sent it
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
