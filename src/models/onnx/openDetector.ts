import onnxProto from 'onnx-proto';
import { tensorInfo } from './graphBuilder.ts';

const { onnx } = onnxProto;

/** Last node that is kept, and the raw box offsets, which the part that is cut off would decode for 320×240. */
const SCORES = 'scores';
const OFFSETS = '462';

/**
 * Opens the RFB-320 detector for pictures of any size. As shipped, the anchors of a 320×240 picture are constants in
 * its last nodes; these nodes are dropped, the raw offsets become the output `offsets`, and sizes become dynamic.
 * Anchors are the caller's work then. Those that are cut off lie at ((column + ½) / columns, (row + ½) / rows) of the
 * picture, and none is wider or higher than the picture: the largest, 256 pixels a side, is 256×240 there.
 * @throws Error when the graph is built differently.
 */
export function openDetector(model: Uint8Array): Uint8Array {
  const proto = onnx.ModelProto.decode(model);
  const graph = proto.graph;
  const nodes = graph?.node ?? [];
  const last = nodes.findIndex(({ output }) => output?.[0] === SCORES);
  const kept = nodes.slice(0, last + 1);
  const offsets = kept.find(({ output }) => output?.[0] === OFFSETS);
  if (!graph || last < 0 || !offsets) throw new Error(`the detector does not compute ${OFFSETS} before ${SCORES}`);
  offsets.output = ['offsets'];
  graph.node = kept;
  const used = new Set(kept.flatMap(({ input }) => input ?? []));
  if (used.has(OFFSETS)) throw new Error(`${OFFSETS} is used by what is kept`);
  graph.initializer = graph.initializer?.filter(({ name }) => name && used.has(name)) ?? [];
  graph.input = [tensorInfo('input', ['N', 3, 'H', 'W'])];
  graph.output = [tensorInfo(SCORES, ['N', 'A', 2]), tensorInfo('offsets', ['N', 'A', 4])];
  graph.valueInfo = [];
  return onnx.ModelProto.encode(proto).finish();
}
