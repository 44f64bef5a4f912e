/** A compared pair: its similarity, and whether it is one person. */
export interface Trial {
  readonly similarity: number;
  readonly same: boolean;
}

export interface ErrorRates {
  readonly threshold: number;
  /** False matches among pairs of two persons. */
  readonly fmr: number;
  /** False non-matches among pairs of one person. */
  readonly fnmr: number;
}

/** Both error rates when pairs at or above the threshold count as matches. */
export function errorRates(trials: readonly Trial[], threshold: number): ErrorRates {
  const share = (same: boolean, wrong: (trial: Trial) => boolean) => {
    const chosen = trials.filter((trial) => trial.same === same);
    return chosen.length === 0 ? Number.NaN : chosen.filter(wrong).length / chosen.length;
  };
  return {
    threshold,
    fmr: share(false, ({ similarity }) => similarity >= threshold),
    fnmr: share(true, ({ similarity }) => similarity < threshold),
  };
}

/** The largest share of same-person pairs accepted by a threshold that accepts at most `far` of the others. */
export function trueAcceptRate(trials: readonly Trial[], far: number): number {
  const genuine = trials.filter(({ same }) => same).length;
  const impostors = trials.length - genuine;
  let accepted = 0;
  let falselyAccepted = 0;
  let best = 0;
  const sorted = [...trials].sort((a, b) => b.similarity - a.similarity);
  sorted.forEach(({ similarity, same }, index) => {
    if (same) accepted++;
    else falselyAccepted++;
    // Equal similarities stand or fall together.
    const tied = sorted[index + 1]?.similarity === similarity;
    if (!tied && falselyAccepted <= far * impostors) best = accepted / genuine;
  });
  return best;
}
