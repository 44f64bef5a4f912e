import type { IncomingHttpHeaders } from 'node:http';
import { apiError } from './apiError.ts';

/**
 * Refuses a compressed body: read as it is, it would be a body without JSON, and so an object without its data.
 * @throws ApiError unsupportedMedia of code 12024 (contract 80 §1)
 */
export function refuseEncoded(headers: IncomingHttpHeaders): void {
  const codings = [...listed(headers['content-encoding']), ...listed(headers['transfer-encoding'], 'chunked')];
  if (codings.length > 0) throw apiError('unsupportedMedia');
}

/** Codings that a header names, without those that leave the bytes as they are. */
function listed(header: string | undefined, harmless = ''): readonly string[] {
  return (header ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity' && coding !== harmless);
}
