import { Type } from 'typebox';
import { type AnyId, UUID4_PATTERN } from '../../domain/ids.ts';
import { TEXT_LENGTH } from '../../domain/textLengths.ts';

/** Faces of one request. */
const MOST_FACES = 1000;
const MOST_LISTS = 100;

/** A member that names an object; what is no UUID4 is 12022. */
export const IdText = Type.String({ format: 'uuid', pattern: UUID4_PATTERN });
export const FaceIds = Type.Array(IdText, { minItems: 1, maxItems: MOST_FACES });
export const ListIds = Type.Array(IdText, { maxItems: MOST_LISTS });

export const closed = { additionalProperties: false } as const;

/** What can be written of a person; the same limits as everywhere (contract 30). */
export const personData = {
  user_data: Type.Optional(Type.String({ maxLength: TEXT_LENGTH.data })),
  external_id: Type.Optional(
    Type.Unsafe<string | null>({ type: ['string', 'null'], maxLength: TEXT_LENGTH.externalId }),
  ),
} as const;

/** Its stored form: the schema has checked that it is one. */
export function idOf<Id extends AnyId>(text: string): Id {
  return text.toLowerCase() as Id;
}

/** Each once. */
export function idsOf<Id extends AnyId>(texts: readonly string[]): readonly Id[] {
  return [...new Set(texts.map(idOf<Id>))];
}
