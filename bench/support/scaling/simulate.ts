import { randomSource } from '../../../test/support/vectors.ts';

/** One node, as measured or as given. */
export interface Node {
  /** Faces that one core compares in a second. */
  readonly facesPerSecond: number;
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

/** The fewest nodes, at least so many, of which every second search is answered within `milliseconds`, slowest node and network included. */
export function nodesForLatency(faces: number, node: Node, milliseconds: number, atLeast: number): number {
  const scanMs = milliseconds - node.networkMs;
  let nodes = Math.max(atLeast, Math.ceil((faces / (node.facesPerSecond * node.usefulCores * scanMs)) * 1000));
  for (;;) {
    const { p50 } = simulate(faces, nodes, node);
    if (p50 <= milliseconds) return nodes;
    // A hundredth less than the proportion says: more nodes than needed are never found.
    nodes = Math.max(nodes + 1, Math.floor((nodes * 0.99 * (p50 - node.networkMs)) / scanMs));
  }
}

/**
 * Every face is compared; a search waits for the slowest of the nodes. Searches on one node share its memory bandwidth, so
 * their number in a second is that of one after the other.
 */
export function simulate(faces: number, nodes: number, node: Node): Layout {
  const perNode = faces / nodes;
  const scanMs = (perNode / (node.facesPerSecond * node.usefulCores)) * 1000;
  const random = randomSource(7);
  const unevenness = node.unevenness.toSorted((one, other) => one - other);
  const times = Float64Array.from({ length: DRAWS }, () => {
    // The greatest of that many draws in one: all are below the share s with the probability s ** nodes.
    const slowest = unevenness[Math.floor(random() ** (1 / nodes) * unevenness.length)] ?? 1;
    return slowest * scanMs + node.networkMs;
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
