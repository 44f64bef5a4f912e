import type { LivenessManifest } from '../../models/own/manifestSchema.ts';
import { softmax } from '../estimate/distribution.ts';
import { type LivenessEstimator, SURROUNDINGS, surroundingsOf } from '../estimate/liveness.ts';
import type { Net } from '../runtime/net.ts';
import { createOwnInput } from './ownInput.ts';
import { outputOf } from './ownOutput.ts';

const ACTIVATIONS: Readonly<Record<LivenessManifest['activation'], (values: Float32Array) => Float32Array>> = {
  softmax,
  sigmoid: (values) => values.map((value) => 1 / (1 + Math.exp(-value))),
  none: (values) => values.map((value) => Math.min(1, Math.max(0, value))),
};

/** The liveness estimate of a manifest: of the face and what surrounds it, as far as the picture goes. */
export function createOwnLiveness(manifest: LivenessManifest, net: Net): LivenessEstimator {
  const input = createOwnInput(manifest.input);
  const activation = ACTIVATIONS[manifest.activation];
  return async (picture, face) => {
    const { left, top, right, bottom } = surroundingsOf(face, picture, manifest.surroundings ?? SURROUNDINGS);
    const a = (right - left) / input.width;
    const e = (bottom - top) / input.height;
    const outputs = await net.run(input.cut(picture, { a, b: 0, c: left, d: 0, e, f: top }), input.dims);
    return activation(outputOf(outputs, manifest.output, manifest.classes))[manifest.live] as number;
  };
}
