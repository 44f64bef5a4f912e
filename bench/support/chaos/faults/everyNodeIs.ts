import { ask } from '../ask.ts';
import type { Site } from '../site/site.ts';

export async function statusesOf(site: Site, path: string): Promise<readonly number[]> {
  return Promise.all(site.nodes.map(async (node) => (await ask(node, site, { method: 'GET', path })).status));
}

/** To be asked again and again. */
export function everyNodeIs(site: Site, path: string, status: number): () => Promise<boolean> {
  return async () => (await statusesOf(site, path)).every((each) => each === status);
}
