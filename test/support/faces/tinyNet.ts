import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GraphBuilder } from '../../../src/models/onnx/graphBuilder.ts';
import type { EmbedderManifest } from '../../../src/models/own/manifestSchema.ts';

const [SIDE, DIMENSION] = [16, 8];

/**
 * An embedder of one layer, whose weights are as small as this and grow again behind it: those that are set to zero matter.
 * @param part of each weight that is small; the rest is not
 */
export function tinyNet(folder: string, small: number, part: 'all' | 'half' = 'all'): EmbedderManifest {
  const graph = new GraphBuilder();
  const input = graph.input('input', [1, 3, SIDE, SIDE]);
  const weights = Float32Array.from({ length: DIMENSION * 3 }, (_, at) => {
    const isSmall = part === 'all' || at % 2 === 0;
    return Math.fround(Math.sin(at + 1)) * (isSmall ? small : 1);
  });
  const seen = graph.node('Conv', [input, graph.reals([DIMENSION, 3, 1, 1], weights)], { kernel_shape: [1, 1] });
  const grown = part === 'all' ? graph.node('Mul', [seen, graph.real(1 / small)]) : seen;
  graph.node('Flatten', [graph.node('GlobalAveragePool', [grown])], {}, 'output');
  graph.output('output');
  const net = graph.build('tiny');
  const file = join(folder, `tiny-${small}-${part}.onnx`);
  writeFileSync(file, net);
  return {
    kind: 'embedder',
    name: 'tiny',
    path: join(folder, 'tiny.json'),
    file,
    sha256: createHash('sha256').update(net).digest('hex'),
    input: { size: [SIDE, SIDE], layout: 'NCHW', colour: 'RGB', mean: 127.5, deviation: 127.5 },
    template: 'arcface',
    dimension: DIMENSION,
    calibration: { half: 0.3, same: 0.5 },
    licence: null,
    training_data: null,
  };
}
