import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { errorCode } from '../modelErrors.ts';
import { BadManifest } from './badManifest.ts';
import type { OwnManifest } from './manifestSchema.ts';

/** The file of a manifest, if it has the hash that the manifest says. @throws BadManifest */
export async function readOwnFile({ path, file, sha256 }: OwnManifest): Promise<Uint8Array> {
  const content = await readFile(file).catch((error: unknown) => {
    const why = errorCode(error) === 'ENOENT' ? 'is not there' : `cannot be read (${errorCode(error)})`;
    throw new BadManifest([`${path}: file ${file} ${why}`]);
  });
  const found = createHash('sha256').update(content).digest('hex');
  if (found !== sha256) {
    throw new BadManifest([`${path}: sha256 is not that of file ${file}, whose SHA-256 is ${found}`]);
  }
  return content;
}
