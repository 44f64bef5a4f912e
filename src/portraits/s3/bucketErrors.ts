import { Unavailable } from '../../domain/errors.ts';

/** What an S3 service says of itself: of those that pass, the same request succeeds later. */
const PASSING_STATUSES = new Set([408, 425, 429, 500, 502, 503, 504]);
const PASSING_CODES = new Set([
  'RequestTimeout',
  'SlowDown',
  'InternalError',
  'OperationAborted',
  'ConditionalRequestConflict',
  // The body was changed on its way.
  'BadDigest',
  'XAmzContentSHA256Mismatch',
]);

/** The bucket of portraits did not do what it was asked: 503 on the wire. Its message names no secret. */
export class BucketFailed extends Unavailable {
  /** Whether another attempt may help. */
  readonly passes: boolean;
  /** Of the answer; undefined when there was none. */
  readonly status: number | undefined;
  readonly code: string | undefined;

  constructor(why: string, { status, code, passes, cause }: FailureParts = {}) {
    super('the bucket of portraits', 1, { cause });
    this.message = `the bucket of portraits is unavailable: ${why}`;
    this.status = status;
    this.code = code;
    this.passes = passes ?? (PASSING_STATUSES.has(status ?? 0) || PASSING_CODES.has(code ?? ''));
  }
}

interface FailureParts {
  readonly status?: number | undefined;
  readonly code?: string | undefined;
  readonly passes?: boolean;
  readonly cause?: unknown;
}

/** Credentials, names or the region are wrong: waiting does not help. */
export function isRefusal(error: unknown): error is BucketFailed {
  return error instanceof BucketFailed && error.status !== undefined && !error.passes;
}
