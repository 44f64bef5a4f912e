import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import onnxProto from 'onnx-proto';
import { afterAll, expect, it } from 'vitest';
import { GraphBuilder } from '../onnx/graphBuilder.ts';
import { countTinyWeights } from '../onnx/rewrite/flushTinyWeights.ts';
import { loadOwnNet } from './loadOwnNet.ts';
import type { DetectorManifest } from './manifestSchema.ts';

const folder = mkdtempSync(join(tmpdir(), 'luna-own-net-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function net(): Uint8Array {
  const graph = new GraphBuilder();
  const input = graph.input('input', [1, 3, 32, 32]);
  graph.node('Conv', [input, graph.reals([1, 3, 1, 1], Float32Array.of(1, 1e-20, 1e-40))], {}, 'output');
  graph.output('output');
  return graph.build('net');
}

function keep(name: string, content: Uint8Array, change: Partial<DetectorManifest> = {}): DetectorManifest {
  const file = join(folder, name);
  writeFileSync(file, content);
  return {
    kind: 'detector',
    name: 'net',
    path: join(folder, 'net.json'),
    file,
    sha256: createHash('sha256').update(content).digest('hex'),
    input: { size: [32, 32], layout: 'NCHW', colour: 'RGB', mean: 0, deviation: 1 },
    outputs: 'scrfd',
    licence: null,
    training_data: null,
    ...change,
  };
}

it('sets weights that are too small to matter to zero, unless the manifest forbids it', async () => {
  const manifest = keep('tiny.onnx', net());
  const { prepared, untouched } = await loadOwnNet(manifest);
  expect(countTinyWeights(untouched)).toEqual({ subnormal: 1, tiny: 2 });
  expect(countTinyWeights(prepared)).toEqual({ subnormal: 0, tiny: 0 });
  const asIs = await loadOwnNet({ ...manifest, as_is: true });
  expect(asIs.prepared).toBe(asIs.untouched);
});

it('refuses a file that is not there, another one, and what is no model in one file', async () => {
  const model = onnxProto.onnx.ModelProto.decode(net());
  for (const constant of model.graph?.initializer ?? []) {
    constant.dataLocation = onnxProto.onnx.TensorProto.DataLocation.EXTERNAL;
  }
  const path = join(folder, 'net.json');
  const refused = (manifest: DetectorManifest) =>
    loadOwnNet(manifest).then(
      () => 'taken',
      ({ message }: Error) => message.replaceAll(`${folder}/`, ''),
    );
  expect(await refused({ ...keep('a', net()), file: join(folder, 'gone.onnx') })).toBe(
    'net.json: file gone.onnx is not there',
  );
  expect(await refused(keep('other.onnx', net(), { path, sha256: '0'.repeat(64) }))).toMatch(
    /^net\.json: sha256 is not that of file other\.onnx, whose SHA-256 is [0-9a-f]{64}$/,
  );
  expect(await refused(keep('text.onnx', Buffer.from('version https://git-lfs.github.com/spec/v1\n')))).toBe(
    'net.json: file text.onnx is no ONNX model',
  );
  expect(await refused(keep('parts.onnx', onnxProto.onnx.ModelProto.encode(model).finish()))).toBe(
    'net.json: file parts.onnx has its weights in another file; save it as one',
  );
});
