import { setTimeout as pause } from 'node:timers/promises';
import { ask, askForThreads, type Wish } from './ask.ts';
import type { ChaosNode } from './site/node.ts';
import type { Site } from './site/site.ts';

export interface Recovery {
  /** When each node took everything, by `performance.now`. */
  readonly at: number;
  /** Nodes that had to be started again: they said so, or had ended. */
  readonly restarts: number;
}

const AGAIN_MS = 100;
/** After that long the run is given up: what comes would say nothing. */
const HOPELESS_MS = 120_000;

/**
 * Asks each node until it takes a read, a write, a photo and a search, and restarts those that ended or ask for it, as whoever watches over them would.
 * @param patience how many times longer than usual it may take
 */
export async function wellAgain(site: Site, patience: number): Promise<Recovery> {
  const end = performance.now() + HOPELESS_MS * patience;
  const restarts = await Promise.all(
    site.nodes.map(async (node) => {
      let count = 0;
      while (!(await isWell(node, site, patience))) {
        if (performance.now() > end) throw new Error(`${node.name} does not get well`);
        if (await needsRestart(node, site)) {
          count++;
          await node.end('SIGTERM');
          await node.start().catch((error: unknown) => console.error(`${node.name}: ${error}`));
        }
        await pause(AGAIN_MS);
      }
      return count;
    }),
  );
  return { at: performance.now(), restarts: restarts.reduce((sum, count) => sum + count, 0) };
}

async function needsRestart(node: ChaosNode, site: Site): Promise<boolean> {
  return !node.isRunning || (await ask(node, site, { method: 'GET', path: '/livez' })).status === 503;
}

async function isWell(node: ChaosNode, site: Site, patience: number): Promise<boolean> {
  if ((await ask(node, site, { method: 'GET', path: '/readyz' })).status !== 200) return false;
  const person = await ask(node, site, { method: 'POST', path: '/4/storage/persons' });
  if (person.status !== 201) return false;
  const { person_id: id } = JSON.parse(person.text) as { person_id: string };
  const wishes: readonly Wish[] = [
    { method: 'GET', path: `/4/storage/persons/${id}` },
    { method: 'DELETE', path: `/4/storage/persons/${id}` },
    { method: 'POST', path: '/4/storage/descriptors', image: site.photo },
    askForThreads(site),
  ];
  for (const wish of wishes) {
    // A photo waits behind those of clients.
    const { status } = await ask(node, site, wish, { patience });
    if (status < 200 || status > 299) return false;
  }
  return true;
}
