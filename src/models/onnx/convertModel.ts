import type { ModelDirectory } from '../modelDirectory.ts';
import { MODEL_SOURCES, type Role } from '../roles.ts';
import { buildFaceApiNet } from './faceApi/buildFaceApiNet.ts';
import { openDetector } from './openDetector.ts';
import { alignChannels } from './rewrite/alignChannels.ts';
import { flushTinyWeights } from './rewrite/flushTinyWeights.ts';
import { narrowOutput } from './rewrite/narrowOutput.ts';
import { spreadPrelu } from './rewrite/spreadPrelu.ts';
import { convertTfjsGraph } from './tfjs/convertTfjsGraph.ts';
import { convertTflite } from './tflite/convertTflite.ts';

/**
 * Makes the net of a role from its stored source files, as it is kept and run: plain ONNX (`netOf`), without PRelu, without
 * numbers of channels that the runtime would unpack, and without tiny weights. Only whole numbers and single roundings are involved, so that every processor and every
 * version of Node.js writes the same bytes; `PREPARED_NETS` pins them.
 * @throws ModelMissing
 * @throws ModelDamaged
 */
export async function convertModel(role: Role, directory: ModelDirectory): Promise<Uint8Array> {
  return flushTinyWeights(alignChannels(spreadPrelu(await netOf(role, directory))));
}

/**
 * The net of a role as ONNX, as its authors published it, but for what is narrowed. Values are float32; `N` is the batch, pixels are
 * 0..255 before the scaling given here, in RGB unless said otherwise.
 *
 * | role          | input: name, shape, scaling                          | outputs: name, shape, meaning                   |
 * | ------------- | ---------------------------------------------------- | ----------------------------------------------- |
 * | detector      | `input` [N,3,H,W] (x−127)/128, H and W of any size   | `scores` [N,A,2] background, face;              |
 * |               |                                                      | `offsets` [N,A,4] dx, dy, dw, dh to the anchors |
 * | keypoints     | `input` [1,128,128,3] x/127.5−1                      | see below: two grids of scores and boxes        |
 * | mesh          | `input` [N,192,192,3] x/255                          | `mesh` [N,1404] 468 × (x,y,z) in crop pixels;   |
 * |               |                                                      | `score` [N,1] 0..1: a face is there             |
 * | embedder-fr   | `input` [1,3,112,112] **BGR** (x−127)/128            | `output` [1,512], not normalised                |
 * | embedder-fr-  | as embedder-fr, [N,3,112,112]                        | `output` [N,192] with the lengths and dot       |
 * | narrow        |                                                      | products of that one (rewrite/narrowOutput.ts)  |
 * | embedder-     | `input` [N,112,112,3] (x−127.5)/127.5                | `output` [N,64], not normalised, narrowed       |
 * | mobilefacenet |                                                      |                                                 |
 * | embedder-dlib | `input` [N,150,150,3] x (scaled inside)              | `descriptor` [N,128], not normalised            |
 * | age-gender    | `input` [N,112,112,3] x (scaled inside)              | `age` [N,1] years; `gender` [N,2] male, female  |
 * | expression    | `input` [N,112,112,3] x (scaled inside)              | `expression` [N,7] neutral happy sad angry      |
 * |               |                                                      | fearful disgusted surprised, sum 1              |
 * | faceres       | `input` [N,224,224,3] **BGR** −103.939 −116.779      | `gender` [N,1] 0..1 male; `age` [N,100]         |
 * |               | −123.68                                              | probability of each year; `features` [N,1024]   |
 * | emotion       | `input` [N,64,64,1] grey, x/127.5−1                  | `emotion` [N,7] angry disgust fear happy sad    |
 * |               |                                                      | surprise neutral, sum 1                         |
 * | gear          | `input` [N,198,198,3] x/255                          | `race` [N,5] white black asian indian other;    |
 * |               |                                                      | `gender` [N,2] male, female; `age` [N,7]        |
 * | liveness      | `input` [1,3,128,128] **BGR** x                      | `output` [1,3] logits, 0 = live                 |
 * | objects       | `input` [1,3,416,416] **BGR** (x−mean)/57.6          | see below: three grids of scores and edges      |
 *
 * keypoints: `scores8` [1,512,1], `boxes8` [1,512,16] for the 16×16 grid (stride 8, 2 anchors a cell) and `scores16`
 * [1,384,1], `boxes16` [1,384,16] for the 8×8 grid (stride 16, 6 anchors a cell). Scores are logits. A box is centre
 * dx, dy, width, height and six points (right eye, left eye, nose, mouth, right ear, left ear) as dx, dy, all in pixels
 * of the crop, relative to the cell's centre.
 *
 * objects: `scores8` [1,80,52,52], `edges8` [1,44,52,52] for the grid of stride 8, and so on for 16 and 32. Scores are
 * probabilities of the classes of COCO. Edges are left, top, right and bottom, 11 logits each: the distance from the cell's
 * centre in strides is the mean of 0..10 by their shares. Means are 103.53, 116.28 and 123.675.
 *
 * @throws ModelMissing
 * @throws ModelDamaged
 */
export async function netOf(role: Role, directory: ModelDirectory): Promise<Uint8Array> {
  const source = MODEL_SOURCES[role];
  switch (source.kind) {
    case 'onnx':
      return narrowed(await directory.read(source.graph), source.narrowTo);
    case 'detector':
      return openDetector(await directory.read(source.graph));
    case 'tflite':
      return narrowed(convertTflite(await directory.read(source.graph)), source.narrowTo);
    case 'tfjs-graph':
      return convertTfjsGraph(await directory.read(source.graph), await directory.read(source.weights), source.outputs);
    case 'face-api':
      return buildFaceApiNet(source.net, await directory.read(source.manifest), await directory.read(source.weights));
  }
}

function narrowed(model: Uint8Array, dimension: number | undefined): Uint8Array {
  return dimension === undefined ? model : narrowOutput(model, dimension);
}
