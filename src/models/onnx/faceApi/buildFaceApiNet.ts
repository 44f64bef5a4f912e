import { GraphBuilder } from '../graphBuilder.ts';
import { parseManifest, Weights } from '../weights.ts';
import { addAgeGenderNet } from './ageGenderNet.ts';
import { addExpressionNet } from './expressionNet.ts';
import type { Net } from './layers.ts';
import { addRecognitionNet } from './recognitionNet.ts';

/** face-api ships weights only; the layers of its nets are written here. */
const NETS = {
  'age-gender': addAgeGenderNet,
  expression: addExpressionNet,
  recognition: addRecognitionNet,
} as const;

export type FaceApiNet = keyof typeof NETS;

/**
 * One of face-api's nets as ONNX.
 * @throws Error when the weights are not those of this net.
 */
export function buildFaceApiNet(kind: FaceApiNet, manifest: Uint8Array, binary: Uint8Array): Uint8Array {
  const net: Net = { builder: new GraphBuilder(), weights: new Weights(parseManifest(manifest), binary) };
  NETS[kind](net);
  return net.builder.build(kind);
}
