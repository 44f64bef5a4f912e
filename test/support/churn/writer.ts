import { setTimeout as pause } from 'node:timers/promises';
import type { PersonId } from '../../../src/domain/ids.ts';
import type { ChurnNode } from './node.ts';
import type { Slot } from './slot.ts';

export interface Scene {
  readonly nodes: readonly ChurnNode[];
  readonly token: string;
  readonly listId: string;
  readonly slots: readonly Slot[];
  readonly random: () => number;
  stopping: boolean;
}

export interface WriterCounts {
  acknowledged: number;
  /** Writes of which the writer was not told whether they were carried out: their slots are left alone from then on. */
  unknown: number;
}

/** A pause after a failure, so that a fault does not use up all slots. */
const AFTER_FAILURE_MS = 500;
/** After this long another node may be asked. */
const REFUSED_MS = 20;

export function pick<Item>(items: readonly Item[], random: () => number): Item {
  return items[Math.floor(random() * items.length)] as Item;
}

/** Attaches, detaches, unlinks and deletes through any node, one request after the other. */
export async function churn(scene: Scene, own: readonly Slot[], counts: WriterCounts): Promise<void> {
  while (!scene.stopping) {
    const slot = pick(own, scene.random);
    if (slot.state === 'unknown') {
      await pause(1);
      continue;
    }
    const wasFound = slot.state === 'found';
    slot.become('busy');
    const done = wasFound ? await hide(scene, slot) : await show(scene, slot);
    slot.become(done ? (wasFound ? 'absent' : 'found') : 'unknown');
    if (done) counts.acknowledged++;
    else {
      counts.unknown++;
      await pause(AFTER_FAILURE_MS);
    }
  }
}

/** By detaching the descriptor, or by deleting the person and making another one without it. */
async function hide(scene: Scene, slot: Slot): Promise<boolean> {
  if (scene.random() < 0.7) return attach(scene, slot, 'detach');
  if (!(await send(scene, 'DELETE', `/storage/persons/${slot.personId}`))) return false;
  const created = await send(scene, 'POST', '/storage/persons', { user_data: 'churn' });
  if (!created) return false;
  slot.personId = (created as { person_id: PersonId }).person_id;
  return link(scene, slot);
}

function show(scene: Scene, slot: Slot): Promise<boolean> {
  return attach(scene, slot, 'attach');
}

async function attach(scene: Scene, { personId, descriptorId }: Slot, action: 'attach' | 'detach'): Promise<boolean> {
  const path = `/storage/persons/${personId}/linked_descriptors?descriptor_id=${descriptorId}&do=${action}`;
  return (await send(scene, 'PATCH', path)) !== undefined;
}

async function link(scene: Scene, { personId }: Slot): Promise<boolean> {
  const path = `/storage/persons/${personId}/linked_lists?list_id=${scene.listId}&do=attach`;
  return (await send(scene, 'PATCH', path)) !== undefined;
}

/** What was answered, `true` for nothing; undefined when it is not known what has become of the write. */
async function send(scene: Scene, method: string, path: string, json?: unknown): Promise<unknown> {
  const ask = () => pick(scene.nodes, scene.random).send(method, path, scene.token, json);
  let reply = await ask();
  for (; reply === 'refused'; reply = await ask()) await pause(REFUSED_MS);
  if (!reply || reply.status >= 500) return undefined;
  if (reply.status >= 400) throw new Error(`${method} ${path} -> ${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body ?? true;
}
