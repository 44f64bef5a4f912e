import type { AccountId, DescriptorId, ListId } from '../../domain/ids.ts';
import type { Timestamp } from '../../domain/time.ts';
import type { AccountPortraits } from '../../portraits/accountPortraits.ts';
import type { StoredPortrait } from '../../portraits/portraitStore.ts';
import type { Store, Stores } from '../../store/store.ts';
import { lockMembers } from '../persons/lockMembers.ts';
import { orIdTaken } from './idTaken.ts';

export interface MovedDescriptor {
  readonly descriptorId: DescriptorId;
  readonly lastUpdate: Timestamp;
  /** Descriptors lists that it is in; all of them. */
  readonly lists: readonly ListId[];
  /** Absent for one that is here already. */
  readonly face?: {
    readonly modelId: string;
    readonly vector: Float32Array;
    readonly portrait: StoredPortrait | undefined;
  };
}

export interface DescriptorIntake {
  /**
   * Makes descriptors with these ids, or brings the lists of those that are here up to date.
   * @returns those that are not here and came without a face
   * @throws IdTaken
   */
  take(accountId: AccountId, moved: readonly MovedDescriptor[]): Promise<readonly DescriptorId[]>;
}

/** Takes in faces with the ids that they have elsewhere; may be repeated. */
export function createDescriptorIntake(parts: {
  readonly store: Store;
  /** Undefined when portraits are switched off. */
  readonly portraits: Pick<AccountPortraits, 'put'> | undefined;
}): DescriptorIntake {
  const { store, portraits } = parts;

  async function takeOne(tx: Stores, accountId: AccountId, moved: MovedDescriptor, isKnown: boolean): Promise<void> {
    const { descriptorId, lastUpdate, lists: wanted, face } = moved;
    if (!isKnown && face) {
      const hasPortrait = portraits !== undefined && face.portrait?.image !== undefined;
      const { modelId, vector } = face;
      await tx.descriptors.createMany(accountId, [
        { descriptorId, createTime: lastUpdate, modelId, vector, hasPortrait },
      ]);
    }
    const descriptorIds = [descriptorId];
    const locked = await lockMembers(tx, accountId, { descriptorIds, listIds: wanted, withLists: true });
    const held = [...locked.descriptorsLists.keys()];
    for (const listId of held.filter((id) => !wanted.includes(id)).sort()) {
      await tx.lists.unlinkDescriptors(accountId, listId, descriptorIds);
      await tx.lists.recordChange([listId], { remove: descriptorIds });
    }
    const there = new Set(locked.lists.filter(({ kind }) => kind === 'descriptors').map(({ listId }) => listId));
    for (const listId of wanted.filter((id) => there.has(id) && !held.includes(id)).sort()) {
      await tx.lists.linkDescriptors(accountId, listId, descriptorIds, lastUpdate);
      await tx.lists.recordChange([listId], { add: descriptorIds });
    }
    await tx.descriptors.touch(accountId, descriptorIds, lastUpdate);
  }

  return {
    async take(accountId, moved) {
      const ids = moved.map(({ descriptorId }) => descriptorId);
      const known = await store.descriptors.existing(accountId, ids);
      const possible = moved.filter(({ descriptorId, face }) => face || known.has(descriptorId));
      // Images first, as for a photo of a client: never a row without its portrait.
      for (const { descriptorId, face } of possible) {
        if (face?.portrait?.image && !known.has(descriptorId)) {
          await portraits?.put(accountId, descriptorId, face.portrait);
        }
      }
      for (const each of possible) {
        const isKnown = known.has(each.descriptorId);
        await orIdTaken(store.transaction((tx) => takeOne(tx, accountId, each, isKnown)));
      }
      return moved.filter((each) => !possible.includes(each)).map(({ descriptorId }) => descriptorId);
    },
  };
}
