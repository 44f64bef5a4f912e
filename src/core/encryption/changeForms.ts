import type { DescriptorId } from '../../domain/ids.ts';
import type { PortraitStore, StoredPortrait } from '../../portraits/portraitStore.ts';
import { isSealedImage } from '../../store/encryption/sealedForm.ts';
import type { BlobForm, BlobPage, BlobRange, StoredBlob } from '../../store/ports/encryption/encryptionStore.ts';
import type { Blob, Sealer } from '../../store/ports/encryption/sealing.ts';
import type { Store } from '../../store/store.ts';
import type { PacedRun } from './pacedRun.ts';

/** Descriptors that are looked at together; the rows of a transaction. */
const BATCH = 50;

export interface FormParts {
  readonly store: Pick<Store, 'encryption' | 'garbage'>;
  readonly sealer: Sealer;
}

/** For portraits outside of the database: in files, or in a bucket. */
export interface FileParts extends FormParts {
  /** As they are stored. */
  readonly files: PortraitStore;
}

/** What a pass left as it is. */
export interface Left {
  /** Their descriptors have no row: a crash left them, and garbage collection sweeps them. */
  orphans: number;
  /** They cannot be opened any more. */
  unreadable: number;
}

/** Brings all vectors of the database into the form. */
export async function changeVectors({ store, sealer }: FormParts, to: BlobForm, run: PacedRun, left: Left) {
  const { encryption } = store;
  await changeRows(
    {
      stage: 'vectors',
      read: (range) => encryption.vectors(range),
      write: (blobs) => encryption.replaceVectors(blobs),
      kindOf: () => 'vector',
    },
    sealer,
    { to, run, left },
  );
}

/** Brings all images of the database into the form. */
export async function changeImages({ store, sealer }: FormParts, to: BlobForm, run: PacedRun, left: Left) {
  const { encryption } = store;
  await changeRows(
    {
      stage: 'images',
      read: (range) => encryption.images(range),
      write: (blobs) => encryption.replaceImages(blobs),
      kindOf: ({ side }) => `image/${side}`,
    },
    sealer,
    { to, run, left },
  );
}

interface Rows {
  readonly stage: 'vectors' | 'images';
  readonly read: (range: BlobRange) => Promise<BlobPage>;
  readonly write: (blobs: readonly StoredBlob[]) => Promise<void>;
  readonly kindOf: (blob: StoredBlob) => Blob['kind'];
}

async function changeRows(
  { stage, read, write, kindOf }: Rows,
  sealer: Sealer,
  { to, run, left }: { readonly to: BlobForm; readonly run: PacedRun; readonly left: Left },
): Promise<void> {
  const form = to === 'sealed' ? 'plain' : 'sealed';
  for (let after: DescriptorId | undefined; ; ) {
    const { blobs, last } = await read({ form, after, limit: BATCH });
    const owned = blobs.flatMap(({ accountId, ...blob }) => (accountId === undefined ? [] : [{ ...blob, accountId }]));
    left.orphans += blobs.length - owned.length;
    const named = owned.map((blob) => ({ ...blob, kind: kindOf(blob) }));
    const bytes = to === 'sealed' ? await sealer.seal(named) : await sealer.open(named);
    const changed = owned.flatMap((blob, index) => {
      const other = bytes[index];
      return other ? [{ ...blob, bytes: other }] : [];
    });
    left.unreadable += owned.length - changed.length;
    await write(changed);
    await run.step(stage, changed.length);
    if (last === undefined) return;
    after = last;
  }
}

/** Brings all portraits in files or objects into the form. */
export async function changeFiles(parts: FileParts, to: BlobForm, run: PacedRun, left: Left): Promise<void> {
  const { store, files } = parts;
  for (let after: DescriptorId | undefined; ; ) {
    const ids = (await files.page({ after, limit: BATCH })).map(({ descriptorId }) => descriptorId);
    const accounts = await store.encryption.accountsOf(ids);
    // One without a row belongs to a request that is about to commit it, and knows the form; or a crash left it.
    left.orphans += ids.length - accounts.size;
    let changed = 0;
    for (const [descriptorId, accountId] of accounts) {
      changed += await changePortrait(parts, to, { descriptorId, accountId }, left);
    }
    // Who was erased meanwhile must not come back: the row went first, then the images.
    const illustrated = await store.garbage.illustrated([...accounts.keys()]);
    const erased = [...accounts.keys()].filter((id) => !illustrated.has(id));
    if (erased.length > 0) await files.delete(erased);
    await run.step('files', changed);
    if (ids.length < BATCH) return;
    after = ids.at(-1);
  }
}

/** @returns images that were changed */
async function changePortrait(
  { sealer, files }: FileParts,
  to: BlobForm,
  { descriptorId, accountId }: { readonly descriptorId: DescriptorId; readonly accountId: string },
  left: Left,
): Promise<number> {
  const portrait = await files.getAll(descriptorId);
  if (!portrait) return 0;
  const wrong = imagesOf(portrait).filter(([, image]) => isSealedImage(image) !== (to === 'sealed'));
  if (wrong.length === 0) return 0;
  const blobs = wrong.map(([side, bytes]) => ({ accountId, kind: `image/${side}` as const, descriptorId, bytes }));
  const others = to === 'sealed' ? await sealer.seal(blobs) : await sealer.open(blobs);
  const changed = new Map(wrong.flatMap(([side], index) => (others[index] ? [[side, others[index]] as const] : [])));
  left.unreadable += wrong.length - changed.size;
  const image = changed.get(0);
  const count = changed.size;
  changed.delete(0);
  if (count > 0) await files.put(descriptorId, { image, thumbnails: changed });
  return count;
}

function imagesOf({ image, thumbnails }: StoredPortrait): readonly (readonly [side: number, image: Uint8Array])[] {
  return image ? [[0, image], ...thumbnails] : [...thumbnails];
}
