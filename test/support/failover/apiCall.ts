/** One request, told from its client's side. Times are those of `performance.now`. */
export interface Call {
  readonly kind: 'create' | 'attach' | 'patch' | 'read';
  readonly began: number;
  readonly ended: number;
  readonly outcome: 'done' | 'unavailable' | 'wrong';
  /** What was wrong. */
  readonly problem?: string;
}

export interface Answered {
  readonly call: Call;
  readonly body: string;
}

export interface ApiRequest {
  readonly kind: Call['kind'];
  readonly method: string;
  readonly url: string;
  readonly token: string;
  readonly json?: unknown;
  readonly expected: number;
}

/** Longer than any limit that the drills configure: a hang. */
const HANG_MS = 60_000;

/**
 * Sends a request. `unavailable` is a clean 503 of the contract with `Retry-After`, or
 * the answer to a write whose outcome is unknown; whatever else is not expected is wrong.
 */
export async function callApi({ kind, method, url, token, json, expected }: ApiRequest): Promise<Answered> {
  const began = performance.now();
  const ended = (outcome: Call['outcome'], body: string, problem?: string): Answered => ({
    call: { kind, began, ended: performance.now(), outcome, ...(problem === undefined ? {} : { problem }) },
    body,
  });
  try {
    const answer = await fetch(url, {
      method,
      headers: { 'X-Auth-Token': token, ...(json === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      signal: AbortSignal.timeout(HANG_MS),
    });
    const body = await answer.text();
    if (answer.status === expected) return ended('done', body);
    if (isCleanUnavailable(answer, body) || isOutcomeUnknown(answer, body)) return ended('unavailable', body);
    return ended('wrong', body, `${method} ${url} -> ${answer.status} ${body}`);
  } catch (error) {
    return ended(
      'wrong',
      '',
      `${method} ${url} -> ${error instanceof Error ? `${error.message} ${error.cause}` : error}`,
    );
  }
}

function isCleanUnavailable(answer: Response, body: string): boolean {
  if (answer.status !== 503 || !/^[1-9]\d*$/.test(answer.headers.get('retry-after') ?? '')) return false;
  const { error_code: code, detail } = JSON.parse(body) as { error_code?: unknown; detail?: unknown };
  return code === 11009 && typeof detail === 'string';
}

function isOutcomeUnknown(answer: Response, body: string): boolean {
  if (answer.status !== 500 || answer.headers.has('retry-after')) return false;
  return (JSON.parse(body) as { error_code?: unknown }).error_code === 10015;
}
