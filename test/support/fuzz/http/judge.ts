import type { Operation } from '../operations.ts';
import type { Answer, Exchange } from './rawClient.ts';

/** What is judged of a request. */
export interface Asked {
  readonly operation: Operation;
  readonly method: string;
  /** The answer may be another operation's, or that of none. */
  readonly isAstray: boolean;
  /** The request does not end where it says; the connection may end without an answer. */
  readonly isTorn: boolean;
  /** A body that the operation does not read: the connection need not outlive it. */
  readonly hasUnwantedBody: boolean;
}

/** Errors that any request may get (docs/errors.md, rows without operations); `docs/developers/api.md` has those of the idempotency key. */
const ANYWHERE = new Set([
  '400/100',
  '403/11004',
  '404/12013',
  '405/12021',
  '408/100',
  '409/100',
  '413/102',
  '415/12024',
  '417/100',
  '422/100',
  '429/100',
  '431/100',
]);

/** Nothing is wrong with the database of a server under test: these two say that the server failed. */
const OWN_FAULTS = new Set(['500/1', '500/10015']);

const ENVELOPE = new Set(['error_code', 'desc', 'detail', 'link', 'request_id']);

/** @returns what is wrong with the answer, undefined for nothing; @param all the operations that a request gone astray may reach */
export type Judge = (
  asked: Asked,
  exchange: Exchange,
  all: readonly Operation[],
  latestMs: number,
) => string | undefined;

/** By what the public API documents. */
export const judge: Judge = (asked, exchange, all, latestMs) =>
  judgeExchange(asked, exchange, latestMs, (answer) => {
    if (!answer.headers.has('luna-request-id')) return 'the answer has no request id';
    return answer.status >= 400 ? judgeError(asked, answer, all) : undefined;
  });

/** What every API has to keep to. @param judgeOwn what is wrong by the rules of this one */
export function judgeExchange(
  asked: Asked,
  { answer, isGivenUp, ms }: Exchange,
  latestMs: number,
  judgeOwn: (answer: Answer) => string | undefined,
): string | undefined {
  if (isGivenUp || (ms > latestMs && !asked.operation.isLong)) return `no answer in ${latestMs} ms`;
  if (!answer) return asked.isTorn ? undefined : 'the connection ended without an answer';
  const wrong = judgeOwn(answer) ?? (answer.status < 400 ? judgeSuccess(asked, answer) : undefined);
  if (wrong) return wrong;
  const isClosed = answer.headers.get('connection') === 'close';
  const mayClose = asked.isTorn || asked.hasUnwantedBody;
  return isClosed && !mayClose && answer.status < 400 ? 'the connection was closed after a success' : undefined;
}

function judgeError(
  { operation, method, isAstray, isTorn }: Asked,
  answer: Answer,
  all: readonly Operation[],
): string | undefined {
  const { status, headers, body } = answer;
  if (method === 'HEAD') return status >= 500 ? `status ${status} of HEAD` : undefined;
  if (!headers.get('content-type')?.startsWith('application/json'))
    return `an error of type ${headers.get('content-type')}`;
  const error = parsed(body);
  if (!error) return 'an error that is no JSON object';
  const { error_code: code, detail } = error;
  if (!Number.isInteger(code) || !isDetail(detail)) return 'an error that is not of the envelope';
  const stranger = Object.keys(error).find((member) => !ENVELOPE.has(member));
  if (stranger !== undefined) return `an error with the member ${stranger}`;
  const name = `${status}/${code as number}`;
  if (OWN_FAULTS.has(name)) return `an error of the server's own: ${name}`;
  if (status === 503 && !headers.has('retry-after')) return '503 without Retry-After';
  const errors = isAstray || isTorn ? all.map((each) => each.errors) : [operation.errors];
  return ANYWHERE.has(name) || errors.some((each) => each.has(name))
    ? undefined
    : `an error that is not documented: ${name}`;
}

const isDetail = (detail: unknown) => typeof detail === 'string' || (typeof detail === 'object' && detail !== null);

function judgeSuccess({ operation, method, isAstray }: Asked, { status, headers, body }: Answer): string | undefined {
  if (status === 204 && body.length > 0) return '204 with a body';
  if (headers.get('content-type')?.startsWith('application/json') && method !== 'HEAD' && status !== 304) {
    if (!parsed(body)) return 'an answer that is no JSON';
  }
  const isOwn = !isAstray && method === operation.method;
  return isOwn && status !== 304 && !operation.statuses.has(status) ? `status ${status} is not documented` : undefined;
}

/** Undefined for what is no JSON object. */
export function parsed(body: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body.toString());
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
