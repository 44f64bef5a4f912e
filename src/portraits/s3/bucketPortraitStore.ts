import { randomBytes, randomUUID } from 'node:crypto';
import { inLanes } from '../../concurrency/inLanes.ts';
import { type DescriptorId, parseId } from '../../domain/ids.ts';
import { folderOf } from '../portraitFolders.ts';
import type { PortraitEntry, PortraitStore, StoredPortrait } from '../portraitStore.ts';
import type { BucketClient } from './bucketClient.ts';
import { listObjects } from './listObjects.ts';
import { deleteObject, getObject, putObject } from './objectStore.ts';

const ID_LENGTH = 36;
/** Ids whose objects are looked up and deleted at the same time. */
const TOGETHER = 16;
/** Objects of one descriptor, with some to spare: one portrait, and thumbnails of as many sides as settings ever named. */
const OBJECTS_OF_ONE = 100;
/** In pixels, of any JPEG; a client may ask for what no name holds. */
const LARGEST_SIDE = 65_535;
/** Comes behind every name that begins with the same id. A letter: services sign `~` in a query in more than one way. */
const BEHIND = 'z';
const PROBE_BYTES = 1024;

/**
 * Portraits as objects: `<prefix>ab/cd/<descriptor id>.jpg` and `…_<side>.jpg`, as files are named, so that any tool that
 * copies folders into buckets copies these. An object is there as a whole when its write is acknowledged, or not at all.
 */
export function createBucketPortraitStore(client: BucketClient, prefix: string): PortraitStore {
  const stemOf = (descriptorId: DescriptorId) => `${prefix}${folderOf(descriptorId).join('/')}/${descriptorId}`;
  const keyOf = (descriptorId: DescriptorId, side?: number) =>
    side === undefined ? `${stemOf(descriptorId)}.jpg` : `${stemOf(descriptorId)}_${side}.jpg`;

  /** Undefined: not ours. */
  function parse(key: string): { readonly descriptorId: DescriptorId; readonly side: number | undefined } | undefined {
    const name = key.slice(prefix.length + 'ab/cd/'.length);
    const descriptorId = parseId<DescriptorId>(name.slice(0, ID_LENGTH));
    const [ending, digits] = /^(?:_(\d+))?\.jpg$/.exec(name.slice(ID_LENGTH)) ?? [];
    if (ending === undefined || descriptorId === undefined || !key.startsWith(stemOf(descriptorId))) return undefined;
    return { descriptorId, side: digits === undefined ? undefined : Number(digits) };
  }

  async function objectsOf(descriptorId: DescriptorId) {
    const found: { readonly key: string; readonly side: number | undefined }[] = [];
    for await (const { key } of listObjects(client, { prefix: stemOf(descriptorId), pageSize: OBJECTS_OF_ONE })) {
      const parsed = parse(key);
      if (parsed) found.push({ key, side: parsed.side });
    }
    return found;
  }

  return {
    async put(descriptorId, { image, thumbnails }) {
      const type = 'image/jpeg';
      const writes = await Promise.allSettled([
        image && putObject(client, keyOf(descriptorId), image, { type }),
        ...[...thumbnails].map(([side, bytes]) => putObject(client, keyOf(descriptorId, side), bytes, { type })),
      ]);
      // Only now: after a failure the caller deletes what is there, and what is written later would be left behind.
      for (const write of writes) if (write.status === 'rejected') throw write.reason;
    },

    get: (descriptorId) => getObject(client, keyOf(descriptorId)),

    async getThumbnail(descriptorId, side) {
      const isSide = Number.isInteger(side) && side >= 1 && side <= LARGEST_SIDE;
      return isSide ? getObject(client, keyOf(descriptorId, side)) : undefined;
    },

    async getAll(descriptorId): Promise<StoredPortrait | undefined> {
      let image: Uint8Array | undefined;
      const thumbnails = new Map<number, Uint8Array>();
      for (const { key, side } of await objectsOf(descriptorId)) {
        const bytes = await getObject(client, key);
        if (bytes && side !== undefined) thumbnails.set(side, bytes);
        else if (bytes) image = bytes;
      }
      return image || thumbnails.size > 0 ? { image, thumbnails } : undefined;
    },

    async delete(descriptorIds) {
      let thumbnails = 0;
      const portraits = new Set<DescriptorId>();
      // Looks at what is there, whatever sides the settings name today: a deletion does not say what it found.
      await inLanes(new Set(descriptorIds), TOGETHER, async (descriptorId) => {
        for (const { key, side } of await objectsOf(descriptorId)) {
          await deleteObject(client, key);
          if (side === undefined) portraits.add(descriptorId);
          else thumbnails++;
        }
      });
      return { portraits: portraits.size, thumbnails, missing: descriptorIds.filter((id) => !portraits.has(id)) };
    },

    async page({ after, limit }) {
      const entries: PortraitEntry[] = [];
      const start = after === undefined ? {} : { after: `${stemOf(after)}${BEHIND}` };
      for await (const { key, writtenAt } of listObjects(client, { prefix, ...start })) {
        const descriptorId = parse(key)?.descriptorId;
        const last = entries.at(-1);
        if (descriptorId === undefined) continue;
        if (last?.descriptorId === descriptorId) {
          if (writtenAt > last.writtenAt) entries[entries.length - 1] = { descriptorId, writtenAt };
          continue;
        }
        if (entries.length === limit) break;
        entries.push({ descriptorId, writtenAt });
      }
      return entries;
    },

    async probeWrite() {
      // A name of its own for each, as nodes probe at the same time; a crash leaves a kilobyte, which the sweep takes.
      const key = `${prefix}write-probe/${randomUUID()}`;
      try {
        await putObject(client, key, randomBytes(PROBE_BYTES));
      } finally {
        await deleteObject(client, key);
      }
    },

    async sweepUnfinished(untouchedSince) {
      let swept = 0;
      for await (const { key, writtenAt } of listObjects(client, { prefix: `${prefix}write-probe/` })) {
        if (writtenAt > untouchedSince) continue;
        await deleteObject(client, key);
        swept++;
      }
      return swept;
    },
  };
}
