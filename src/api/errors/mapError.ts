import { FaceRefused, PictureNeeded } from '../../core/handlers/faceErrors.ts';
import {
  AllFacesFiltered,
  AuthenticationFailed,
  BadDescriptorFile,
  BadImage,
  CannotUndo,
  ClaimLost,
  Conflict,
  IdempotencyRefused,
  ModelMismatch,
  NoFaces,
  NoRoom,
  NotFound,
  NotLinked,
  type ObjectKind,
  type ObjectRole,
  OutcomeUnknown,
  PolicyRefused,
  PortraitsDisabled,
  RegistrationRefused,
  SamePerson,
  SeveralFacesFound,
  SomeNotFound,
  TokenForbidden,
  TooManyAttempts,
  TooManyStreams,
  Unavailable,
  UnstorableText,
  WrongListKind,
} from '../../domain/errors.ts';
import { LivenessOff, NotAlive, UnfitForLiveness } from '../../domain/pictures/livenessErrors.ts';
import { QualityScoreOff } from '../../domain/pictures/qualityErrors.ts';
import { TooManyRequests } from '../../domain/tooManyRequests.ts';
import type { Compatibility } from '../operations/compatibility.ts';
import { ApiError, apiError } from './apiError.ts';
import type { ErrorName } from './errorTable.ts';

const NOT_FOUND: Record<ObjectKind, Record<ObjectRole, ErrorName>> = {
  account: { target: 'accountNotFound', reference: 'accountNotFound' },
  token: { target: 'tokenNotFound', reference: 'tokenNotFound' },
  person: { target: 'personTargetNotFound', reference: 'personReferenceNotFound' },
  descriptor: { target: 'descriptorTargetNotFound', reference: 'descriptorReferenceNotFound' },
  list: { target: 'listTargetNotFound', reference: 'listReferenceNotFound' },
  portrait: { target: 'imageNotFound', reference: 'imageNotFound' },
  invitation: { target: 'invitationUnknown', reference: 'invitationUnknown' },
  action: { target: 'actionNotFound', reference: 'actionNotFound' },
  finding: { target: 'findingNotFound', reference: 'findingNotFound' },
};

const AUTHENTICATION: Record<AuthenticationFailed['reason'], ErrorName> = {
  missing: 'noCredentials',
  malformed: 'noCredentials',
  'malformed-token': 'badToken',
  unknown: 'accountNotFound',
  suspended: 'accountSuspended',
};

const UNDO_ERRORS = {
  undone: 'actionUndone',
  overtaken: 'actionOvertaken',
  erased: 'actionFinal',
} as const satisfies Readonly<Record<CannotUndo['reason'], ErrorName>>;

const REGISTRATION: Record<RegistrationRefused['reason'], ErrorName> = {
  closed: 'registrationClosed',
  'invitation-missing': 'invitationMissing',
  'invitation-unknown': 'invitationUnknown',
};

/** Fastify's own refusals, by their stable codes. */
const FRAMEWORK: Readonly<Record<string, ErrorName>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'bodyTooLarge',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformedRequest',
  FST_ERR_BAD_URL: 'pageNotFound',
  FST_ERR_MAX_PARAM_LENGTH: 'pageNotFound',
  FST_ERR_ASYNC_CONSTRAINT: 'pageNotFound',
  FST_ERR_NOT_FOUND: 'pageNotFound',
};

/** The wire's answer to anything that was thrown; undefined for what is no rule of the service: a defect or an outage. */
export function mapError(error: unknown, compatibility: Compatibility): ApiError | undefined {
  if (error instanceof ApiError) return error;
  if (error instanceof NotFound) return apiError(NOT_FOUND[error.kind][error.role]);
  if (error instanceof SomeNotFound) return someNotFound(error, compatibility);
  if (error instanceof AuthenticationFailed) return apiError(AUTHENTICATION[error.reason]);
  if (error instanceof TokenForbidden)
    return apiError(error.beyond === 'access' ? 'tokenForbidden' : 'tokenOutOfLists');
  if (error instanceof RegistrationRefused) return apiError(REGISTRATION[error.reason]);
  if (error instanceof TooManyAttempts) {
    return new ApiError('tooManyLogins', { retryAfter: error.retryAfterSeconds });
  }
  if (error instanceof TooManyRequests) {
    return new ApiError('tooManyRequests', { values: [error.by], retryAfter: error.retryAfterSeconds });
  }
  if (error instanceof TooManyStreams) return new ApiError('tooManyStreams', { retryAfter: 5 });
  if (error instanceof SamePerson) return apiError('samePerson');
  if (error instanceof CannotUndo) return apiError(UNDO_ERRORS[error.reason]);
  if (error instanceof ClaimLost) return new ApiError('requestRunning', { retryAfter: 1 });
  if (error instanceof IdempotencyRefused) return idempotencyRefused(error);
  if (error instanceof BadImage) return badImage(error);
  if (error instanceof BadDescriptorFile) {
    return error.kind === 'archive' ? apiError('badXpk') : apiError('badDescriptorFile', error.found);
  }
  if (error instanceof NoFaces) return apiError('noFaces');
  if (error instanceof NotAlive) return apiError('notAlive', error.measure, error.value.toFixed(3), error.limit);
  if (error instanceof FaceRefused) return faceRefused(error);
  if (error instanceof PictureNeeded) return apiError('pictureNeeded', error.measure);
  if (error instanceof SeveralFacesFound) return apiError('multipleFaces', error.count);
  if (error instanceof UnfitForLiveness) return unfitForLiveness(error);
  if (error instanceof LivenessOff) return apiError('featureOff', 'liveness');
  if (error instanceof QualityScoreOff) return apiError('featureOff', 'extended quality');
  if (error instanceof AllFacesFiltered) return apiError(compatibility.allFacesFiltered);
  if (error instanceof Conflict) {
    return apiError(error.reason === 'email-taken' ? 'emailTaken' : compatibility.descriptorAttached);
  }
  if (error instanceof NotLinked) return apiError('notLinked');
  if (error instanceof WrongListKind) return apiError('wrongListKind', error.expected, error.actual, error.listId);
  if (error instanceof PolicyRefused) return apiError('schemaViolation', error.path, error.why);
  if (error instanceof ModelMismatch) return apiError('modelMismatch', error.actual, error.expected);
  if (error instanceof PortraitsDisabled) return apiError('portraitsOff');
  if (error instanceof UnstorableText) {
    return apiError('schemaViolation', '', 'text holds characters that cannot be stored');
  }
  // Before its parent: nothing may invite a proxy or a client to send the write again.
  if (error instanceof OutcomeUnknown) return apiError('outcomeUnknown');
  if (error instanceof Unavailable) {
    return new ApiError(error instanceof NoRoom ? 'noRoom' : 'unavailable', { retryAfter: error.retryAfterSeconds });
  }
  const framework = error instanceof Error && 'code' in error ? FRAMEWORK[String(error.code)] : undefined;
  return framework && apiError(framework);
}

function faceRefused({ measure, value, limit }: FaceRefused): ApiError {
  return measure === 'quality'
    ? apiError('qualityTooLow', value, limit)
    : apiError('faceMasked', value.toFixed(3), limit);
}

const MANY_KEYS_WAIT_SECONDS = 3600;

function idempotencyRefused({ reason }: IdempotencyRefused): ApiError {
  switch (reason) {
    case 'running':
      return new ApiError('requestRunning', { retryAfter: 1 });
    case 'other-request':
      return apiError('idempotencyKeyReused');
    case 'answer-not-kept':
      return apiError('answerNotKept');
    case 'too-many-keys':
      return new ApiError('tooManyKeys', { retryAfter: MANY_KEYS_WAIT_SECONDS });
  }
}

function someNotFound({ kind, where }: SomeNotFound, { linkerUnknown }: Compatibility): ApiError {
  if (where === 'linker') return apiError(linkerUnknown[kind]);
  return apiError('someNotFound', kind === 'person' ? 'person' : 'descriptors');
}

function badImage({ problem }: BadImage): ApiError {
  if (problem.kind === 'undecodable') {
    return problem.format ? apiError('imageFormatUnsupported', problem.format) : apiError('imageUndecodable');
  }
  const { width, height, limit } = problem;
  return apiError(problem.kind === 'too-small' ? 'imageTooSmall' : 'imageTooLarge', width, height, limit, limit);
}

function unfitForLiveness({ problem }: UnfitForLiveness): ApiError {
  switch (problem.kind) {
    case 'several-faces':
      return apiError('multipleFaces', problem.count);
    case 'no-picture':
      return apiError('imageMissing');
    case 'warped':
      return apiError('imageWarped');
    case 'face-too-small':
      return apiError('faceTooSmall', problem.width, problem.limit);
    case 'margin-too-small':
      return apiError('marginTooSmall', problem.margin, problem.limit);
  }
}
