import { AccountGone, Unavailable, UnstorableText } from '../../domain/errors.ts';
import type { Failure } from '../../failover/hostDriver.ts';
import type { DdlRefusal } from '../../store/ports/dialect.ts';
import { isOfAccount, RolledBack, UniqueViolation } from '../../store/sql/storeErrors.ts';

/**
 * Codes by what they say about the host; the first that matches counts. ORA- is the server, NJS- the driver, which turns
 * the many codes of a broken connection (ORA-03113, ORA-00028 and so on) into NJS-500.
 */
const BY_CODE: readonly (readonly [codes: RegExp, failure: Failure])[] = [
  // Sessions, processes, memory; no handler free at the listener; cancelled; lock time-out; resource manager.
  [/^ORA-(00018|00020|00054|00040|01013|04030|04031|12516|12519|12520|30006)$/, 'overloaded'],
  // Starting up, shutting down, read-only; a service that is not, or not any more, registered with the listener.
  [/^ORA-(01033|01034|01035|01090|01109|01219|12505|12514|12518|12521|12526|12527|12528|16000|16456)$/, 'refused'],
  [/^NJS-(518|519)$/, 'refused'],
  // Password, locked or expired account, no right to log in; TLS that does not fit.
  [/^(ORA-(01005|01017|01045|28000|28001|28040|28860)|NJS-(116|505|506|507|508|533))$/, 'denied'],
  [/^(ORA-(00028|01012|01041|01089|01092|02396|03113|03114|03135|1215[0-9]|12170|125[0-9][0-9]|25408))$/, 'lost'],
  // A call that was given up leaves the connection in the middle of an answer.
  [/^NJS-123$/, 'silent'],
  [/^NJS-(003|5[0-9][0-9])$/, 'lost'],
];

/**
 * After these the same request may succeed later: snapshot too old, package state discarded; no room in a tablespace, a
 * segment, the undo or the archive of logs.
 */
const TRANSIENT = /^ORA-(01555|04068|00257|01536|0165[0-9]|0168[0-9]|01691|01692|01693|30036)$/;

/** Deadlock, cannot serialize. Only the statement was undone; the driver ends its transaction as well. */
const ROLLED_BACK = /^ORA-(00060|08177)$/;

/** Longer than the column; a byte sequence or character that the database's encoding lacks. */
const UNSTORABLE = /^ORA-(01461|12899|12703|29275)$/;

/** The object of a DDL statement exists, or is gone, already. */
const DONE_BEFORE = /^ORA-(00942|00955|01408|01418|01430|01442|02260|02261|02264|02275|02443)$/;

/** What a failed statement says about its host. */
export function failureOf(error: unknown): Failure {
  const code = codeOf(error);
  return BY_CODE.find(([codes]) => codes.test(code))?.[1] ?? 'statement';
}

/**
 * What an error of connecting says. A server that refuses a session for any other reason goes on refusing; whatever has
 * no code of Oracle's comes from the network.
 */
export function failureOfConnecting(error: unknown): Failure {
  const failure = failureOf(error);
  if (failure !== 'statement') return failure;
  return /^(ORA|NJS)-/.test(codeOf(error)) ? 'denied' : 'lost';
}

/** The listener knows no such SID, or no such service (now). */
export function isUnknownName(error: unknown): boolean {
  return /^(ORA-(12505|12514)|NJS-(518|519))$/.test(codeOf(error));
}

/** The store's error for a server's error; what is a defect of ours passes through unchanged. */
export function fromOracleError(error: unknown): unknown {
  const code = codeOf(error);
  if (code === 'ORA-00001') return new UniqueViolation(constraintOf(error), { cause: error });
  if (code === 'ORA-02291' && isOfAccount(constraintOf(error))) return new AccountGone({ cause: error });
  if (UNSTORABLE.test(code)) return new UnstorableText({ cause: error });
  if (ROLLED_BACK.test(code)) return new RolledBack({ cause: error });
  if (TRANSIENT.test(code) || failureOf(error) !== 'statement') return new Unavailable('database', 1, { cause: error });
  return error;
}

const REFUSED_DDL: readonly (readonly [codes: RegExp, refusal: DdlRefusal])[] = [
  [/^ORA-(00955|01430)$/, 'exists'],
  // Privileges; no quota on the tablespace, or it is used up.
  [/^ORA-(01031|01950|01536)$/, 'no-right'],
];

/** Why a CREATE or ALTER was refused, when that is for the operator to change. */
export function ddlRefusalOf(error: unknown): DdlRefusal | undefined {
  const code = codeOf(error);
  return REFUSED_DDL.find(([codes]) => codes.test(code))?.[1];
}

/** Whether a DDL statement failed because it was executed before. */
export function wasDoneBefore(error: unknown): boolean {
  return DONE_BEFORE.test(codeOf(error));
}

/** `… (SCHEMA.CONSTRAINT) …`, whatever the language of the message. */
function constraintOf(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  return (/\(([^()]+)\)/.exec(message)?.[1] ?? '').split('.').at(-1) ?? '';
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
