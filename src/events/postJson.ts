import { type Agent, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** What came of one attempt. `retry`: the same may succeed later; `refused`: it will not. */
export type Outcome = 'delivered' | 'retry' | 'refused';

export interface PostOptions {
  readonly url: URL;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds for the whole exchange. */
  readonly timeout: number;
  readonly agent: Agent;
  readonly signal: AbortSignal;
}

/** Answers that say "later": time-out, too early, too many. */
const LATER = new Set([408, 425, 429]);

const SHORT = 65_536;

/**
 * Posts JSON and looks at the status only: a long answer is not read, so that rubbish of any size costs nothing. A
 * redirect is not followed, for it would lead past the check of the address: it counts as refused.
 */
export function postJson({ url, body, headers, timeout, agent, signal }: PostOptions): Promise<Outcome> {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const bytes = Buffer.from(body);
  return new Promise((resolve) => {
    const outgoing = send(
      url,
      {
        method: 'POST',
        agent,
        signal,
        headers: { 'Content-Type': 'application/json', 'Content-Length': bytes.length, ...headers },
      },
      (incoming) => {
        const status = incoming.statusCode ?? 0;
        // A short answer is let in, so that the connection can be used again; anything else is cut off.
        const length = status === 204 ? 0 : Number(incoming.headers['content-length'] ?? Number.NaN);
        if (length <= SHORT) incoming.resume().setTimeout(timeout, () => incoming.destroy());
        else incoming.destroy();
        finish(outcomeOf(status));
      },
    );
    const timer = setTimeout(() => outgoing.destroy(), timeout);
    const finish = (outcome: Outcome) => {
      clearTimeout(timer);
      resolve(outcome);
    };
    outgoing.on('error', () => finish('retry'));
    outgoing.on('close', () => finish('retry'));
    outgoing.end(bytes);
  });
}

function outcomeOf(status: number): Outcome {
  if (status >= 200 && status < 300) return 'delivered';
  return status >= 500 || LATER.has(status) ? 'retry' : 'refused';
}
