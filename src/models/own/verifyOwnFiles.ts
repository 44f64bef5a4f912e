import { stat } from 'node:fs/promises';
import { BadManifest } from './badManifest.ts';
import type { OwnManifest } from './manifestSchema.ts';
import { readOwnFile } from './readOwnFile.ts';

export interface OwnFileState {
  readonly path: string;
  /** Of the manifest. */
  readonly sha256: string;
  readonly state: 'ok' | 'missing' | 'damaged';
}

/** Looks at the file of each manifest, as `ModelDirectory.verify` looks at those of the catalogue. */
export function verifyOwnFiles(manifests: readonly OwnManifest[]): Promise<readonly OwnFileState[]> {
  return Promise.all(manifests.map(verify));
}

async function verify(manifest: OwnManifest): Promise<OwnFileState> {
  const { file: path, sha256 } = manifest;
  const isThere = await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!isThere) return { path, sha256, state: 'missing' };
  const state = await readOwnFile(manifest).then(
    () => 'ok' as const,
    (error: unknown) => {
      if (error instanceof BadManifest) return 'damaged' as const;
      throw error;
    },
  );
  return { path, sha256, state };
}
