import { Unavailable, UnstorableText } from '../../domain/errors.ts';
import { UniqueViolation } from '../errors.ts';

/** What a Postgres server says about a failed statement. */
export interface SqlStateError extends Error {
  readonly code?: string | undefined;
  readonly constraint?: string | undefined;
}

/**
 * SQLSTATEs after which the same request may succeed later, without a change by anybody: connection and shutdown,
 * too many connections or no resources, a standby that cannot write, serialization failure, deadlock, time-outs.
 */
const TRANSIENT = /^(08|53|57P0[1-5]|57014|25006|40001|40P01|55P03)/;

/** The store's error for a server's error; what is a defect of ours passes through unchanged. */
export function fromSqlState(error: SqlStateError): Error {
  const { code = '', constraint = '' } = error;
  if (code === '23505') return new UniqueViolation(constraint, { cause: error });
  if (code === '22001' || code === '22021') return new UnstorableText({ cause: error });
  if (TRANSIENT.test(code)) return new Unavailable('database', 1, { cause: error });
  return error;
}
