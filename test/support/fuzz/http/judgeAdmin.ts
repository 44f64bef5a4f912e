import { ADMIN_ERRORS } from '../../../../src/admin/adminError.ts';
import { type Judge, judgeExchange, parsed } from './judge.ts';
import type { Answer } from './rawClient.ts';

/** Nothing is wrong with the database of a server under test: these two say that the server failed. */
const OWN_FAULTS = new Set(['internal', 'outcome-unknown']);
const ENVELOPE = new Set(['error', 'detail']);
const STATUSES: Readonly<Record<string, number>> = ADMIN_ERRORS;

/** By what docs/administration.md says: an error is `{"error": kind, "detail": text}` with the status of its kind. */
export const judgeAdmin: Judge = (asked, exchange, _all, latestMs) =>
  judgeExchange(asked, exchange, latestMs, (answer) => {
    if (answer.status < 400) return undefined;
    if (asked.method === 'HEAD') return answer.status >= 500 ? `status ${answer.status} of HEAD` : undefined;
    return judgeError(answer);
  });

function judgeError({ status, headers, body }: Answer): string | undefined {
  if (!headers.get('content-type')?.startsWith('application/json'))
    return `an error of type ${headers.get('content-type')}`;
  const error = parsed(body);
  if (!error) return 'an error that is no JSON object';
  const stranger = Object.keys(error).find((member) => !ENVELOPE.has(member));
  if (stranger !== undefined) return `an error with the member ${stranger}`;
  const { error: kind, detail } = error;
  if (typeof kind !== 'string' || typeof detail !== 'string') return 'an error that is not of the envelope';
  if (OWN_FAULTS.has(kind)) return `an error of the server's own: ${kind}`;
  return STATUSES[kind] === status ? undefined : `${kind} with status ${status}`;
}
