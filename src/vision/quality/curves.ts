/** 0 far below `middle`, ½ there, 1 far above; about 0.73 a `width` above it. */
export function rising(value: number, middle: number, width: number): number {
  return 1 / (1 + Math.exp((middle - value) / width));
}

/** 1 far below `middle`, ½ there, 0 far above. */
export function falling(value: number, middle: number, width: number): number {
  return 1 - rising(value, middle, width);
}

/** A share of 0..1 as a quality of ISO/IEC 29794: a whole number from 0 to 100. */
export function toPercent(share: number): number {
  return Math.round(100 * Math.min(1, Math.max(0, share)));
}
