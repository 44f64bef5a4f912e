/** How HTTP/2 is bounded; times in milliseconds. */
export interface Http2Options {
  /** Requests that one connection may have under way; further ones are refused until one of them is over. */
  readonly streams: number;
  /** Bytes of a request's URL and headers together. */
  readonly headerLimit: number;
  /** In which a whole request has to come. */
  readonly requestTimeout: number;
  /** After which a connection without a request is closed. */
  readonly idleTimeout: number;
  /** Told of a connection that was closed, since its client took back too many requests before they were answered. */
  readonly onTooManyResets: (address: string) => void;
}
