/** What a missing object can be. `persons`/`descriptors` in the plural: one of several ids was unknown. */
export type ObjectKind =
  | 'account'
  | 'token'
  | 'person'
  | 'descriptor'
  | 'list'
  | 'portrait'
  | 'invitation'
  | 'action'
  | 'finding';

/**
 * `target`: the object that the path names (the wire answers 404).
 * `reference`: an object that a parameter or the body names (the wire answers 400, contract 30, 40, 50).
 */
export type ObjectRole = 'target' | 'reference';

/** Base of every error that a rule of the service raises on purpose; anything else is a defect or an outage. */
export abstract class DomainError extends Error {
  override get name(): string {
    return this.constructor.name;
  }
}

export class NotFound extends DomainError {
  readonly kind: ObjectKind;
  readonly role: ObjectRole;
  constructor(kind: ObjectKind, role: ObjectRole) {
    super(`${kind} not found`);
    this.kind = kind;
    this.role = role;
  }
}

/** One or more of several ids are unknown; `where` tells matching (contract 50) from the linker (contract 40). */
export class SomeNotFound extends DomainError {
  readonly kind: 'person' | 'descriptor';
  readonly where: 'matching' | 'linker';
  constructor(kind: 'person' | 'descriptor', where: 'matching' | 'linker') {
    super(`one or more of the ${kind} ids not found`);
    this.kind = kind;
    this.where = where;
  }
}

export class Conflict extends DomainError {
  readonly reason: 'email-taken' | 'descriptor-attached';
  constructor(reason: 'email-taken' | 'descriptor-attached') {
    super(reason);
    this.reason = reason;
  }
}

/** Detach of a descriptor that the person does not own (contract 30). */
export class NotLinked extends DomainError {
  constructor() {
    super('descriptor is not linked to the person');
  }
}

/** Two persons were named, and they are one. */
export class SamePerson extends DomainError {
  constructor() {
    super('both persons are the same');
  }
}

/** An account, or all of them, listens to as many streams as it may. */
export class TooManyStreams extends DomainError {
  constructor() {
    super('too many streams');
  }
}

/** An action of the review that cannot be undone: it was before, or what it changed is no longer there. */
export class CannotUndo extends DomainError {
  readonly reason: 'undone' | 'overtaken' | 'erased';
  constructor(reason: CannotUndo['reason']) {
    super(`action cannot be undone: ${reason}`);
    this.reason = reason;
  }
}

export type ListKind = 'persons' | 'descriptors';

/** Persons given to a descriptors list or the reverse: 36001 (contract 80 §4). */
export class WrongListKind extends DomainError {
  readonly expected: ListKind;
  readonly actual: ListKind;
  readonly listId: string;
  constructor(expected: ListKind, actual: ListKind, listId: string) {
    super(`expected a list of ${expected}, got a list of ${actual}`);
    this.expected = expected;
    this.actual = actual;
    this.listId = listId;
  }
}

/** A handler's policy has the right form, but the service does not take it (12022, contract 60). */
export class PolicyRefused extends DomainError {
  /** Names with dots between. */
  readonly path: string;
  readonly why: string;
  constructor(path: string, why: string) {
    super(`policy refused: ${why}`);
    this.path = path;
    this.why = why;
  }
}

/** Credentials are missing, malformed, wrong, or the account is suspended (contract 00 §3). */
export class AuthenticationFailed extends DomainError {
  readonly reason: 'missing' | 'malformed' | 'malformed-token' | 'unknown' | 'suspended';
  constructor(reason: 'missing' | 'malformed' | 'malformed-token' | 'unknown' | 'suspended', options?: ErrorOptions) {
    super(`authentication failed: ${reason}`, options);
    this.reason = reason;
  }
}

/** The account was erased after the request's credentials were found good; told as the next request with them is. */
export class AccountGone extends AuthenticationFailed {
  constructor(options?: ErrorOptions) {
    super('unknown', options);
  }
}

/** A token may not do what it asks for, or not with the lists or objects that it names. */
export class TokenForbidden extends DomainError {
  readonly beyond: 'access' | 'lists';
  constructor(beyond: TokenForbidden['beyond']) {
    super(`token refused: ${beyond}`);
    this.beyond = beyond;
  }
}

/** Not everybody may register here. */
export class RegistrationRefused extends DomainError {
  readonly reason: 'closed' | 'invitation-missing' | 'invitation-unknown';
  constructor(reason: 'closed' | 'invitation-missing' | 'invitation-unknown') {
    super(`registration refused: ${reason}`);
    this.reason = reason;
  }
}

/** Too many wrong passwords for a login from one address; the credentials were not looked at. */
export class TooManyAttempts extends DomainError {
  readonly retryAfterSeconds: number;
  constructor(retryAfterSeconds: number) {
    super('too many failed logins');
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** A picture that cannot be worked on: in a format that is known and not decoded here, or of a size for the wire text. */
export type ImageProblem =
  | { readonly kind: 'undecodable'; readonly format?: string }
  | {
      readonly kind: 'too-small' | 'too-large';
      readonly width: number;
      readonly height: number;
      readonly limit: number;
    };

export class BadImage extends DomainError {
  readonly problem: ImageProblem;
  constructor(problem: ImageProblem) {
    super(`bad image: ${problem.kind}`);
    this.problem = problem;
  }
}

/** No face was detected at all (500/4003 on the wire, contract 20). */
export class NoFaces extends DomainError {
  constructor() {
    super('no faces found');
  }
}

/** A photo for one person shows several faces, and the caller wants none of them to be chosen (400/4004, docs/review.md). */
export class SeveralFacesFound extends DomainError {
  readonly count: number;
  constructor(count: number) {
    super('several faces found');
    this.count = count;
  }
}

/** Faces were detected, but each fell to a threshold (36003 or 11027). */
export class AllFacesFiltered extends DomainError {
  constructor() {
    super('every face was filtered by the thresholds');
  }
}

/** Bytes that are no descriptor file, or no archive of them, of ours. */
export class BadDescriptorFile extends DomainError {
  readonly kind: 'descriptor' | 'archive';
  /** What was found instead, a sentence for the client. */
  readonly found: string;
  constructor(kind: 'descriptor' | 'archive', found: string) {
    super(`bad ${kind} file: ${found}`);
    this.kind = kind;
    this.found = found;
  }
}

/** A caller asked to compare what `comparable.ts` forbids. */
export class ModelMismatch extends DomainError {
  readonly expected: string;
  readonly actual: string;
  constructor(expected: string, actual: string) {
    super(`descriptor of model ${actual} cannot be compared with model ${expected}`);
    this.expected = expected;
    this.actual = actual;
  }
}

/** Portraits are switched off by the settings. */
export class PortraitsDisabled extends DomainError {
  constructor() {
    super('portraits are switched off');
  }
}

/** Text that no database keeps as it is: NUL, half of a surrogate pair, or longer than its column. */
export class UnstorableText extends DomainError {
  constructor(options?: ErrorOptions) {
    super('text cannot be stored', options);
  }
}

/** The client closed its connection before its answer was ready: it is not waited for, and nothing may be stored for it. */
export class ClientGone extends DomainError {
  constructor() {
    super('the client left before its answer');
  }
}

/** A bounded queue is full or a dependency is out of reach; the same request may succeed later. */
export class Unavailable extends DomainError {
  readonly retryAfterSeconds: number;
  constructor(what: string, retryAfterSeconds = 1, options?: ErrorOptions) {
    super(`${what} is unavailable`, options);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The operator must change something before this can succeed; the message says what. Trying again does not help. */
export class Refused extends DomainError {}

/** Another attempt of the same request has taken over; this one has written nothing. */
export class ClaimLost extends DomainError {
  constructor() {
    super('another attempt of the same request has taken over');
  }
}

/** A request with an idempotency key that is not done. */
export class IdempotencyRefused extends DomainError {
  readonly reason: 'running' | 'other-request' | 'too-many-keys' | 'answer-not-kept';
  constructor(reason: 'running' | 'other-request' | 'too-many-keys' | 'answer-not-kept') {
    super(`idempotency key: ${reason}`);
    this.reason = reason;
  }
}

/** The settings give too little memory for it: no outage, and the same request may never succeed on this node. */
export class NoRoom extends Unavailable {}

/**
 * The connection broke while a write was under way: it took effect or it did not. It must not be repeated unasked, nor undo
 * what belongs to it (the portrait of a row that may exist).
 */
export class OutcomeUnknown extends Unavailable {
  constructor(what: string, options?: ErrorOptions) {
    super(what, 1, options);
    this.message = `${what} did not say whether it did the write`;
  }
}
