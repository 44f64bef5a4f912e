import { OutcomeUnknown } from '../domain/errors.ts';
import type { DescriptorId } from '../domain/ids.ts';
import type { Clock } from '../domain/time.ts';
import type { PortraitImageStore } from '../store/ports/portraits.ts';
import type { PortraitStore, StoredPortrait } from './portraitStore.ts';
import { WHOLE_IMAGE } from './wholeImage.ts';

/** In pixels, of any JPEG; a client may ask for what no column holds. */
const LARGEST_SIDE = 65_535;
/** A connection that breaks is rarely followed by a second one. */
const ATTEMPTS = 2;

/** Portraits as rows of the database: what all nodes have in common, and one thing to back up. */
export function createDatabasePortraitStore(images: PortraitImageStore, clock: Clock): PortraitStore {
  return {
    async put(descriptorId, portrait) {
      const rows = [...portrait.thumbnails].map(([side, image]) => ({ side, image }));
      if (portrait.image) rows.unshift({ side: WHOLE_IMAGE, image: portrait.image });
      // Skips existing rows, so that it may be sent again when the outcome is unknown.
      await repeatUnknown(() => images.put(descriptorId, rows, clock()));
    },
    get: (descriptorId) => images.find(descriptorId, WHOLE_IMAGE),
    async getThumbnail(descriptorId, side) {
      return side === WHOLE_IMAGE || side > LARGEST_SIDE ? undefined : images.find(descriptorId, side);
    },
    async getAll(descriptorId): Promise<StoredPortrait | undefined> {
      const rows = await images.all(descriptorId);
      if (rows.length === 0) return undefined;
      return {
        image: rows.find(({ side }) => side === WHOLE_IMAGE)?.image,
        thumbnails: new Map(rows.filter(({ side }) => side !== WHOLE_IMAGE).map(({ side, image }) => [side, image])),
      };
    },
    async delete(descriptorIds) {
      const removed = await repeatUnknown(() => images.delete(descriptorIds));
      const portraits = new Set<DescriptorId>(
        removed.filter(({ side }) => side === WHOLE_IMAGE).map(({ descriptorId }) => descriptorId),
      );
      return {
        portraits: portraits.size,
        thumbnails: removed.length - portraits.size,
        missing: descriptorIds.filter((id) => !portraits.has(id)),
      };
    },
    async page(range) {
      const rows = await images.page(range);
      return rows.map(({ descriptorId, writtenAt }) => ({ descriptorId, writtenAt: new Date(writtenAt) }));
    },
    // The caller has a probe of the database itself, which writes to the same table.
    probeWrite: async () => undefined,
    // A statement is done as a whole or not at all.
    sweepUnfinished: async () => 0,
  };
}

/** For work that does no harm when it is done twice. */
async function repeatUnknown<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof OutcomeUnknown) || attempt === ATTEMPTS) throw error;
    }
  }
}
