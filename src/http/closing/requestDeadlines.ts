/** Milliseconds in which the head of a request has to come, however long its body may take. */
const LONGEST_HEAD = 60_000;
/** Late requests are looked for so often; Node's own half a minute is longer than some deadlines. */
const MOST_LATE = 5000;
const LOOKS_PER_DEADLINE = 10;

export interface RequestDeadlines {
  readonly requestTimeout: number;
  readonly headersTimeout: number;
  readonly connectionsCheckingInterval: number;
  /** Of a connection with TLS, before there can be a request. */
  readonly handshakeTimeout: number;
}

/**
 * Options for Node's `createServer`, to be given together: of a server that is only told its `requestTimeout` later, Node takes the longer one
 * of both deadlines for bodies, which is a minute at least.
 * @param whole milliseconds for a client to send a whole request
 */
export function requestDeadlines(whole: number): RequestDeadlines {
  return {
    requestTimeout: whole,
    headersTimeout: Math.min(LONGEST_HEAD, whole),
    connectionsCheckingInterval: Math.min(MOST_LATE, whole / LOOKS_PER_DEADLINE),
    handshakeTimeout: whole,
  };
}
