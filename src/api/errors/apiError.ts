import type { ErrorEntry } from './errorEntry.ts';
import { ERRORS, type ErrorName } from './errorTable.ts';

/** An answer of the error table, thrown anywhere in the API and rendered by the one mapper. */
export class ApiError extends Error {
  readonly entry: ErrorEntry;
  /** Text, or an object for `severalFaces` (contract 50). */
  readonly detail: string | object;
  /** Seconds for `Retry-After`. */
  readonly retryAfter: number | undefined;

  constructor(
    name: ErrorName,
    options: { detail?: object; values?: readonly unknown[]; retryAfter?: number; cause?: unknown } = {},
  ) {
    const entry: ErrorEntry = ERRORS[name];
    super(entry.desc, { cause: options.cause });
    this.entry = entry;
    this.detail = options.detail ?? fill(entry.detail, options.values ?? []);
    this.retryAfter = options.retryAfter;
  }
}

/** The error of the table with values inserted, in order. */
export function apiError(name: ErrorName, ...values: readonly unknown[]): ApiError {
  return new ApiError(name, { values });
}

function fill(template: string, values: readonly unknown[]): string {
  let next = 0;
  return template.replaceAll('{}', () => String(values[next++]));
}
