import { decodeDescriptor } from '../../../../src/descriptorFormat/descriptorFile.ts';
import { needlesOf, scanBytes, scanDisk } from '../../../../test/integration/encryption/support/scanDisk.ts';
import type { ChaosNode } from './node.ts';
import type { PortraitBucket } from './portraitBucket.ts';

/** File systems note times in steps, and a clock may be behind them. */
const OVERLAP_MS = 2000;
/** Its end is not that of any other image. */
const TAIL_BYTES = 40;

/** What a sealed installation keeps, and where it must not hold a face as it is. */
export interface SealedPlaces {
  readonly folders: readonly string[];
  readonly bucket: PortraitBucket | undefined;
  /** Some that were stored before. */
  readonly vectors: readonly Float32Array[];
  readonly token: string;
}

/** Looks for vectors and pictures in plain, each time in what was written since the last one. */
export class PlainScan {
  readonly #places: SealedPlaces;
  readonly #needles: Buffer[];
  readonly #read = new Set<string>();
  #since: Date | undefined;

  constructor(places: SealedPlaces) {
    this.#places = places;
    this.#needles = places.vectors.flatMap(needlesOf);
  }

  /**
   * @param descriptorId one of the photo that all clients send: its vector and its portrait are looked for, too
   * @returns files and objects, each with what it holds
   */
  async run(node: ChaosNode, descriptorId: string | undefined): Promise<readonly string[]> {
    const { folders, bucket } = this.#places;
    // The same each time: a photo gives one vector.
    if (this.#since === undefined && descriptorId !== undefined) await this.#learn(node, descriptorId);
    const began = Date.now();
    const found = folders.flatMap((folder) => scanDisk(folder, this.#needles, { jpeg: true, since: this.#since }));
    if (descriptorId !== undefined) this.#since = new Date(began - OVERLAP_MS);
    for (const key of (await bucket?.keys()) ?? []) {
      if (this.#read.has(key)) continue;
      this.#read.add(key);
      const bytes = await (bucket as PortraitBucket).read(key);
      found.push(...scanBytes(bytes, this.#needles, true).map((what) => `${key}: ${what}`));
    }
    return found;
  }

  async #learn({ url }: ChaosNode, descriptorId: string): Promise<void> {
    const read = async (path: string, accept: string) => {
      const headers = { 'X-Auth-Token': this.#places.token, Accept: accept };
      const answer = await fetch(`${url}${path}`, { headers });
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      return Buffer.from(await answer.arrayBuffer());
    };
    const file = await read(`/4/storage/descriptors/${descriptorId}`, 'application/x-vl-face-descriptor');
    const portrait = await read(`/4/storage/portraits/${descriptorId}`, 'image/jpeg');
    this.#needles.push(...needlesOf(decodeDescriptor(file).vector), portrait.subarray(-TAIL_BYTES));
  }
}
