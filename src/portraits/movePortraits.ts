import { setTimeout as pause } from 'node:timers/promises';
import { Refused } from '../domain/errors.ts';
import type { DescriptorId } from '../domain/ids.ts';
import type { PortraitKind, PortraitPlace } from '../store/ports/portraits.ts';
import type { Store } from '../store/store.ts';
import { ensureFolderId } from './folderId.ts';
import type { PortraitEntry, PortraitStore, StoredPortrait } from './portraitStore.ts';
import type { PortraitBucket } from './s3/openBucket.ts';
import { PLACE_AGE_MS } from './sharedPortraitStore.ts';

const BATCH = 100;
/** Portraits in memory at the same time. */
const TOGETHER = 8;
const PAUSE_MS = 500;
/** A portrait so old whose row is not there was left by a crash: the row of a writer that lives is committed by then. */
const ORPHAN_MS = 120_000;

export interface MoveProgress {
  readonly moved: number;
  readonly bytes: number;
  /** Descriptors that have a portrait, as of the beginning. */
  readonly total: number;
}

export interface MoveReport extends MoveProgress {
  /** Left where they were, as no descriptor has them: garbage collection sweeps them. */
  readonly orphans: number;
}

export interface MoveParts {
  readonly store: Pick<Store, 'portraitPlace' | 'garbage'>;
  readonly places: Readonly<Record<PortraitKind, PortraitStore>>;
  /** For files. */
  readonly folder: string;
  /** For S3; undefined where the settings name none. */
  readonly bucket?: PortraitBucket | undefined;
  readonly onProgress: (progress: MoveProgress) => void;
  readonly signal?: AbortSignal | undefined;
  /** Shorter for tests: see `ORPHAN_MS`. */
  readonly orphanMs?: number;
  /** Shorter for tests: how long a node may not know of the move. */
  readonly placeAgeMs?: number;
}

/** The place was changed by another move: this one has nothing to go on. */
export class MoveOvertaken extends Refused {
  constructor() {
    super('another move of portraits has begun or ended: start this one again');
  }
}

/** Portraits cannot be moved to where they are to go; nothing has changed. */
export class MoveRefused extends Refused {}

/**
 * Moves all portraits while nodes serve. From its first step on new ones go to the new place; each old one is copied,
 * read back and compared, then deleted at the old place. The last step says that nothing is left there. Broken off, the
 * same call goes on where it ended.
 * @throws MoveOvertaken, MoveRefused
 */
export async function movePortraits(parts: MoveParts, to: PortraitKind): Promise<MoveReport> {
  const { store, places } = parts;
  const report = { moved: 0, bytes: 0, total: await store.portraitPlace.illustrated(), orphans: 0 };
  const place = await begin(parts, to);
  if (!place.movingFrom) return report;
  const [source, target] = [places[place.movingFrom], places[to]];
  parts.onProgress({ ...report });
  // A node that does not know of it yet may still write to the old place.
  await pause(2 * (parts.placeAgeMs ?? PLACE_AGE_MS), undefined, { signal: parts.signal });
  for (;;) {
    const { moved, orphans, young } = await movePass(parts, place, { source, target, report });
    report.orphans = orphans;
    if (moved === 0 && young === 0) break;
    if (moved === 0) await pause(PAUSE_MS, undefined, { signal: parts.signal });
  }
  const done: PortraitPlace = { ...place, movingFrom: null };
  if (!(await store.portraitPlace.change(place, done))) throw new MoveOvertaken();
  return report;
}

/** Says that new portraits go to the new place, unless that was said before. */
async function begin({ store, folder, bucket }: MoveParts, to: PortraitKind): Promise<PortraitPlace> {
  const before = await store.portraitPlace.find();
  if (!before) throw new Error('nobody has decided where portraits are');
  if (before.kind === to) return before;
  const folderId = to === 'files' ? await ensureFolderId(folder) : before.folderId;
  const bucketId = to === 's3' ? await takeBucket(bucket, before.bucketId) : before.bucketId;
  const after: PortraitPlace = { kind: to, folderId, bucketId, movingFrom: before.kind };
  if (!(await store.portraitPlace.change(before, after))) throw new MoveOvertaken();
  return after;
}

/** @returns the id of the bucket, which holds no portraits but those that an earlier move left */
async function takeBucket(bucket: PortraitBucket | undefined, knownId: string | null): Promise<string> {
  if (!bucket) throw new MoveRefused('there is no bucket: set S3_BUCKET and the others of its kind, on every node');
  const id = await bucket.ensureId();
  if (id !== knownId && (await bucket.store.page({ limit: 1 })).length > 0) {
    throw new MoveRefused(`${bucket.name} holds portraits of another installation: set another S3_PREFIX`);
  }
  return id;
}

interface Between {
  readonly source: PortraitStore;
  readonly target: PortraitStore;
  readonly report: { moved: number; bytes: number; total: number };
}

async function movePass(
  parts: MoveParts,
  place: PortraitPlace,
  between: Between,
): Promise<{ moved: number; orphans: number; young: number }> {
  const { store, onProgress, signal, orphanMs = ORPHAN_MS } = parts;
  const pass = { moved: 0, orphans: 0, young: 0 };
  let after: DescriptorId | undefined;
  do {
    signal?.throwIfAborted();
    const now = await store.portraitPlace.find();
    if (now?.kind !== place.kind || now.movingFrom !== place.movingFrom) throw new MoveOvertaken();
    const entries = await between.source.page({ after, limit: BATCH });
    const illustrated = await store.garbage.illustrated(entries.map(({ descriptorId }) => descriptorId));
    const isYoung = ({ writtenAt }: PortraitEntry) => writtenAt.getTime() > Date.now() - orphanMs;
    const others = entries.filter(({ descriptorId }) => !illustrated.has(descriptorId));
    pass.young += others.filter(isYoung).length;
    pass.orphans += others.filter((entry) => !isYoung(entry)).length;
    pass.moved += await moveBatch(parts, between, [...illustrated]);
    onProgress({ ...between.report });
    after = entries.length < BATCH ? undefined : entries.at(-1)?.descriptorId;
  } while (after !== undefined);
  return pass;
}

/** Those that have a row; one without a row belongs to a request that is about to commit it. */
async function moveBatch(
  { store }: MoveParts,
  { source, target, report }: Between,
  descriptorIds: readonly DescriptorId[],
): Promise<number> {
  const waiting = descriptorIds.values();
  const lane = async () => {
    for (const descriptorId of waiting) {
      report.bytes += await copy(source, target, descriptorId).catch(async (error: unknown) => {
        // A person erased during the copy takes the copy along.
        if ((await store.garbage.illustrated([descriptorId])).has(descriptorId)) throw error;
        return 0;
      });
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: TOGETHER }, lane));
  for (const outcome of lanes) if (outcome.status === 'rejected') throw outcome.reason;
  // A person erased during the copy must not come back with it: the row went first, then the images in both places.
  const still = await store.garbage.illustrated(descriptorIds);
  await target.delete(descriptorIds.filter((id) => !still.has(id)));
  await source.delete(descriptorIds);
  report.moved += still.size;
  return descriptorIds.length;
}

/** @returns bytes of the copy, which is what the source has */
async function copy(source: PortraitStore, target: PortraitStore, descriptorId: DescriptorId): Promise<number> {
  const portrait = await source.getAll(descriptorId);
  if (!portrait) return 0;
  await target.put(descriptorId, portrait);
  if (!sameImages(portrait, await target.getAll(descriptorId))) {
    // Left by an interrupted move: neither store keeps half of what it is given again.
    await target.delete([descriptorId]);
    await target.put(descriptorId, portrait);
    if (!sameImages(portrait, await target.getAll(descriptorId))) {
      throw new Error(`the portrait of descriptor ${descriptorId} comes back changed from where it was moved to`);
    }
  }
  return [...imagesOf(portrait).values()].reduce((sum, image) => sum + image.length, 0);
}

function imagesOf({ image, thumbnails }: StoredPortrait): ReadonlyMap<number, Uint8Array> {
  return image ? new Map([[0, image], ...thumbnails]) : thumbnails;
}

/** Whether everything of the first is in the second, byte for byte. */
function sameImages(portrait: StoredPortrait, copied: StoredPortrait | undefined): boolean {
  if (!copied) return false;
  const there = imagesOf(copied);
  return [...imagesOf(portrait)].every(([side, image]) => {
    const other = there.get(side);
    return other !== undefined && Buffer.from(image).equals(other);
  });
}
