/** A request of a client and what the old server said to it. */
export interface Exchange {
  readonly method: string;
  /** With its query, as the client sent it. */
  readonly path: string;
  /** Who asked: `credentialMark` of the token or login; null when the request did not say. */
  readonly as: string | null;
  readonly type?: string;
  readonly accept?: string;
  readonly body?: Buffer;
  /** Why it cannot be sent again. */
  readonly leftOut?: string;
  /** Absent where only the request is known. */
  readonly answer?: RecordedAnswer;
}

export interface RecordedAnswer {
  readonly status: number;
  readonly type?: string;
  /** Absent where it was not kept: then only the status counts. */
  readonly body?: Buffer;
  readonly milliseconds: number;
}

/** Why the old server's answer is unknown to us, though it has one. */
export const TOO_LARGE = 'a body is larger than what is kept';
export const NO_BODY = 'the log has no bodies';
export const ABOUT_CREDENTIALS = 'it is about passwords or tokens';
