import type { ChaosNode } from '../site/node.ts';
import type { Site } from '../site/site.ts';

export function anyNode({ nodes }: Site, random: () => number): ChaosNode {
  return nodes[Math.floor(random() * nodes.length)] as ChaosNode;
}
