/** Which pixels of a row or column each pixel of a new size is made of. */
export interface Taps {
  /** The first one, for each new pixel. */
  readonly starts: Int32Array;
  /** How many there are for each new pixel. */
  readonly count: number;
  /** What they count; those of a pixel add up to 1. */
  readonly weights: Float32Array;
}

/** Half of a filter's width, source pixels. */
const [LANCZOS, CUBIC] = [3, 2];

/**
 * Lanczos of three lobes to reduce, Catmull-Rom's cubic to enlarge, as the image library has them. Nothing beside the area counts: its
 * last pixel goes on.
 * @param from where the area begins in the source, and its length; pixels
 * @param count new pixels
 * @param available pixels of the source
 */
export function tapsOf(from: { start: number; length: number }, count: number, available: number): Taps {
  const scale = from.length / count;
  const low = Math.min(Math.floor(from.start), available - 1);
  const high = Math.min(Math.ceil(from.start + from.length), available);
  const reduces = scale > 1;
  const reach = reduces ? LANCZOS * scale : CUBIC;
  const taps = Math.min(Math.ceil(2 * reach) + 1, high - low);
  const starts = new Int32Array(count);
  const weights = new Float32Array(count * taps);
  for (let index = 0; index < count; index++) {
    const centre = from.start + (index + 0.5) * scale - 0.5;
    const first = Math.ceil(centre - reach);
    const start = Math.min(Math.max(first, low), high - taps);
    starts[index] = start;
    const own = weights.subarray(index * taps, (index + 1) * taps);
    let sum = 0;
    for (let place = first; place <= centre + reach; place++) {
      const weight = reduces ? lanczos((place - centre) / scale) : cubic(place - centre);
      const at = Math.min(Math.max(place, low), high - 1) - start;
      own[at] = (own[at] as number) + weight;
      sum += weight;
    }
    for (let at = 0; at < taps; at++) own[at] = (own[at] as number) / sum;
  }
  return { starts, count: taps, weights };
}

function lanczos(x: number): number {
  if (Math.abs(x) < 1e-8) return 1;
  if (Math.abs(x) >= LANCZOS) return 0;
  const angle = Math.PI * x;
  return (LANCZOS * Math.sin(angle) * Math.sin(angle / LANCZOS)) / (angle * angle);
}

function cubic(x: number): number {
  const far = Math.abs(x);
  if (far >= CUBIC) return 0;
  return far < 1 ? (1.5 * far - 2.5) * far * far + 1 : ((-0.5 * far + 2.5) * far - 4) * far + 2;
}
