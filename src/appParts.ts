import type { Logger } from 'pino';

/** The running parts of the app; closing goes in the reverse order of their opening. */
export class AppParts {
  readonly #log: Logger;
  readonly #closers: { readonly name: string; readonly close: () => Promise<void> }[] = [];

  constructor(log: Logger) {
    this.#log = log;
  }

  /** Waits for a part and keeps it for `close`, whatever else fails meanwhile. */
  async keep<Part extends { close(): Promise<void> }>(name: string, opening: Promise<Part>): Promise<Part> {
    const part = await opening;
    this.#closers.push({ name, close: () => part.close() });
    return part;
  }

  /** Closes every part, also when one before it fails. @throws the first failure */
  async close(): Promise<void> {
    const failures: unknown[] = [];
    for (const { name, close } of this.#closers.splice(0).reverse()) {
      try {
        await close();
      } catch (err) {
        this.#log.error({ err, part: name }, 'a part could not be closed');
        failures.push(err);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
