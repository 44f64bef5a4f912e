import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { CommandFailed } from '../../../commandFailed.ts';
import { EXIT } from '../../../exitCodes.ts';
import type { UploadSource } from '../uploadItem.ts';
import { openFolder } from './folder.ts';
import { readPhoto } from './photoFile.ts';
import { openTable } from './table.ts';
import { openZip } from './zip.ts';

/** A folder, a zip archive or a table, told by what it is; `-` is a table on standard input. @throws CommandFailed */
export async function openSource(path: string): Promise<UploadSource> {
  if (path === '-') return openTable(await buffer(process.stdin), '.');
  try {
    if ((await stat(path)).isDirectory()) return await openFolder(path);
    if (/\.zip$/i.test(path)) return await openZip(path);
    return openTable(await readPhoto(path), dirname(path));
  } catch (error) {
    if (error instanceof CommandFailed) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new CommandFailed(`${path} ${code ? `cannot be read (${code})` : message}`, EXIT.usage);
  }
}
