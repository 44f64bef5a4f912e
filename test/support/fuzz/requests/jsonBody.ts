import type { Schema } from '../operations.ts';
import type { Random } from '../random.ts';
import { ODD_JSON, ODD_TEXTS } from './values.ts';

/** What a valid value of a string is, by the name of its member. */
export type TextOf = (name: string, schema: Schema) => string;

/** A value that the schema allows. */
export function validValue(schema: Schema, name: string, text: TextOf, random: Random): unknown {
  const one = schema.anyOf ?? schema.oneOf;
  if (one) return validValue(random.pick(one), name, text, random);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return random.pick(schema.enum);
  const { type = 'object' } = schema;
  switch (typeof type === 'string' ? type : random.pick(type)) {
    case 'object': {
      const required = new Set(schema.required);
      const members = Object.entries(schema.properties ?? {}).filter(
        ([key]) => required.has(key) || random.chance(0.5),
      );
      return Object.fromEntries(members.map(([key, inner]) => [key, validValue(inner, key, text, random)]));
    }
    case 'array': {
      const least = schema.minItems ?? 0;
      const count = least + random.below(Math.min(3, (schema.maxItems ?? Number.POSITIVE_INFINITY) - least) + 1);
      return Array.from({ length: count }, () => validValue(schema.items ?? {}, name, text, random));
    }
    case 'integer':
      return Math.round(numberWithin(schema, random));
    case 'number':
      return numberWithin(schema, random);
    case 'boolean':
      return random.chance(0.5);
    case 'null':
      return null;
    default:
      return text(name, schema);
  }
}

export function numberWithin({ minimum = 0, maximum = minimum + 100 }: Schema, random: Random): number {
  return random.pick([minimum, maximum, minimum + (maximum - minimum) * random.next()]);
}

/** JSON text of the value, broken in one place. */
export function breakJson(value: unknown, random: Random): Buffer {
  const kind = random.pick(BREAKS);
  return kind(value, random);
}

type Break = (value: unknown, random: Random) => Buffer;

/** JSON text in which the value that is counted so is replaced by a piece of text. */
function replaced(value: unknown, random: Random, piece: string): string {
  const place = random.below(countValues(value));
  let seen = 0;
  const write = (inner: unknown): string => {
    if (seen++ === place) return piece;
    if (Array.isArray(inner)) return `[${inner.map(write).join(',')}]`;
    if (inner && typeof inner === 'object') {
      return `{${Object.entries(inner).map(([key, member]) => `${JSON.stringify(key)}:${write(member)}`)}}`;
    }
    return JSON.stringify(inner);
  };
  return write(value);
}

function countValues(value: unknown): number {
  if (!value || typeof value !== 'object') return 1;
  return Object.values(value).reduce<number>((sum, inner) => sum + countValues(inner), 1);
}

const text = (value: unknown) => JSON.stringify(value);

const BREAKS: readonly Break[] = [
  // Values of a wrong type are half of all.
  ...Array.from(
    { length: 8 },
    (): Break => (value, random) => Buffer.from(replaced(value, random, random.pick(ODD_JSON))),
  ),
  // A member less.
  (value, random) => {
    const members = Object.entries(value ?? {});
    members.splice(random.below(members.length), 1);
    return Buffer.from(text(Object.fromEntries(members)));
  },
  // A member more, or one twice.
  (value, random) => {
    const key = random.pick([...ODD_TEXTS, ...Object.keys(value ?? {})]);
    return Buffer.from(
      `${text(value).replace(/}$/, ',').replace('{,', '{')}${JSON.stringify(key)}:${random.pick(ODD_JSON)}}`,
    );
  },
  (value, random) => Buffer.from(text(value)).subarray(0, random.below(text(value).length)),
  (value, random) => Buffer.from(text(value) + random.pick(['}', ']', ',', '\u0000', '{}', ' x', '\n\n'])),
  (value) => Buffer.from(`\ufeff${text(value)}`),
  (value) => Buffer.from(text(value), 'utf16le'),
  (value, random) => {
    const bytes = Buffer.from(text(value));
    const at = random.below(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), random.pick(BAD_UTF8), bytes.subarray(at)]);
  },
  (value, random) => {
    const bytes = Buffer.from(text(value));
    for (let times = 1 + random.below(4); times > 0; times--) bytes[random.below(bytes.length)] = random.below(256);
    return bytes;
  },
  (_value, random) => random.bytes(random.below(300)),
  () => Buffer.alloc(0),
];

/** Bytes that are no UTF-8: alone, too long a form, a surrogate, beyond Unicode, cut off. */
const BAD_UTF8 = ['ff', 'c080', 'eda080', 'f4908080', 'f09f98'].map((hex) => Buffer.from(hex, 'hex'));
