import { readdir, readFile } from 'node:fs/promises';
import { waitFor } from '../../../test/support/fuzz/serverState.ts';
import { loadOfTree } from '../processTree.ts';
import type { SoakClient } from '../soak/client.ts';
import type { Traffic } from '../soak/traffic.ts';
import { type Verdict, verify } from '../soak/verify.ts';
import type { ChaosNode } from './site/node.ts';
import type { Site } from './site/site.ts';
import type { StoredImage } from './site/storedImages.ts';

/** What a node has while nobody asks it for anything. */
export interface Holding {
  readonly threads: number;
  readonly residentBytes: number;
}

export interface Inspection extends Verdict {
  /** Descriptors that belong to nobody, after garbage was collected. */
  readonly orphans: number;
  /** Images without a descriptor, and descriptors without their portrait. */
  readonly orphanPortraits: number;
  /** Files and objects of a sealed site that hold a vector or a picture as it is. */
  readonly plain: readonly string[];
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
  const owned = await ownedDescriptors(client);
  const { listed, faces } = site.contents;
  const one = traffic.people.all()[0];
  return {
    ...verdict,
    orphans: count - listed.length - owned.size,
    orphanPortraits: countMisplaced(await site.images(), owned, new Set(faces)),
    plain: (await site.sealed?.scan.run(first, one?.descriptorId)) ?? [],
    holding: {
      threads: Math.max(...holdings.map((each) => each.threads)),
      residentBytes: Math.max(...holdings.map((each) => each.residentBytes)),
    },
  };
}

async function ownedDescriptors(client: SoakClient): Promise<ReadonlySet<string>> {
  const owned = new Set<string>();
  for (let [page, seen] = [1, 0]; ; page++) {
    const { persons, count } = await client.json<{
      persons: readonly { descriptors: readonly string[] }[];
      count: number;
    }>('verify', { method: 'GET', path: `/4/storage/persons?page=${page}&page_size=${PAGE}` });
    for (const { descriptors } of persons) for (const each of descriptors) owned.add(each);
    seen += persons.length;
    // A page is as long as the mode allows.
    if (seen >= count || persons.length === 0) return owned;
  }
}

/** Descriptors that have an image and no person, or a person and no portrait. @param withoutImages were stored without */
function countMisplaced(
  images: readonly StoredImage[],
  owned: ReadonlySet<string>,
  withoutImages: ReadonlySet<string>,
): number {
  const ofNobody = new Set(images.map(({ descriptorId }) => descriptorId).filter((each) => !owned.has(each)));
  const portraits = new Set(images.filter(({ isPortrait }) => isPortrait).map(({ descriptorId }) => descriptorId));
  const missing = [...owned].filter((each) => !portraits.has(each) && !withoutImages.has(each));
  return ofNobody.size + missing.length;
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
