import { randomSource } from '../../../test/support/vectors.ts';

/** One node, as measured or as given. */
export interface Node {
  /** Faces that one core compares in a second. */
  readonly facesPerSecond: number;
  readonly cores: number;
  /** Cores' worth of scanning before memory is the limit. */
  readonly usefulCores: number;
  readonly memoryBytes: number;
  readonly bytesPerFace: number;
  /** Measured times of one scan, each over their median: how unevenly a node answers. */
  readonly unevenness: readonly number[];
  /** Milliseconds from the asking node to the shard and back. */
  readonly networkMs: number;
}

export interface Layout {
  readonly faces: number;
  readonly nodes: number;
  readonly memoryPerNode: number;
  readonly p50: number;
  readonly p99: number;
  readonly searchesPerSecond: number;
}

const DRAWS = 4000;

/** Nodes that hold the faces in memory. */
export function nodesForMemory(faces: number, { memoryBytes, bytesPerFace }: Node): number {
  return Math.ceil((faces * bytesPerFace) / memoryBytes);
}

/** Nodes whose share is scanned in `milliseconds`. */
export function nodesForLatency(faces: number, node: Node, milliseconds: number): number {
  return Math.ceil((faces / (node.facesPerSecond * node.usefulCores * milliseconds)) * 1000);
}

/**
 * Every face is compared; a search waits for the slowest of the nodes. Searches on one node share its memory bandwidth, so
 * their number in a second is that of one after the other.
 */
export function simulate(faces: number, nodes: number, node: Node): Layout {
  const perNode = faces / nodes;
  const scanMs = (perNode / (node.facesPerSecond * node.usefulCores)) * 1000;
  const random = randomSource(7);
  const draw = () => scanMs * (node.unevenness[Math.floor(random() * node.unevenness.length)] ?? 1);
  const times = Float64Array.from({ length: DRAWS }, () => {
    let slowest = 0;
    for (let index = 0; index < nodes; index++) slowest = Math.max(slowest, draw());
    return slowest + node.networkMs;
  }).sort();
  return {
    faces,
    nodes,
    memoryPerNode: perNode * node.bytesPerFace,
    p50: times[DRAWS >> 1] ?? 0,
    p99: times[Math.floor(DRAWS * 0.99)] ?? 0,
    searchesPerSecond: 1000 / scanMs,
  };
}
