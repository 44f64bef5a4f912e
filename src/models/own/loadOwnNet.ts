import onnxProto from 'onnx-proto';
import { flushTinyWeights } from '../onnx/rewrite/flushTinyWeights.ts';
import { spreadPrelu } from '../onnx/rewrite/spreadPrelu.ts';
import { BadManifest } from './badManifest.ts';
import type { OwnManifest } from './manifestSchema.ts';
import { readOwnFile } from './readOwnFile.ts';

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
