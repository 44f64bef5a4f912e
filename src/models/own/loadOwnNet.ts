import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import onnxProto from 'onnx-proto';
import { errorCode } from '../modelErrors.ts';
import { flushTinyWeights } from '../onnx/flushTinyWeights.ts';
import { spreadPrelu } from '../onnx/spreadPrelu.ts';
import { BadManifest } from './badManifest.ts';
import type { OwnManifest } from './manifestSchema.ts';

const { onnx } = onnxProto;
const { DataLocation } = onnx.TensorProto;

/** The net of a manifest as it is run, and as it came. */
export interface OwnNetBytes {
  /** Without PRelu and tiny weights, as the nets of the catalogue; the file itself where the manifest says `as_is`. */
  readonly prepared: Uint8Array;
  readonly untouched: Uint8Array;
}

/**
 * Reads the net of a manifest and prepares it as those of the catalogue are.
 * @throws BadManifest when the file is not there, is another one, or is no ONNX model in one file
 */
export async function loadOwnNet(manifest: OwnManifest): Promise<OwnNetBytes> {
  const untouched = await readOwnFile(manifest);
  const { path, file } = manifest;
  requireWhole(manifest, untouched);
  if (manifest.as_is) return { prepared: untouched, untouched };
  try {
    return { prepared: flushTinyWeights(spreadPrelu(untouched)), untouched };
  } catch (error) {
    throw new BadManifest([
      `${path}: file ${file} cannot be prepared (${error instanceof Error ? error.message : error})`,
    ]);
  }
}

/** The file of a manifest, if it has the hash that the manifest says. @throws BadManifest */
export async function readOwnFile({ path, file, sha256 }: OwnManifest): Promise<Uint8Array> {
  const content = await readFile(file).catch((error: unknown) => {
    const why = errorCode(error) === 'ENOENT' ? 'is not there' : `cannot be read (${errorCode(error)})`;
    throw new BadManifest([`${path}: file ${file} ${why}`]);
  });
  const found = createHash('sha256').update(content).digest('hex');
  if (found !== sha256) {
    throw new BadManifest([`${path}: sha256 is not that of file ${file}, whose SHA-256 is ${found}`]);
  }
  return content;
}

function requireWhole({ path, file }: OwnManifest, content: Uint8Array): void {
  let graph: onnxProto.onnx.IGraphProto | null | undefined;
  try {
    ({ graph } = onnx.ModelProto.decode(content));
  } catch {
    graph = undefined;
  }
  if (!graph?.node?.length) throw new BadManifest([`${path}: file ${file} is no ONNX model`]);
  if (graph.initializer?.some(({ dataLocation }) => dataLocation === DataLocation.EXTERNAL)) {
    throw new BadManifest([`${path}: file ${file} has its weights in another file; save it as one`]);
  }
}
