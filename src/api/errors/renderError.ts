import type { Compatibility } from '../operations/compatibility.ts';
import type { ApiError } from './apiError.ts';

export const JSON_TYPE = 'application/json';

/** The error envelope; members leave in the order of contract 00 §7. */
export function renderError(error: ApiError, compatibility: Compatibility): string {
  return JSON.stringify(envelopeOf(error, compatibility));
}

/** The same before it is text. */
export function envelopeOf({ entry, detail }: Pick<ApiError, 'entry' | 'detail'>, { envelopeHasDesc }: Compatibility) {
  return envelopeHasDesc ? { error_code: entry.code, desc: entry.desc, detail } : { error_code: entry.code, detail };
}
