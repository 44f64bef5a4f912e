import { type TSchema, Type } from 'typebox';
import { type AnyId, parseId } from '../../../domain/ids.ts';
import { TEXT_LENGTH } from '../../../domain/textLengths.ts';
import { apiError } from '../../errors/apiError.ts';
import type { Compatibility } from '../../operations/compatibility.ts';

/** One member of a JSON body: its schema for the docs and its reader. */
export interface Member<Value> {
  readonly schema: TSchema;
  readonly required: boolean;
  /** @param value the member's JSON value; undefined when it is absent. */
  read(value: unknown, name: string, compatibility: Compatibility): Value;
}

/** Text data of a limited length: 12004 for another type, 11015 when it is longer (contract 00 §11). */
export const dataText: Member<string | undefined> = {
  schema: Type.String({ maxLength: TEXT_LENGTH.data }),
  required: false,
  read(value, name) {
    if (value === undefined) return undefined;
    if (typeof value !== 'string') throw apiError('fieldType', name, 'string');
    if (characters(value) > TEXT_LENGTH.data) throw apiError('userDataTooLong');
    return storable(value, name);
  },
};

/** `user_data` of a person: as `dataText`, or by schema, 12022 (contract 30). */
export const personUserData: Member<string | undefined> = {
  schema: dataText.schema,
  required: false,
  read(value, name, compatibility) {
    if (!compatibility.schemaValidation) return dataText.read(value, name, compatibility);
    return value === undefined ? undefined : schemaText(value, name, TEXT_LENGTH.data);
  },
};

/** `external_id` of a person: a short text, or null (contract 30). */
export const personExternalId: Member<string | null | undefined> = {
  schema: Type.Unsafe<string | null>({ type: ['string', 'null'], maxLength: TEXT_LENGTH.externalId }),
  required: false,
  read(value, name, { schemaValidation }) {
    if (value === undefined || value === null) return value;
    if (typeof value !== 'string' && !schemaValidation) throw apiError('fieldType', name, 'string');
    return schemaText(value, name, TEXT_LENGTH.externalId);
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
export function describe(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
