import { BadImage } from '../../domain/errors.ts';
import type { Size } from '../geometry/box.ts';

/** Pixels a side may have; contract 20 has 96 and 4096. */
export interface ImageLimits {
  readonly minSide: number;
  readonly maxSide: number;
  /** Processor time that the decoder may take for a picture whose header does not bound it. */
  readonly decodeSeconds: number;
}

/**
 * Called with the size in the header, before a pixel is decoded.
 * @throws BadImage too-small, too-large
 */
export function checkSize({ width, height }: Size, { minSide, maxSide }: ImageLimits): void {
  if (width < minSide || height < minSide) throw new BadImage({ kind: 'too-small', width, height, limit: minSide });
  if (width > maxSide || height > maxSide) throw new BadImage({ kind: 'too-large', width, height, limit: maxSide });
}
