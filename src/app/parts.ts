import type { Logger } from 'pino';
import { within } from '../concurrency/deadline.ts';

/** Parts but those with a time of their own end within this, or the ones below them go on without them. */
const PATIENCE_MS = 2000;

/** What a part whose time is a setting may take beyond it. */
export const LATE_MS = 100;

interface Closer {
  readonly name: string;
  readonly close: () => Promise<void>;
}

/** Parts that close at the same time. */
export type ClosingStep = Closer[];

/** The running parts of the app; closing goes in the reverse order in which they began to open. */
export class AppParts {
  readonly #log: Logger;
  readonly #steps: ClosingStep[] = [];

  constructor(log: Logger) {
    this.#log = log;
  }

  /** For parts that need nothing of each other. */
  newStep(): ClosingStep {
    const step: ClosingStep = [];
    this.#steps.push(step);
    return step;
  }

  /**
   * Waits for a part and keeps it for `close`, whatever else fails.
   * @param patienceMs how long its close is waited for; a file that cannot be read must not keep the database open
   * @param step the parts that it closes with; default: alone
   */
  async keep<Part extends { close(): Promise<void> }>(
    name: string,
    opening: Promise<Part>,
    patienceMs = PATIENCE_MS,
    step: ClosingStep = this.newStep(),
  ): Promise<Part> {
    const part = await opening;
    step.push({
      name,
      close: () => within(part.close(), patienceMs, () => new Error(`did not close within ${patienceMs} ms`)),
    });
    return part;
  }

  /** Closes every part, also when one before it fails or does not end. @throws the first failure */
  async close(): Promise<void> {
    const failures: unknown[] = [];
    const closeOne = async ({ name, close }: Closer) => {
      try {
        await close();
      } catch (err) {
        this.#log.error({ err, part: name }, 'a part could not be closed');
        failures.push(err);
      }
    };
    for (const step of this.#steps.splice(0).reverse()) await Promise.all(step.map(closeOne));
    if (failures.length > 0) throw failures[0];
  }
}
