import { readdir, readFile } from 'node:fs/promises';
import { waitFor } from '../../../test/support/fuzz/serverState.ts';
import { loadOfTree } from '../processTree.ts';
import type { SoakClient } from '../soak/client.ts';
import type { Traffic } from '../soak/traffic.ts';
import { type Verdict, verify } from '../soak/verify.ts';
import type { ChaosNode } from './node.ts';
import type { Site } from './site.ts';

/** What a node has while nobody asks it for anything. */
export interface Holding {
  readonly threads: number;
  readonly residentBytes: number;
}

export interface Inspection extends Verdict {
  /** Descriptors that belong to nobody, after garbage was collected. */
  readonly orphans: number;
  /** Portraits without a descriptor, or descriptors without their portrait. */
  readonly orphanPortraits: number;
  /** Of the nodes the most. */
  readonly holding: Holding;
}

const QUIET_MS = 30_000;
const PAGE = 1000;

/**
 * Compares what is there with what was acknowledged, and looks for what belongs to nobody. Nothing else may be going on.
 * @param threads as many as a node had before; their number is given time to come down to it
 */
export async function inspect(site: Site, client: SoakClient, traffic: Traffic, threads: number): Promise<Inspection> {
  const [first] = site.nodes as [ChaosNode];
  const holdings = await Promise.all(site.nodes.map((node) => holdingOf(node, threads)));
  const verdict = await verify(client, traffic);
  const skipped = await first.collectGarbage(true);
  if (skipped !== undefined) throw new Error(`garbage was not collected: ${skipped}`);
  const { count } = await client.json<{ count: number }>('verify', {
    method: 'GET',
    path: '/4/storage/descriptors?page=1&page_size=1',
  });
  const withoutPortrait = site.contents.descriptors;
  return {
    ...verdict,
    orphans: count - site.contents.listed - (await ownedDescriptors(client)),
    orphanPortraits: Math.abs((await site.portraits()) - (count - withoutPortrait)),
    holding: {
      threads: Math.max(...holdings.map((each) => each.threads)),
      residentBytes: Math.max(...holdings.map((each) => each.residentBytes)),
    },
  };
}

async function ownedDescriptors(client: SoakClient): Promise<number> {
  let owned = 0;
  for (let page = 1; ; page++) {
    const { persons, count } = await client.json<{
      persons: readonly { descriptors: readonly string[] }[];
      count: number;
    }>('verify', { method: 'GET', path: `/4/storage/persons?page=${page}&page_size=${PAGE}` });
    for (const { descriptors } of persons) owned += descriptors.length;
    if (page * PAGE >= count) return owned;
  }
}

async function holdingOf(node: ChaosNode, threads: number): Promise<Holding> {
  const isQuiet = async () =>
    (await node.metric('luna_vision_running')) === 0 && (await threadsOf(node.pid)) <= threads;
  await waitFor(isQuiet, QUIET_MS);
  return {
    threads: await threadsOf(node.pid),
    residentBytes: (await loadOfTree(node.pid)).residentBytes,
  };
}

/** Those of the image library come and go with its work: it keeps as many as it likes. */
async function threadsOf(pid: number): Promise<number> {
  const tasks = await readdir(`/proc/${pid}/task`);
  const names = await Promise.all(
    tasks.map((task) => readFile(`/proc/${pid}/task/${task}/comm`, 'utf8').catch(() => '')),
  );
  return names.filter((name) => name !== '' && !name.startsWith('libvips')).length;
}
