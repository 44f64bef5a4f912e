import { setTimeout as pause } from 'node:timers/promises';
import type { ChurnNode } from './node.ts';
import type { Slot, SlotView } from './slot.ts';
import { pick, type Scene } from './writer.ts';

export interface SearchCounts {
  /** Searches whose every candidate and whose own slot could be judged, in part or in full. */
  judged: number;
  /** Found though it had left before the search began. */
  stale: number;
  /** Not found though it had been there all the while. */
  missing: number;
  /** A candidate that nobody wrote, or of a person who did not own it. */
  ghost: number;
  /** Searches without an answer, while a node or the database was down. */
  unanswered: number;
}

interface Candidate {
  readonly person_id: string;
  readonly descriptor_id: string;
}

/** Looks for one descriptor after the other through one node, and holds each answer against what was acknowledged. */
export async function search(scene: Scene, node: ChurnNode, counts: SearchCounts): Promise<void> {
  const byDescriptor = new Map<string, Slot>(scene.slots.map((slot) => [slot.descriptorId, slot]));
  while (!scene.stopping) {
    const wanted = pick(scene.slots, scene.random);
    const before = new Map(scene.slots.map((slot) => [slot, slot.look()]));
    const candidates = await identify(scene, node, wanted);
    if (!candidates) {
      counts.unanswered++;
      await pause(100);
      continue;
    }
    judge(wanted, candidates, before, byDescriptor, counts);
  }
}

function judge(
  wanted: Slot,
  candidates: readonly Candidate[],
  before: ReadonlyMap<Slot, SlotView>,
  byDescriptor: ReadonlyMap<string, Slot>,
  counts: SearchCounts,
): void {
  counts.judged++;
  const held = (slot: Slot) => slot.heldSince(before.get(slot) as SlotView);
  // Its own vector: when it is there it comes first.
  if (held(wanted)?.state === 'found' && candidates[0]?.descriptor_id !== wanted.descriptorId) counts.missing++;
  for (const candidate of candidates) {
    const slot = byDescriptor.get(candidate.descriptor_id);
    if (!slot) {
      counts.ghost++;
      continue;
    }
    const fact = held(slot);
    if (fact?.state === 'absent') counts.stale++;
    if (fact?.state === 'found' && fact.personId !== candidate.person_id) counts.ghost++;
  }
}

export async function identify(
  scene: Scene,
  node: ChurnNode,
  { descriptorId }: Slot,
): Promise<Candidate[] | undefined> {
  const path = `/matching/identify?descriptor_id=${descriptorId}&list_id=${scene.listId}&limit=5`;
  const reply = await node.send('POST', path, scene.token);
  if (!reply || reply === 'refused' || reply.status >= 500) return undefined;
  if (reply.status !== 201) throw new Error(`${path} -> ${reply.status} ${JSON.stringify(reply.body)}`);
  return (reply.body as { candidates: Candidate[] }).candidates;
}
