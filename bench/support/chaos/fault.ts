import type { Site } from './site/site.ts';

/** What a fault is given to happen. */
export interface Scene {
  readonly site: Site;
  /** To be called when the fault is over, and the time to get well begins. */
  readonly lifted: () => void;
  /** For whom it hits. */
  readonly random: () => number;
  /** Times that everything may take longer than on a machine of its own. */
  readonly patience: number;
}

/** One kind of trouble, and what clients may see of it. */
export interface Fault {
  readonly name: string;
  /** Why it cannot be caused at this site; undefined: it can. */
  readonly unmet?: (site: Site) => string | undefined;
  /** Causes it, and lifts it after a while. @throws where something was not as promised meanwhile */
  readonly cause: (scene: Scene) => Promise<void>;
  /** Deadline from then on until each node takes reads, writes, photos and searches. */
  readonly wellWithinSeconds: number;
  /** Until then clients may get 503 with `Retry-After`, or 10015 for a write that may have happened. */
  readonly mayRefuse: boolean;
  /** Until then connections may end without an answer. */
  readonly mayCut: boolean;
  /** A process may say by `/livez` that it must be started again. */
  readonly mayNeedRestart?: boolean;
  /** While the clients pause, after all was compared: brings back what was lost on purpose. */
  readonly afterwards?: (site: Site) => Promise<void>;
}
