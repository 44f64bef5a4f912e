export interface Sample {
  readonly x: number;
  readonly y: number;
}

/**
 * The slope through samples that jump now and then, after Theil and Sen: the median of the slopes between each two of them. A garbage
 * collection or a file that is written once does not bend it.
 */
export function slopeOf(samples: readonly Sample[]): number {
  const slopes = samples
    .flatMap((one, index) => samples.slice(index + 1).map((other) => (other.y - one.y) / (other.x - one.x)))
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const middle = slopes.length >> 1;
  if (slopes.length === 0) return 0;
  return slopes.length % 2 === 1
    ? (slopes[middle] as number)
    : ((slopes[middle - 1] as number) + (slopes[middle] as number)) / 2;
}

/** The smallest of each so many samples: what a process holds between two collections of its garbage. */
export function floorsOf(samples: readonly Sample[], each: number): Sample[] {
  const floors: Sample[] = [];
  for (let from = 0; from + each <= samples.length; from += each)
    floors.push(samples.slice(from, from + each).reduce((least, sample) => (sample.y < least.y ? sample : least)));
  return floors;
}
