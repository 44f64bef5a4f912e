/** The head of a request, as far as a trace needs it. */
export interface TracedRequest {
  readonly method: string;
  /** The route's pattern, so that spans of one operation have one name; `other` for what no route knows. */
  readonly route: string;
  readonly requestId: string;
  /** Of the caller's own trace (`traceparent`, `tracestate`). */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** How a request ended. */
export interface TracedAnswer {
  readonly status: number;
  readonly errorCode: number | undefined;
  readonly accountId: string | undefined;
}

/** The span of one request. */
export interface RequestSpan {
  /** Spans that begin in the work are below this one. */
  run<Result>(work: () => Result): Result;
  /**
   * The body has been read.
   * @param beganMs when its first byte was asked for; `Date.now`
   * @param bytes undefined: it came in parts
   */
  bodyRead(beganMs: number, bytes: number | undefined): void;
  end(answer: TracedAnswer): void;
}

/** A statement that a database has answered. */
export interface TracedStatement {
  /** Without its values. */
  readonly sql: string;
  readonly milliseconds: number;
  readonly error: unknown;
}

/** What the parts of a service tell of the time that they take for the request at hand. */
export interface Tracing {
  beginRequest(request: TracedRequest): RequestSpan;
  /** A call within the request at hand. */
  call<Result>(name: string, work: () => Promise<Result>): Promise<Result>;
  /** Stages of the call at hand, in milliseconds by name; they are laid one after the other, up to now. */
  onStages(stages: Readonly<Record<string, number>>): void;
  onStatement(statement: TracedStatement): void;
  /** Sends what waits. */
  close(): Promise<void>;
}
