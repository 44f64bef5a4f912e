import type { Failure } from '../hostDriver.ts';

/** SQLSTATEs by what they say about the host (PostgreSQL manual, appendix A); the first that matches counts. */
const BY_STATE: readonly (readonly [states: RegExp, failure: Failure])[] = [
  // Too many connections, disk full, out of memory; cancelled by statement_timeout; lock_timeout.
  [/^(53...|57014|55P03)$/, 'overloaded'],
  // Read-only transaction, cannot connect now, recovery not far enough.
  [/^(25006|57P03)$/, 'refused'],
  // Password, pg_hba, no such database.
  [/^(28...|3D000)$/, 'denied'],
  // idle_session_timeout, which ends a session between two statements only.
  [/^57P05$/, 'expired'],
  // Connection exceptions (also what poolers say of their server), shutdowns, time-outs of a transaction, dropped database.
  [/^(08...|57P01|57P02|57P04|25P03|25P04)$/, 'lost'],
];

/** Answers of the operating system, the TLS layer and our own check of a session, that waiting does not change. */
const DENIED_CODES =
  /^(ERR_TLS_|CERT_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|ENOENT$|EACCES$|UNFIT_SESSION$)/;

const SQLSTATE = /^[0-9A-Z]{5}$/;
/** Five capitals as well, but of the operating system. */
const SYSTEM_CODES: ReadonlySet<string> = new Set(['EPIPE', 'EBUSY', 'EPERM']);

/** What a server answered, by its SQLSTATE; undefined: the error is not an answer of a server. */
export function failureOfAnswer(error: unknown): Failure | undefined {
  const code = codeOf(error);
  if (!SQLSTATE.test(code) || SYSTEM_CODES.has(code)) return undefined;
  return BY_STATE.find(([states]) => states.test(code))?.[1] ?? 'statement';
}

/**
 * An error met while connecting, where nothing was sent yet. The driver gives no code for its own connect time-out nor
 * for a socket that was closed: whatever has no code of its own is `lost`.
 */
export function failureOfConnecting(error: unknown): Failure {
  const answer = failureOfAnswer(error);
  // A server that refuses a session for any other reason (role without the right, a setting that it does not know) goes on refusing.
  if (answer === 'expired') return 'lost';
  if (answer) return answer === 'statement' ? 'denied' : answer;
  // A Unix socket that does not exist is a server that is not there, unlike a file of ours.
  const connecting = error instanceof Error && 'syscall' in error && error.syscall === 'connect';
  return DENIED_CODES.test(codeOf(error)) && !connecting ? 'denied' : 'lost';
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
