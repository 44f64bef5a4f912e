import { AccountGone, Unavailable, UnstorableText } from '../domain/errors.ts';
import type { DdlRefusal } from '../store/ports/dialect.ts';
import { isOfAccount, RolledBack, UniqueViolation } from '../store/sql/storeErrors.ts';

/** What a Postgres server says about a failed statement. */
export interface SqlStateError extends Error {
  readonly code?: string | undefined;
  readonly constraint?: string | undefined;
}

/**
 * SQLSTATEs after which the same request may succeed later, without a change by anybody: connection and shutdown,
 * too many connections or no resources, a standby that cannot write, time-outs.
 */
const TRANSIENT = /^(08|53|57P0[1-5]|57014|25006|55P03)/;

/** Serialization failure, deadlock. */
const ROLLED_BACK = /^(40001|40P01)$/;

/** Longer than the column; bytes or a character that the server's encoding lacks. */
const UNSTORABLE = /^(22001|22021|22P05)$/;

/** The store's error for a server's error; what is a defect of ours passes through unchanged. */
export function fromSqlState(error: SqlStateError): Error {
  const { code = '', constraint = '' } = error;
  if (code === '23505') return new UniqueViolation(constraint, { cause: error });
  if (code === '23503' && isOfAccount(constraint)) return new AccountGone({ cause: error });
  if (UNSTORABLE.test(code)) return new UnstorableText({ cause: error });
  if (ROLLED_BACK.test(code)) return new RolledBack({ cause: error });
  if (TRANSIENT.test(code)) return new Unavailable('database', 1, { cause: error });
  return error;
}

const REFUSED_DDL: readonly (readonly [states: RegExp, refusal: DdlRefusal])[] = [
  // Duplicate table, object, column.
  [/^(42P07|42710|42701)$/, 'exists'],
  // Insufficient privilege; no schema of the search path exists.
  [/^(42501|3F000)$/, 'no-right'],
];

/** Why a CREATE or ALTER was refused, when that is for the operator to change. */
export function ddlRefusalOf(error: unknown): DdlRefusal | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REFUSED_DDL.find(([states]) => states.test(code))?.[1];
}
