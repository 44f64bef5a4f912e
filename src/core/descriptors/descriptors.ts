import {
  AllFacesFiltered,
  NoFaces,
  NotFound,
  OutcomeUnknown,
  PortraitsDisabled,
  Unavailable,
} from '../../domain/errors.ts';
import { type AccountId, type DescriptorId, newId, type PersonId } from '../../domain/ids.ts';
import type { Page, Paged } from '../../domain/pages.ts';
import type { Clock } from '../../domain/time.ts';
import type { AccountPortraits } from '../../portraits/accountPortraits.ts';
import type { Descriptor } from '../../store/ports/descriptors.ts';
import type { Store, Stores } from '../../store/store.ts';
import type { Embedding, Estimates, ExtractResult, Face, FaceEngine } from '../../vision/face.ts';
import { type DescriptorFile, readDescriptorFile } from './descriptorFiles.ts';

/** Faces that fail are dropped. `score` 0..1; angles are largest absolute values in degrees. */
export interface Thresholds {
  readonly score: number;
  readonly yaw?: number | undefined;
  readonly pitch?: number | undefined;
  readonly roll?: number | undefined;
}

export interface Extraction {
  readonly image: Uint8Array;
  /** The caller gives the image away, and uses it no more. */
  readonly handOver?: boolean;
  readonly warped: boolean;
  readonly estimates: Estimates;
  readonly thresholds: Thresholds;
  readonly exif: boolean;
  /** Looks at what was found; when it throws, nothing is stored. */
  readonly demand?: (result: ExtractResult) => void;
  /** Those of the faces that are stored; all where it is absent. */
  readonly choose?: (faces: readonly Face[]) => readonly Face[];
  /** The caller has left: what waits is not begun, and nothing is stored. */
  readonly signal?: AbortSignal | undefined;
}

/** A face that is stored now; of an uploaded descriptor nothing else is known. */
export interface StoredFace extends Omit<Face, 'score'> {
  readonly descriptorId: DescriptorId;
  readonly embedding: Embedding;
  readonly score?: number;
}

export interface Extracted<FaceType> {
  readonly faces: readonly FaceType[];
  readonly exif?: Readonly<Record<string, unknown>>;
  /** The person that they were given to with the same write. */
  readonly made?: PersonId;
}

/** What else is written in the transaction that stores the faces; returns what was made beside them. */
export type WithFaces = (tx: Stores, faces: readonly StoredFace[]) => Promise<PersonId | undefined>;

export interface Descriptors {
  /**
   * Stores a descriptor, and a portrait where they are on, for each face that passes the thresholds (contract 20).
   * @param withFaces when it throws, nothing is stored
   * @throws BadImage, NoFaces, AllFacesFiltered, Unavailable, and what the demand throws
   */
  extract(accountId: AccountId, extraction: Extraction, withFaces?: WithFaces): Promise<Extracted<StoredFace>>;
  /**
   * Stores ready descriptors (contract 20): without portraits, whatever the file brings.
   * @throws BadDescriptorFile
   */
  upload(
    accountId: AccountId,
    file: DescriptorFile & Pick<Extraction, 'signal'>,
    withFaces?: WithFaces,
  ): Promise<Extracted<StoredFace>>;
  /** Descriptors in a file, of which nothing is stored. @throws BadDescriptorFile */
  countIn(file: DescriptorFile): Promise<number>;
  /** Detection and estimation only: nothing is stored and no threshold drops a face. @throws BadImage, NoFaces, Unavailable */
  estimate(extraction: Omit<Extraction, 'thresholds'>): Promise<Extracted<Face>>;
  page(accountId: AccountId, page: Page): Promise<Paged<Descriptor>>;
  /** @throws NotFound('descriptor') */
  get(accountId: AccountId, descriptorId: DescriptorId): Promise<Descriptor>;
  /** JPEG bytes; with a side, those of the thumbnail. @throws NotFound('portrait'), PortraitsDisabled */
  portrait(accountId: AccountId, descriptorId: DescriptorId, side?: number): Promise<Uint8Array>;
  /**
   * JPEG bytes of the smallest image that is kept whose larger side is not below `side`, or of the portrait where none is.
   * @throws as `portrait`
   */
  portraitOfSize(accountId: AccountId, descriptorId: DescriptorId, side: number): Promise<Uint8Array>;
}

export interface DescriptorParts {
  readonly store: Store;
  readonly engine: FaceEngine;
  /** Undefined when portraits are switched off. */
  readonly portraits: AccountPortraits | undefined;
  readonly clock: Clock;
}

export function createDescriptors({ store, engine, portraits, clock }: DescriptorParts): Descriptors {
  /** Portraits are on disk before the rows commit: a crash leaves an orphan file, never a row without its portrait. */
  async function storeFaces(
    accountId: AccountId,
    faces: readonly Partial<Face>[],
    withFaces: WithFaces | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Pick<Extracted<StoredFace>, 'faces' | 'made'>> {
    const stored = faces.map((face): StoredFace => {
      if (!face.embedding) throw new Error('the engine left out an embedding that was asked for');
      return { ...face, descriptorId: newId<DescriptorId>(), embedding: face.embedding };
    });
    const rows = stored.map(({ descriptorId, embedding, portrait }) => ({
      descriptorId,
      createTime: clock(),
      modelId: embedding.modelId,
      vector: embedding.vector,
      hasPortrait: portrait !== undefined && portraits !== undefined,
    }));
    const ids = stored.map(({ descriptorId }) => descriptorId);
    signal?.throwIfAborted();
    try {
      await putPortraits(accountId, stored);
      const done = await store.transaction(async (tx) => {
        // The client may have left while this waited for the database.
        signal?.throwIfAborted();
        await tx.descriptors.createMany(accountId, rows);
        const made = await withFaces?.(tx, stored);
        signal?.throwIfAborted();
        return { ids, made: made ?? null };
      });
      const made = done.made === null ? {} : { made: done.made };
      if (done.ids[0] === ids[0]) return { faces: stored, ...made };
      // An attempt before this one stored them under other ids, with their portraits.
      await portraits?.delete(ids);
      const faces = stored.map((face, index) => ({ ...face, descriptorId: done.ids[index] ?? face.descriptorId }));
      return { faces, ...made };
    } catch (error) {
      // If the outcome is unknown, the files stay: garbage collection deletes them when there are no rows.
      // What cannot be deleted either is swept too, and says less than the first error.
      if (!(error instanceof OutcomeUnknown)) await portraits?.delete(ids).catch(() => undefined);
      throw error;
    }
  }

  /** Waits for every write, also after a failure: a file that is written later would be left behind. */
  async function putPortraits(accountId: AccountId, faces: readonly StoredFace[]): Promise<void> {
    const writes = await Promise.allSettled(
      faces.map(({ descriptorId, portrait }) => portrait && portraits?.put(accountId, descriptorId, portrait)),
    );
    for (const write of writes) {
      if (write.status === 'rejected') throw new Unavailable('portrait store', 1, { cause: write.reason });
    }
  }

  /** @throws NotFound('portrait'), PortraitsDisabled */
  async function imageOf(
    accountId: AccountId,
    descriptorId: DescriptorId,
    read: (images: AccountPortraits) => Promise<Uint8Array | undefined>,
  ): Promise<Uint8Array> {
    if (!portraits) throw new PortraitsDisabled();
    const descriptor = await store.descriptors.find(accountId, descriptorId);
    const image = descriptor?.hasPortrait ? await read(portraits) : undefined;
    if (!image) throw new NotFound('portrait', 'target');
    return image;
  }

  return {
    async extract(accountId, { thresholds, demand, choose, signal, ...extraction }, withFaces) {
      const request = { ...extraction, keep: thresholds, embed: true, portraits: portraits !== undefined };
      const result = await engine.extract(request, signal);
      const { faces, detected, exif } = result;
      if (detected === 0) throw new NoFaces();
      if (faces.length === 0) throw new AllFacesFiltered();
      demand?.(result);
      const chosen = choose?.(faces) ?? faces;
      return { ...(await storeFaces(accountId, chosen, withFaces, signal)), ...(exif && { exif }) };
    },
    async upload(accountId, file, withFaces) {
      const faces = (await readDescriptorFile(file, engine)).map((embedding) => ({ embedding }));
      return storeFaces(accountId, faces, withFaces, file.signal);
    },
    countIn: async (file) => (await readDescriptorFile(file, engine)).length,
    async estimate({ image, handOver = false, warped, estimates, exif: readExif, signal }) {
      const request = { image, handOver, warped, estimates, exif: readExif, embed: false, portraits: false };
      const { faces, exif } = await engine.extract(request, signal);
      if (faces.length === 0) throw new NoFaces();
      return { faces, ...(exif && { exif }) };
    },
    page: (accountId, page) => store.descriptors.page(accountId, page),
    async get(accountId, descriptorId) {
      const descriptor = await store.descriptors.find(accountId, descriptorId);
      if (!descriptor) throw new NotFound('descriptor', 'target');
      return descriptor;
    },
    portrait: (accountId, descriptorId, side) =>
      imageOf(accountId, descriptorId, (images) =>
        side === undefined ? images.get(accountId, descriptorId) : images.getThumbnail(accountId, descriptorId, side),
      ),
    portraitOfSize: (accountId, descriptorId, side) =>
      imageOf(accountId, descriptorId, async (images) => {
        // What was kept when the portrait was made, whatever the settings say today.
        const { image, thumbnails = new Map() } = (await images.getAll(accountId, descriptorId)) ?? {};
        const large = [...thumbnails].filter(([kept]) => kept >= side).sort(([one], [other]) => one - other);
        return large[0]?.[1] ?? image;
      }),
  };
}
