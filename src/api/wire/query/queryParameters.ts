import { type TSchema, Type } from 'typebox';
import { type AnyId, parseAnyUuid, parseId } from '../../../domain/ids.ts';
import { DEFAULT_CANDIDATES, DEFAULT_PAGE, LARGEST_PAGE, LAST_PAGE } from '../../../domain/pages.ts';
import { apiError } from '../../errors/apiError.ts';
import type { Compatibility } from '../../operations/compatibility.ts';
import type { Member } from '../body/members.ts';
import type { ReadingRules } from './readingRules.ts';

/** One query parameter: its schema for the docs and its reader. */
export interface QueryParameter<Value> {
  readonly schema: TSchema;
  readonly required: boolean;
  /** @param raw text of the parameter, the last one when it was given twice; undefined when it is absent. */
  read(raw: string | undefined, name: string, rules: ReadingRules): Value;
}

export type QueryShape = Readonly<Record<string, QueryParameter<unknown>>>;
export type QueryOf<Shape extends QueryShape> = {
  readonly [Name in keyof Shape]: Shape[Name] extends QueryParameter<infer Value> ? Value : never;
};

/** Reads the declared parameters, in the order of their declaration: the first bad one decides the error. */
export function readQuery<Shape extends QueryShape>(
  shape: Shape,
  query: URLSearchParams,
  rules: ReadingRules,
): QueryOf<Shape> {
  const values: Record<string, unknown> = {};
  for (const [name, parameter] of Object.entries(shape)) {
    values[name] = parameter.read(query.getAll(name).at(-1), name, rules);
  }
  return values as QueryOf<Shape>;
}

/** Makes a parameter required: its absence is 12014. */
export function required<Value>(parameter: QueryParameter<Value | undefined>): QueryParameter<Value> {
  return {
    schema: parameter.schema,
    required: true,
    read(raw, name, rules) {
      const value = raw === undefined ? undefined : parameter.read(raw, name, rules);
      if (value === undefined) throw apiError('parameterRequired', name);
      return value;
    },
  };
}

/** A UUID4; anything else is 12012. */
export function uuid<Id extends AnyId>(description: string): QueryParameter<Id | undefined> {
  return idParameter(description, parseId<Id>);
}

/** A UUID of any version and spelling (contract 60 §4); anything else is 12012. */
export function anyUuid<Id extends AnyId>(description: string): QueryParameter<Id | undefined> {
  return idParameter(description, parseAnyUuid<Id>);
}

function idParameter<Id extends AnyId>(
  description: string,
  parse: (raw: string) => Id | undefined,
): QueryParameter<Id | undefined> {
  return {
    schema: Type.String({ format: 'uuid', description }),
    required: false,
    read(raw, name) {
      if (raw === undefined) return undefined;
      const id = parse(raw);
      if (id === undefined) throw apiError('badParameter', name);
      return id;
    },
  };
}

/** Comma-separated UUID4s, each once; one bad element is 12012. */
export function uuids<Id extends AnyId>(description: string): QueryParameter<readonly Id[] | undefined> {
  return {
    schema: Type.String({ description: `${description} (comma-separated)` }),
    required: false,
    read(raw, name) {
      if (raw === undefined) return undefined;
      const ids = new Set<Id>();
      for (const text of raw.split(',')) {
        const id = parseId<Id>(text);
        if (id === undefined) throw apiError('badParameter', name);
        ids.add(id);
      }
      return [...ids];
    },
  };
}

/** One of a few words; anything else is 12012. */
export function oneOf<const Word extends string>(
  words: readonly Word[],
  description: string,
): QueryParameter<Word | undefined> {
  return {
    schema: Type.Unsafe<Word>({ type: 'string', enum: words, description }),
    required: false,
    read(raw, name) {
      if (raw === undefined) return undefined;
      const word = words.find((each) => each === raw);
      if (word === undefined) throw apiError('badParameter', name);
      return word;
    },
  };
}

/** 0 or 1, of a resource that LP3 did not have: what is neither is 12012 in both modes (contract 60). */
export function strictFlag(description: string): QueryParameter<boolean> {
  const lenient = flag(false, description);
  return {
    ...lenient,
    read(raw, name, { compatibility, ...rules }) {
      return lenient.read(raw, name, { ...rules, compatibility: { ...compatibility, unreadableOption: 'error' } });
    },
  };
}

/** 0 or 1. What is neither is 12012, or the default where LP3 is followed (contract 00 §9). */
export function flag(byDefault: boolean, description: string): QueryParameter<boolean> {
  return {
    schema: Type.Unsafe<number>({ type: 'integer', enum: [0, 1], default: byDefault ? 1 : 0, description }),
    required: false,
    read(raw, name, { compatibility }) {
      if (raw === undefined) return byDefault;
      if (raw === '0' || raw === '1') return raw === '1';
      if (compatibility.unreadableOption === 'default') return byDefault;
      throw apiError('badParameter', name);
    },
  };
}

/** 0 or 1 as `flag` reads them, false by default; an extension knows `extended`, too. */
export function extendedFlag(description: string): QueryParameter<boolean | 'extended'> {
  const plain = flag(false, description);
  return {
    ...plain,
    schema: Type.Unsafe<number | string>({ enum: [0, 1, 'extended'], default: 0, description }),
    read: (raw, name, rules) => (raw === 'extended' ? raw : plain.read(raw, name, rules)),
  };
}

/** One way to read each text: where digits could belong to either side of a point that may be missing, thousands of them take seconds. */
const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** A number in a range. What is none is 12012, or counts as absent where LP3 is followed (contract 00 §9). */
export function decimal(minimum: number, maximum: number, description: string): QueryParameter<number | undefined> {
  return {
    schema: Type.Number({ minimum, maximum, description }),
    required: false,
    read(raw, name, { compatibility }) {
      if (raw === undefined) return undefined;
      const value = DECIMAL.test(raw) ? Number(raw) : Number.NaN;
      if (value >= minimum && value <= maximum) return value;
      if (compatibility.unreadableOption === 'default') return undefined;
      throw apiError('badParameter', name);
    },
  };
}

/**
 * Largest absolute angle of a face, in degrees. What is no number is treated as by `decimal`; a number outside 0..180 counts as
 * absent in both modes. Backport 3 rounds it to an integer (contract 20).
 */
export function angleLimit(description: string): QueryParameter<number | undefined> {
  const anyNumber = decimal(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, description);
  return {
    schema: Type.Number({ description: `${description}; outside 0..180: none are` }),
    required: false,
    read(raw, name, rules) {
      const degrees = anyNumber.read(raw, name, rules);
      if (degrees === undefined || degrees < 0 || degrees > 180) return undefined;
      return rules.compatibility.roundsAngleLimits ? Math.round(degrees) : degrees;
    },
  };
}

/**
 * `similarity__gte` of matching, an extension: candidates that are less similar are left out. A threshold that cannot be
 * read is 12012 in both modes: to go on without it would let strangers through.
 */
export const similarityFrom: QueryParameter<number | undefined> = {
  schema: Type.Number({ minimum: 0, maximum: 1, description: 'Least similarity of a candidate; absent: any' }),
  required: false,
  read(raw, name) {
    if (raw === undefined) return undefined;
    const value = DECIMAL.test(raw) ? Number(raw) : Number.NaN;
    if (value >= 0 && value <= 1) return value;
    throw apiError('badParameter', name);
  },
};

/** A member of a JSON body that comes as a parameter: its own checks and errors. */
export function memberText<Value>(member: Member<Value>, description: string): QueryParameter<Value> {
  return {
    schema: { ...member.schema, description },
    required: member.required,
    read: (raw, name, { compatibility }) => member.read(raw, name, compatibility),
  };
}

/** Free text. NUL cannot be stored, so nothing could ever match it: 12012. */
export function text(description: string): QueryParameter<string | undefined> {
  return {
    schema: Type.String({ description }),
    required: false,
    read(raw, name) {
      if (raw?.includes('\0')) throw apiError('badParameter', name);
      return raw;
    },
  };
}

const INTEGER = /^[+-]?\d+$/;

function readInteger(raw: string, name: string): number {
  if (!INTEGER.test(raw.trim())) throw apiError('badParameter', name);
  return Number(raw);
}

function clamped(
  byDefault: number,
  maximumOf: (compatibility: Compatibility) => number,
  description: string,
): QueryParameter<number> {
  return {
    schema: Type.Integer({ default: byDefault, description }),
    required: false,
    read(raw, name, { compatibility }) {
      if (raw === undefined) return byDefault;
      return Math.min(Math.max(readInteger(raw, name), 1), maximumOf(compatibility));
    },
  };
}

/** `page` and `page_size`: numbers out of range are clamped, never an error (contract 00 §8). */
export const pagination = {
  page: clamped(DEFAULT_PAGE.page, () => LAST_PAGE, 'Page, from 1; smaller numbers count as 1'),
  page_size: clamped(
    DEFAULT_PAGE.size,
    ({ largestPage }) => largestPage,
    `Objects a page, clamped to 1..${LARGEST_PAGE.backport3} (1..${LARGEST_PAGE.lp3} in the mode lp3)`,
  ),
} as const;

/** `limit` of matching: below 1 → 3, above the maximum → the maximum (contract 50). */
export const candidateLimit: QueryParameter<number> = {
  schema: Type.Integer({ default: DEFAULT_CANDIDATES, description: 'Candidates in the answer' }),
  required: false,
  read(raw, name, { maxCandidates }) {
    const wanted = raw === undefined ? DEFAULT_CANDIDATES : readInteger(raw, name);
    return Math.min(wanted < 1 ? DEFAULT_CANDIDATES : wanted, maxCandidates);
  },
};
