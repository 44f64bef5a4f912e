import { Type } from 'typebox';
import { type AnyId, parseId } from '../../../domain/ids.ts';
import { TIME_PATTERN, type Timestamp } from '../../../domain/time.ts';
import { apiError } from '../../errors/apiError.ts';
import type { QueryParameter } from './queryParameters.ts';

/** The last object of a page, by the time and the id that the pages are ordered by. */
export interface TimeKey<Id> {
  readonly time: Timestamp;
  readonly id: Id;
}

const TIME = new RegExp(TIME_PATTERN);

/** `after`, which is the `next` of the answer before: 12012 when it is not of that form. */
export function afterKey<Id extends AnyId>(): QueryParameter<TimeKey<Id> | undefined> {
  return {
    schema: Type.String({ description: '`next` of the page before; absent: the first page' }),
    required: false,
    read(raw, name) {
      if (raw === undefined) return undefined;
      const [time = '', text = ''] = raw.split('_', 2);
      const id = parseId<Id>(text);
      if (id === undefined || !TIME.test(time) || Number.isNaN(Date.parse(time))) throw apiError('badParameter', name);
      return { time: time as Timestamp, id };
    },
  };
}

/** The text of `next`. */
export function nextKey({ time, id }: TimeKey<AnyId>): string {
  return `${time}_${id}`;
}

/** A whole number that is clamped to its range; what is none is 12012. */
export function clampedInteger(
  range: { readonly least: number; readonly most: number; readonly byDefault: number },
  description: string,
): QueryParameter<number> {
  const { least, most, byDefault } = range;
  return {
    schema: Type.Integer({ minimum: least, maximum: most, default: byDefault, description }),
    required: false,
    read(raw, name) {
      if (raw === undefined) return byDefault;
      if (!/^[+-]?\d+$/.test(raw)) throw apiError('badParameter', name);
      return Math.min(Math.max(Number(raw), least), most);
    },
  };
}
