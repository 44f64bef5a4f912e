import type { PullProgress } from '../models/modelDirectory.ts';

export interface AppOptions {
  /** Told how far the first fetch of the model weights is. */
  readonly onModelPull?: (progress: PullProgress) => void;
  /** The embedded database keeps everything in memory: for the demo. */
  readonly databaseInMemory?: boolean;
  /** Where the password of the database stands that is valid now. */
  readonly passwordFile?: string | undefined;
  /** Without nets: the build starts the service so and ends it, for what V8 compiles on the way. */
  readonly isRehearsal?: boolean;
}
