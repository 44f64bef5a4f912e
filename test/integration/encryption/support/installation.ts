import { join } from 'node:path';
import { createEncryption, type Encryption } from '../../../../src/core/encryption/encryption.ts';
import type { StoreOptions } from '../../../../src/databases/openDatabase.ts';
import { openStore } from '../../../../src/databases/openStore.ts';
import { type AccountId, type DescriptorId, newId } from '../../../../src/domain/ids.ts';
import { type AccountPortraits, createAccountPortraits } from '../../../../src/portraits/accountPortraits.ts';
import { type OpenPortraits, openPortraits } from '../../../../src/portraits/openPortraits.ts';
import type { StoredPortrait } from '../../../../src/portraits/portraitStore.ts';
import { HeldKeyRing } from '../../../../src/sealing/keys/heldKeyRing.ts';
import { parseKeyRing } from '../../../../src/sealing/keys/keyRing.ts';
import { openSealing } from '../../../../src/sealing/openSealing.ts';
import type { PortraitKind } from '../../../../src/store/ports/portraits.ts';
import type { Store } from '../../../../src/store/store.ts';
import { clock } from '../../store/support/rows.ts';

export const SILENT = { info: () => undefined, warn: () => undefined };
/** How long a node may not know that it is to seal. */
const MODE_AGE_MS = 50;

/** A node's database and portraits, with or without master keys. */
export interface Installation {
  readonly store: Store;
  readonly places: OpenPortraits;
  readonly portraits: AccountPortraits;
  readonly encryption: Encryption;
}

export interface InstallationOptions {
  readonly database: StoreOptions;
  readonly folder: string;
  readonly wanted: PortraitKind;
  /** Text of the key ring; undefined: none. */
  readonly ring?: string | undefined;
  readonly onWarning?: (message: string) => void;
}

export async function openInstallation(options: InstallationOptions): Promise<Installation> {
  const { database, folder, wanted, ring, onWarning } = options;
  const log = { ...SILENT, warn: (_: object, message: string) => onWarning?.(message) };
  const keys = ring === undefined ? undefined : new HeldKeyRing(parseKeyRing(ring));
  const store = await openStore(database, SILENT, (rows, hasAccounts) =>
    openSealing(rows, { ring: keys, hasAccounts, log, modeAgeMs: MODE_AGE_MS }),
  );
  const places = await openPortraits(store, { folder: join(folder, 'portraits'), wanted }, SILENT);
  const portraits = createAccountPortraits(places.shared, store.sealer);
  const encryption = createEncryption({ store, portraits: places, modeAgeMs: MODE_AGE_MS });
  return { store, places, portraits, encryption };
}

export interface TestFace {
  readonly vector: Float32Array;
  readonly portrait: StoredPortrait;
}

/** Stores faces as the service does: the portrait, then the row. */
export async function addFaces(
  { store, portraits }: Installation,
  accountId: AccountId,
  faces: readonly TestFace[],
): Promise<ReadonlyMap<DescriptorId, TestFace>> {
  const added = new Map(faces.map((face) => [newId<DescriptorId>(), face]));
  for (const [descriptorId, { vector, portrait }] of added) {
    await portraits.put(accountId, descriptorId, portrait);
    const row = { descriptorId, createTime: clock(), modelId: 'model', vector, hasPortrait: true };
    await store.descriptors.createMany(accountId, [row]);
  }
  return added;
}

/** What an account sees of its faces. */
export async function readFaces(
  { store, portraits }: Installation,
  accountId: AccountId,
  descriptorIds: Iterable<DescriptorId>,
): Promise<ReadonlyMap<DescriptorId, TestFace>> {
  const found = new Map<DescriptorId, TestFace>();
  const vectors = await store.descriptors.vectors(accountId, [...descriptorIds]);
  for (const { descriptorId, vector } of vectors) {
    const portrait = await portraits.getAll(accountId, descriptorId);
    if (portrait) found.set(descriptorId, { vector, portrait });
  }
  return found;
}
