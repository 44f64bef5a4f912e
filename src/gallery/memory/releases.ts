/** Lets a search that finds no room wait for lists that others have in use at this moment, most of them for milliseconds. */
export class Releases {
  #waiting: (() => void)[] = [];

  /** A list is out of use. */
  tell(): void {
    for (const go of this.#waiting.splice(0)) go();
  }

  /** Resolves at the next release, or after `ms`. */
  next(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
