import { PASSWORD_LENGTH } from '../../core/accounts/accountRules.ts';
import { TEXT_LENGTH } from '../../domain/textLengths.ts';
import type { ErrorEntry } from './errorEntry.ts';
import { FACE_POLICY_ERRORS } from './facePolicyErrors.ts';

const BAD_INPUT = 'Bad/incomplete input data';
const NOT_FOUND = 'Object not found';
const UNIQUE = 'Unique constraint error';
const INTERNAL = 'Internal server error';
const NOT_ESTIMATED = 'Failed to estimate face image attributes';

/** The one table of errors that this service sends (contract 80). */
export const ERRORS = {
  unknown: { code: 1, status: 500, desc: INTERNAL, detail: 'Unknown error' },
  bodyTooLarge: { code: 102, status: 413, desc: BAD_INPUT, detail: 'Request body is too large' },
  tooManyParts: { code: 102, status: 413, desc: BAD_INPUT, detail: 'Request body has more than {} parts' },
  requestTimeout: { code: 100, status: 408, desc: BAD_INPUT, detail: 'Request was not sent in time' },
  expectationFailed: { code: 100, status: 417, desc: BAD_INPUT, detail: 'Expectation is not supported' },
  headersTooLarge: { code: 100, status: 431, desc: BAD_INPUT, detail: 'Request headers are too large' },
  metricsOff: { code: 100, status: 403, desc: 'Forbidden', detail: 'Metrics are switched off' },
  registrationClosed: { code: 100, status: 403, desc: 'Forbidden', detail: 'Registration is closed' },
  invitationMissing: {
    code: 100,
    status: 403,
    desc: 'Forbidden',
    detail: 'Registration needs an invitation, parameter invitation_code',
  },
  invitationUnknown: {
    code: 100,
    status: 403,
    desc: 'Forbidden',
    detail: 'Invitation is unknown, expired or used',
  },
  badIdempotencyKey: {
    code: 100,
    status: 400,
    desc: BAD_INPUT,
    detail: 'Idempotency-Key must be 1 to 255 visible ASCII characters',
  },
  idempotencyKeyReused: {
    code: 100,
    status: 422,
    desc: BAD_INPUT,
    detail: 'Idempotency-Key was used for another request',
  },
  requestRunning: {
    code: 100,
    status: 409,
    desc: 'Conflict',
    detail: 'A request with this Idempotency-Key is being worked on, try again',
  },
  answerNotKept: {
    code: 100,
    status: 409,
    desc: 'Conflict',
    detail: 'The request with this Idempotency-Key was done, its answer is no longer kept',
  },
  tooManyKeys: {
    code: 100,
    status: 429,
    desc: 'Too many requests',
    detail: 'Too many different values of Idempotency-Key within a day',
  },
  actionNotFound: { code: 100, status: 404, desc: NOT_FOUND, detail: 'Action not found' },
  findingNotFound: {
    code: 100,
    status: 404,
    desc: NOT_FOUND,
    detail: 'Finding not found, a newer run has replaced it',
  },
  actionFinal: { code: 100, status: 409, desc: 'Conflict', detail: 'An erasure cannot be undone' },
  actionUndone: { code: 100, status: 409, desc: 'Conflict', detail: 'Action was undone before' },
  actionOvertaken: {
    code: 100,
    status: 409,
    desc: 'Conflict',
    detail: 'What the action changed has changed since, it cannot be undone',
  },
  samePerson: { code: 100, status: 400, desc: BAD_INPUT, detail: 'Two different persons are needed' },
  tooManyStreams: {
    code: 100,
    status: 429,
    desc: 'Too many requests',
    detail: 'Too many streams of live figures are open',
  },
  tooManyLogins: {
    code: 100,
    status: 429,
    desc: 'Too many requests',
    detail: 'Too many failed logins, try again later',
  },
  tooManyRequests: {
    code: 100,
    status: 429,
    desc: 'Too many requests',
    detail: 'Too many requests of this {}, try again later',
  },
  malformedRequest: { code: 100, status: 400, desc: BAD_INPUT, detail: 'Malformed HTTP request' },

  imageUndecodable: {
    code: 3001,
    status: 400,
    desc: 'Failed to decode image data',
    detail: 'Failed to decode image data. Detail: Bytes are not an image of a supported format.',
  },
  imageFormatUnsupported: {
    code: 3001,
    status: 400,
    desc: 'Failed to decode image data',
    detail: 'Failed to decode image data. Detail: {} is not supported.',
  },
  imageTooSmall: {
    code: 3002,
    status: 400,
    desc: 'Incorrect image size',
    detail: 'Incorrect image size. Detail: Image size ({}x{}) is lower than minimum allowed ({}x{}).',
  },
  imageTooLarge: {
    code: 3002,
    status: 400,
    desc: 'Incorrect image size',
    detail: 'Incorrect image size. Detail: Image size ({}x{}) is greater than maximum allowed ({}x{}).',
  },
  noFaces: { code: 4003, status: 500, desc: 'No faces found', detail: 'No faces found. Detail: No faces found.' },
  multipleFaces: {
    code: 4004,
    status: 400,
    desc: 'Multiple faces found',
    detail: 'Multiple faces found. Detail: {} faces found, one is needed.',
  },
  faceTooSmall: {
    code: 4009,
    status: 400,
    desc: NOT_ESTIMATED,
    detail: `${NOT_ESTIMATED}. Detail: Face width ({}) is lower than minimum allowed ({}).`,
  },
  marginTooSmall: {
    code: 4009,
    status: 400,
    desc: NOT_ESTIMATED,
    detail: `${NOT_ESTIMATED}. Detail: Distance of the face to the edge of the image ({}) is lower than minimum allowed ({}).`,
  },
  imageMissing: {
    code: 4009,
    status: 400,
    desc: NOT_ESTIMATED,
    detail: `${NOT_ESTIMATED}. Detail: A descriptor does not show liveness, an image does.`,
  },
  imageWarped: {
    code: 4009,
    status: 400,
    desc: NOT_ESTIMATED,
    detail: `${NOT_ESTIMATED}. Detail: Image is warped, liveness needs it as the camera took it.`,
  },
  badDescriptorFile: {
    code: 4011,
    status: 400,
    desc: 'Failed to extract a descriptor',
    detail: 'Failed to extract a descriptor. Detail: {}',
  },
  modelMismatch: {
    code: 5003,
    status: 500,
    desc: 'Failed to match descriptors',
    detail: 'Failed to match descriptors. Detail: Descriptor version {} does not fit version {}.',
  },

  outcomeUnknown: {
    code: 10015,
    status: 500,
    desc: INTERNAL,
    detail: 'The database did not say whether it took the change: look before you send it again',
  },
  accountNotFound: {
    code: 11002,
    status: 401,
    desc: 'Authorization failed',
    detail: 'Account corresponding login/password not found',
  },
  accountSuspended: { code: 11004, status: 403, desc: 'Account is suspended', detail: 'Account is suspended' },
  noRoom: {
    code: 11009,
    status: 503,
    desc: INTERNAL,
    detail: 'The searched lists need more memory than GALLERY_MEMORY_LIMIT gives',
  },
  unavailable: { code: 11009, status: 503, desc: INTERNAL, detail: 'Service is temporarily unavailable, try again' },
  unhealthy: { code: 11009, status: 502, desc: INTERNAL, detail: 'Unhealthy' },
  emailTaken: { code: 11011, status: 409, desc: UNIQUE, detail: 'An account with given email already exists' },
  severalFaces: { code: 11012, status: 400, desc: 'Extract policy error', detail: '{}' },
  badEmail: { code: 11013, status: 400, desc: BAD_INPUT, detail: 'Invalid email address' },
  badPasswordLength: {
    code: 11014,
    status: 400,
    desc: BAD_INPUT,
    detail: `Length password  must be between ${PASSWORD_LENGTH.minimum} and ${PASSWORD_LENGTH.maximum} symbols`,
  },
  userDataTooLong: {
    code: 11015,
    status: 400,
    desc: BAD_INPUT,
    detail: `Max length user data is ${TEXT_LENGTH.data} symbols`,
  },
  descriptorAttached: {
    code: 11016,
    status: 409,
    desc: UNIQUE,
    detail: 'This descriptor is already attached to the person or list',
  },
  descriptorTargetNotFound: { code: 11018, status: 404, desc: NOT_FOUND, detail: 'Descriptor not found' },
  descriptorReferenceNotFound: { code: 11018, status: 400, desc: NOT_FOUND, detail: 'Descriptor not found' },
  someNotFound: { code: 11020, status: 400, desc: NOT_FOUND, detail: 'One or more {} not found' },
  tokenNotFound: { code: 11022, status: 404, desc: NOT_FOUND, detail: 'Token not found' },
  portraitsOff: { code: 11024, status: 403, desc: NOT_FOUND, detail: 'Portrait not found' },
  facesBelowThresholdsLp3: {
    code: 11027,
    status: 400,
    desc: 'Low threshold',
    detail: 'Face does not satisfy thresholds limits. Detail: No faces found.',
  },
  featureOff: { code: 11055, status: 403, desc: 'Forbidden', detail: "License problem: '{}'" },

  badIdInJson: {
    code: 12001,
    status: 400,
    desc: BAD_INPUT,
    detail: 'Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx',
  },
  badToken: {
    code: 12001,
    status: 401,
    desc: BAD_INPUT,
    detail: 'Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx',
  },
  noJson: { code: 12002, status: 400, desc: BAD_INPUT, detail: 'Request does not contain json' },
  fieldMissing: { code: 12003, status: 400, desc: BAD_INPUT, detail: "Field '{}' not found in json" },
  fieldType: { code: 12004, status: 400, desc: BAD_INPUT, detail: "Field '{}' must be {}" },
  emptyJson: { code: 12005, status: 400, desc: BAD_INPUT, detail: 'Request contain empty json' },
  fieldEmpty: { code: 12009, status: 400, desc: BAD_INPUT, detail: "Empty field '{}'" },
  noCredentials: {
    code: 12010,
    status: 401,
    desc: BAD_INPUT,
    detail: 'This resource need "Authorization" authorization headers',
  },
  badParameter: { code: 12012, status: 400, desc: BAD_INPUT, detail: "Bad query parameters '{}'" },
  pageNotFound: { code: 12013, status: 404, desc: 'Resource not found', detail: 'Page not found' },
  parameterRequired: { code: 12014, status: 400, desc: BAD_INPUT, detail: "Required parameters '{}' not found" },
  noneOfParameters: { code: 12016, status: 400, desc: BAD_INPUT, detail: "No one  parameters '{}' not found" },
  badContentType: { code: 12017, status: 400, desc: BAD_INPUT, detail: 'Bad content type' },
  unsupportedParameter: { code: 12018, status: 400, desc: BAD_INPUT, detail: "Unsupported param '{}'" },
  authorizationFailure: { code: 12020, status: 500, desc: BAD_INPUT, detail: 'Unknown error authorization' },
  methodNotAllowed: { code: 12021, status: 405, desc: 'Method not allowed', detail: 'Method not allowed' },
  schemaViolation: {
    code: 12022,
    status: 400,
    desc: BAD_INPUT,
    detail: "Failed to validate input json. Path: '{}',  message: '{}'",
  },
  unsupportedMedia: { code: 12024, status: 415, desc: BAD_INPUT, detail: 'Unsopported media type' },
  contentMismatch: {
    code: 12025,
    status: 400,
    desc: BAD_INPUT,
    detail: 'Specified content type does not match data type',
  },
  badXpk: { code: 12026, status: 400, desc: BAD_INPUT, detail: 'Failed to parse XPK' },

  imageNotFound: { code: 13003, status: 404, desc: NOT_FOUND, detail: 'Image not found' },
  badBase64: { code: 18001, status: 500, desc: BAD_INPUT, detail: 'Failed convert data from base64 to bytes' },
  imageFormatNotConvertible: {
    code: 18002,
    status: 400,
    desc: BAD_INPUT,
    detail: 'Failed convert bytes to jpg. Detail: {} is not supported.',
  },
  imageNotConvertible: { code: 18002, status: 400, desc: BAD_INPUT, detail: 'Failed convert bytes to jpg' },

  faceNotFound: { code: 22002, status: 404, desc: NOT_FOUND, detail: 'Face not found' },
  listTargetNotFound: { code: 22003, status: 404, desc: NOT_FOUND, detail: 'List not found' },
  listReferenceNotFound: { code: 22003, status: 400, desc: NOT_FOUND, detail: 'List not found' },
  someFacesNotFound: { code: 22004, status: 400, desc: NOT_FOUND, detail: 'One or more faces not found' },
  somePersonsNotFound: { code: 22006, status: 400, desc: NOT_FOUND, detail: 'One or more persons not found' },
  personTargetNotFound: { code: 22007, status: 404, desc: NOT_FOUND, detail: 'Person not found' },
  personReferenceNotFound: { code: 22007, status: 400, desc: NOT_FOUND, detail: 'Person not found' },
  faceAttached: { code: 22008, status: 409, desc: UNIQUE, detail: 'This face is already attached to the person' },

  wrongListKind: {
    code: 36001,
    status: 400,
    desc: BAD_INPUT,
    detail: "Expected list of {}. Got list of {}. List id '{}'",
  },
  ...FACE_POLICY_ERRORS,
  notLinked: { code: 36004, status: 400, desc: BAD_INPUT, detail: 'Face was not linked to the person' },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorName = keyof typeof ERRORS;
