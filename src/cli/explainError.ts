import { CommanderError } from 'commander';
import { ModelsRefused } from '../app/engine/modelsRefused.ts';
import { AddressRefused } from '../app/listen/listen.ts';
import { Unavailable } from '../domain/errors.ts';
import { CertificateRefused } from '../http/certificates.ts';
import { ModelDamaged, ModelMissing, ModelPullFailed } from '../models/modelErrors.ts';
import { BadManifest } from '../models/own/badManifest.ts';
import { SettingsError } from '../settings/settingsError.ts';
import { StoreRefused } from '../store/sql/storeErrors.ts';
import { CommandFailed } from './commandFailed.ts';
import { EXIT, type ExitCode } from './exitCodes.ts';

export interface Explanation {
  /** What the user reads; empty when it was printed already. */
  readonly message: string;
  readonly exitCode: ExitCode;
}

const STORE_EXITS: Readonly<Record<StoreRefused['reason'], ExitCode>> = {
  locked: EXIT.dataDirectory,
  'unusable-directory': EXIT.dataDirectory,
  unreachable: EXIT.database,
  misconfigured: EXIT.database,
  newer: EXIT.database,
};
const DISK_CODES = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTDIR']);

/**
 * Says in one line what went wrong, for what a user can cause and mend. Anything else is a defect: there the stack is
 * what helps.
 */
export function explainError(error: unknown): Explanation {
  if (error instanceof CommanderError) {
    return { message: '', exitCode: error.exitCode === 0 ? EXIT.ok : EXIT.usage };
  }
  if (error instanceof CommandFailed) return { message: error.message, exitCode: error.exitCode };
  if (error instanceof SettingsError || error instanceof CertificateRefused)
    return { message: error.message, exitCode: EXIT.usage };
  if (error instanceof BadManifest || error instanceof ModelsRefused)
    return { message: error.message, exitCode: EXIT.models };
  if (error instanceof ModelMissing || error instanceof ModelDamaged || error instanceof ModelPullFailed) {
    return { message: error.message, exitCode: EXIT.models };
  }
  if (error instanceof AddressRefused) return { message: error.message, exitCode: EXIT.address };
  if (error instanceof StoreRefused) return { message: error.message, exitCode: STORE_EXITS[error.reason] };
  if (error instanceof Unavailable) return { message: withCause(error), exitCode: EXIT.database };
  if (!(error instanceof Error)) return { message: String(error), exitCode: EXIT.failure };
  return explainSystemError(error) ?? { message: error.stack ?? error.message, exitCode: EXIT.failure };
}

/** A database that fails in the middle of a start, as by a full disk of its own. */
function withCause({ message, cause }: Unavailable): string {
  return cause instanceof Error ? `${message}: ${cause.message}` : message;
}

/** Errors of Node.js itself: a folder that cannot be written. */
function explainSystemError(error: NodeJS.ErrnoException): Explanation | undefined {
  const { code = '', path } = error;
  if (DISK_CODES.has(code)) {
    // A write to a file that is open does not name it.
    return { message: `${path ?? 'a file'} cannot be written (${code}): see DATA_DIR`, exitCode: EXIT.dataDirectory };
  }
  return undefined;
}
