import { Type } from 'typebox';
import { apiError } from '../../errors/apiError.ts';
import type { QueryParameter } from '../../wire/query/queryParameters.ts';

const LARGEST = 2 ** 31 - 1;

/** `after` of findings and faces: the `next` of the answer before. */
export const afterPlace: QueryParameter<number | undefined> = {
  schema: Type.String({ description: '`next` of the page before; absent: the first page' }),
  required: false,
  read(raw, name) {
    if (raw === undefined) return undefined;
    const place = /^\d{1,10}$/.test(raw) ? Number(raw) : LARGEST + 1;
    if (place > LARGEST) throw apiError('badParameter', name);
    return place;
  },
};

/** The text of `next`. */
export function nextPlace(place: number | null): string | null {
  return place === null ? null : String(place);
}
