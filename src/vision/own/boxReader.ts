import type { ScoredBox } from '../detect/rfb.ts';
import type { NetOutputs } from '../runtime/net.ts';

/**
 * Boxes of a detector's outputs in the pixels of its input.
 * @throws Error, in words that follow the path of the manifest, when the outputs are not those of such a net
 */
export type BoxReader = (outputs: NetOutputs, width: number, height: number, leastScore: number) => ScoredBox[];
