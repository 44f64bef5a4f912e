import { addConvolution } from '../convolution.ts';
import { GraphBuilder, type TensorName } from '../graphBuilder.ts';
import type { Tensor } from '../weights.ts';
import type { FlatTable } from './flatTable.ts';
import { parseTflite, TFLITE, type TfliteNet, type TfliteOperation } from './tfliteNet.ts';

/**
 * Writes a TensorFlow Lite net of float32 as ONNX. The input keeps its layout, [N, height, width, channels], for any N, and gets the
 * name `input`; the output is called `output`. Within, pictures are [N, channels, height, width], as the runtime wants it.
 * @throws Error when the net holds anything that the net used here does not
 */
export function convertTflite(file: Uint8Array): Uint8Array {
  const net = parseTflite(file);
  const builder = new GraphBuilder();
  const [, height = 0, width = 0, channels = 0] = net.shape(net.input);
  const picture = builder.input('input', ['N', height, width, channels]);
  const names = new Map([[net.input, builder.node('Transpose', [picture], { perm: [0, 3, 1, 2] })]]);

  function nameOf(tensor: number): TensorName {
    const known = names.get(tensor);
    if (known !== undefined) return known;
    const made = convert(makerOf(net, tensor));
    names.set(tensor, made);
    return made;
  }

  function convert(operation: TfliteOperation): TensorName {
    switch (operation.code) {
      case TFLITE.convolve:
      case TFLITE.convolveByChannel:
        return convolve(operation);
      case TFLITE.add:
        return add(operation);
      case TFLITE.reshape:
        return flatten(operation);
      default:
        throw new Error(`unsupported operation ${operation.code}`);
    }
  }

  function convolve({ code, inputs, options }: TfliteOperation): TensorName {
    const [input = -1, kernel = -1, bias = -1] = inputs;
    const depthwise = code === TFLITE.convolveByChannel;
    const weights = net.constant(kernel);
    return addConvolution(builder, nameOf(input), {
      kernel: depthwise ? { ...weights, shape: [...weights.shape.slice(1), 1] } : asTensorFlow(weights),
      depthwise,
      bias: net.constant(bias).values,
      ...movement(options, depthwise),
    });
  }

  function add(operation: TfliteOperation): TensorName {
    requireBare(operation.options?.byte(0));
    const slopes = slopesOf(net, operation);
    if (slopes) {
      const { input, values } = slopes;
      return builder.node('PRelu', [nameOf(input), builder.reals([values.length, 1, 1], values)]);
    }
    return builder.node('Add', operation.inputs.map(nameOf));
  }

  function flatten({ inputs }: TfliteOperation): TensorName {
    const [input = -1] = inputs;
    const [, rows, columns] = net.shape(input);
    // Of more pixels the order of values would differ.
    if (rows !== 1 || columns !== 1) throw new Error('unsupported reshape of a picture');
    return builder.node('Flatten', [nameOf(input)], { axis: 1 });
  }

  builder.node('Identity', [nameOf(net.output)], {}, 'output');
  builder.output('output');
  return builder.build('tflite');
}

/**
 * What these nets have for PReLU: relu(x) + a·(x − |x|). Below zero that is 2a·x, so the slope is twice `a`.
 * @returns undefined when the sum is of another kind
 */
function slopesOf(net: TfliteNet, { inputs }: TfliteOperation): { input: number; values: Float32Array } | undefined {
  const [above, below] = inputs.map((input) => net.maker(input));
  if (above?.code !== TFLITE.relu || below?.code !== TFLITE.multiply) return undefined;
  const [slope = -1, difference = -1] = below.inputs;
  const subtraction = makerOf(net, difference);
  const [input = -1, absolute = -1] = subtraction.inputs;
  const isPrelu =
    subtraction.code === TFLITE.subtract &&
    above.inputs[0] === input &&
    net.maker(absolute)?.code === TFLITE.abs &&
    net.maker(absolute)?.inputs[0] === input;
  if (!isPrelu) throw new Error('unsupported sum of a rectified and a scaled tensor');
  requireBare(below.options?.byte(0));
  requireBare(subtraction.options?.byte(0));
  return { input, values: net.constant(slope).values.map((half) => 2 * half) };
}

function makerOf(net: TfliteNet, tensor: number): TfliteOperation {
  const maker = net.maker(tensor);
  if (!maker) throw new Error(`nothing computes tensor ${tensor}`);
  return maker;
}

/** Conv2DOptions and DepthwiseConv2DOptions of schema.fbs; the latter have the depth multiplier in between. */
function movement(options: FlatTable | undefined, depthwise: boolean) {
  const [activation, dilation] = depthwise ? [4, 5] : [3, 4];
  requireBare(options?.byte(activation));
  if ((options?.integer(dilation, 1) ?? 1) !== 1) throw new Error('unsupported dilation');
  const strides = [options?.integer(2, 1) ?? 1, options?.integer(1, 1) ?? 1] as const;
  return { strides, padding: options?.byte(0) === 1 ? 'VALID' : 'SAME' } as const;
}

/** An operation may have an activation of its own; none of the shipped net has. */
function requireBare(activation = 0): void {
  if (activation !== 0) throw new Error(`unsupported activation ${activation}`);
}

/** [outputs, height, width, inputs] to TensorFlow's [height, width, inputs, outputs]. */
function asTensorFlow({ shape, values }: Tensor): Tensor {
  const [outputs = 0, height = 0, width = 0, inputs = 0] = shape;
  const one = height * width * inputs;
  const turned = values.map((_, index) => values[(index % outputs) * one + Math.floor(index / outputs)] ?? 0);
  return { shape: [height, width, inputs, outputs], values: turned };
}
