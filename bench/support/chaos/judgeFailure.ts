import type { Failure } from '../soak/client.ts';

/** What a client may see of a fault; anything else is foreign. */
export type Seen = 'refused' | 'unknown' | 'cut' | 'foreign';

const CUT = /ECONNREFUSED|ECONNRESET|EPIPE|socket hang up/;

/** `refused` is a clean 503 of the contract, `unknown` the answer to a write that may have happened, `cut` no answer at all. */
export function judgeFailure({ status, retryAfter, text }: Failure): Seen {
  if (status === 0) return CUT.test(text) ? 'cut' : 'foreign';
  const code = codeOf(text);
  if (status === 503 && code === 11009 && /^[1-9]\d*$/.test(retryAfter ?? '')) return 'refused';
  if (status === 500 && code === 10015 && retryAfter === undefined) return 'unknown';
  return 'foreign';
}

function codeOf(text: string): unknown {
  try {
    return (JSON.parse(text) as { error_code?: unknown }).error_code;
  } catch {
    return undefined;
  }
}
