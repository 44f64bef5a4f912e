import autocannon from 'autocannon';

export interface Load {
  readonly method?: 'GET' | 'POST';
  readonly url: string;
  /** Paths that each connection asks for in turns, each from another one on, in the place of that of the URL. */
  readonly paths?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
  readonly connections: number;
  readonly seconds: number;
}

export interface LoadResult {
  readonly perSecond: number;
  /** Round trips as the client sees them, milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly requests: number;
}

/**
 * Keeps `connections` requests in flight for some seconds.
 * @throws when an answer is not 2xx: a fast refusal must not count as speed
 */
export async function runLoad({
  method = 'GET',
  url,
  paths,
  headers = {},
  body,
  connections,
  seconds,
}: Load): Promise<LoadResult> {
  let started = 0;
  const result = await autocannon({
    url,
    method,
    headers: { ...headers },
    ...(body === undefined ? {} : { body }),
    ...(paths && {
      setupClient(client) {
        const from = Math.floor((paths.length / connections) * started++);
        client.setRequests([...paths.slice(from), ...paths.slice(0, from)].map((path) => ({ path })));
      },
    }),
    connections,
    duration: seconds,
    timeout: 30,
  });
  const bad = result.non2xx + result.errors + result.timeouts;
  if (bad > 0) throw new Error(`${bad} of ${result.requests.total} requests to ${url} failed`);
  return {
    perSecond: result.requests.total / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    requests: result.requests.total,
  };
}
