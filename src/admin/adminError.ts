import { Conflict, NotFound, OutcomeUnknown, Refused, Unavailable, UnstorableText } from '../domain/errors.ts';

/** Kinds of failure, each with its status. */
export const ADMIN_ERRORS = {
  'bad-request': 400,
  unauthorized: 401,
  'not-found': 404,
  'method-not-allowed': 405,
  timeout: 408,
  conflict: 409,
  'too-large': 413,
  'expectation-failed': 417,
  'headers-too-large': 431,
  internal: 500,
  'outcome-unknown': 500,
  unavailable: 503,
} as const;

export type AdminErrorKind = keyof typeof ADMIN_ERRORS;

/** Leaves as `{"error": kind, "detail": text}`. */
export class AdminError extends Error {
  override readonly name = 'AdminError';
  readonly kind: AdminErrorKind;

  constructor(kind: AdminErrorKind, detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.kind = kind;
  }
}

const CONFLICTS: Record<Conflict['reason'], string> = {
  'email-taken': 'an account with this e-mail exists already',
  'descriptor-attached': 'the descriptor belongs to a person already',
};

export const TOO_LARGE = 'the body is too large';
export const NO_PAGE = 'there is no such page';

/** Fastify's own refusals, by their stable codes. */
const FRAMEWORK: Readonly<Record<string, readonly [AdminErrorKind, string]>> = {
  FST_ERR_BAD_URL: ['not-found', NO_PAGE],
  FST_ERR_MAX_PARAM_LENGTH: ['not-found', NO_PAGE],
  FST_ERR_CTP_BODY_TOO_LARGE: ['too-large', TOO_LARGE],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['bad-request', 'body: must be JSON'],
  FST_ERR_CTP_INVALID_JSON_BODY: ['bad-request', 'body: must be JSON'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['bad-request', 'body: must be sent as application/json'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['bad-request', 'body: is not as long as announced'],
};

/** The answer to anything that was thrown; what is no rule of the service gives away nothing. */
export function toAdminError(error: unknown): AdminError {
  if (error instanceof AdminError) return error;
  if (error instanceof NotFound) return new AdminError('not-found', error.message);
  if (error instanceof Conflict) return new AdminError('conflict', CONFLICTS[error.reason]);
  if (error instanceof Refused) return new AdminError('conflict', error.message);
  if (error instanceof UnstorableText) return new AdminError('bad-request', error.message);
  if (error instanceof OutcomeUnknown) {
    const detail = 'the database did not say whether it took the change: look before you send it again';
    return new AdminError('outcome-unknown', detail, { cause: error });
  }
  if (error instanceof Unavailable) return new AdminError('unavailable', error.message, { cause: error });
  const known = error instanceof Error && 'code' in error ? FRAMEWORK[String(error.code)] : undefined;
  if (known) return new AdminError(...known);
  return new AdminError('internal', 'unknown error, see the log', { cause: error });
}
