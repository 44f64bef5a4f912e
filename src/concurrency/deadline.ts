/**
 * The outcome of the work, unless it takes too long. The work itself goes on; its later result is dropped.
 * @throws what the work fails with, or `late()` after that many milliseconds
 */
export function within<Result>(work: Promise<Result>, ms: number, late: () => Error): Promise<Result> {
  // By hand, since every statement goes through here: a race makes three promises more.
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(late()), ms);
    work.then(
      (result) => {
        clearTimeout(timer);
        resolve(result);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}

/** Waits for the work, but no longer than that many milliseconds. @throws what it fails with meanwhile */
export async function waitAtMost(work: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const overdue = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  try {
    await Promise.race([work, overdue]);
  } finally {
    clearTimeout(timer);
  }
}
