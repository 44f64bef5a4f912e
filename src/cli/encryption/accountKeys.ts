import { dirname } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { readKeyFile } from '../../core/encryption/accountKeyFile.ts';
import { syncFolder, writeWhole } from '../../portraits/durableFiles.ts';
import type { WrappedKey } from '../../store/ports/encryption/sealing.ts';
import type { AdminClient } from '../admin/adminClient.ts';
import { CommandFailed } from '../commandFailed.ts';
import { EXIT } from '../exitCodes.ts';

/** Writes the keys of accounts in the place of an older file; that is there, or the new one is. @returns how many @throws CommandFailed */
export async function writeAccountKeys(admin: AdminClient, out: string): Promise<number> {
  const bytes = await download(admin);
  const count = readKeyFile(bytes.toString('utf8')).length;
  try {
    await writeWhole(out, bytes);
    await syncFolder(dirname(out));
  } catch (error) {
    throw new CommandFailed(`${out} cannot be written (${(error as NodeJS.ErrnoException).code})`, EXIT.failure);
  }
  return count;
}

/** What they would be written with. */
export async function readAccountKeys(admin: AdminClient): Promise<readonly WrappedKey[]> {
  return readKeyFile((await download(admin)).toString('utf8'));
}

async function download(admin: AdminClient): Promise<Buffer> {
  return buffer(await admin.download('/encryption/keys'));
}
