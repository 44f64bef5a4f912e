import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';
import { isAcceptedName } from '../../../../domain/pictures/pictureNames.ts';
import { CommandFailed } from '../../../commandFailed.ts';
import { EXIT } from '../../../exitCodes.ts';
import { personOfPath } from '../personOfPath.ts';
import { type Rejected, Unfit, type UploadItem, type UploadSource } from '../uploadItem.ts';
import { itemOfPath } from './itemOfPath.ts';
import { BadZip, readAt, readZipDirectory, type ZipEntry } from './zipDirectory.ts';

const inflate = promisify(inflateRaw);
const LOCAL = 0x04034b50;
const DEFLATED = 8;

/** Photos of a zip archive, by the rules of a folder. One at a time is unpacked, in memory. @throws CommandFailed */
export async function openZip(path: string): Promise<UploadSource> {
  const file = await open(path);
  try {
    const items: UploadItem[] = [];
    const unfit: Rejected[] = [];
    let passedOver = 0;
    for (const entry of await readZipDirectory(file)) {
      if (entry.name.endsWith('/')) continue;
      const made = isAcceptedName(entry.name)
        ? itemOfPath(entry.name, personOfPath(entry.name), () => unpack(file, entry))
        : undefined;
      if (made === undefined) passedOver++;
      else if ('reason' in made) unfit.push(made);
      else items.push(made);
    }
    return { items: withoutTwins(items, unfit), unfit, passedOver, close: () => file.close() };
  } catch (error) {
    await file.close();
    if (error instanceof BadZip) throw new CommandFailed(`${path} ${error.message}`, EXIT.usage);
    throw error;
  }
}

function withoutTwins(items: readonly UploadItem[], unfit: Rejected[]): UploadItem[] {
  const byName = new Map<string, UploadItem>();
  for (const item of items) {
    if (byName.has(item.name)) unfit.push({ name: item.name, reason: 'the name is in the archive before' });
    else byName.set(item.name, item);
  }
  return [...byName.values()];
}

/** @throws Unfit */
async function unpack(file: FileHandle, { offset, packed, size, method, crc }: ZipEntry): Promise<Buffer> {
  try {
    const head = await readAt(file, offset, 30);
    if (head.readUInt32LE(0) !== LOCAL) throw new BadZip('is damaged');
    const start = offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
    const bytes = await readAt(file, start, packed);
    // One more than was said: what is larger ends with an error, however far it would go on.
    const photo = method === DEFLATED ? await inflate(bytes, { maxOutputLength: size + 1 }) : bytes;
    if (photo.length !== size || (method !== 0 && method !== DEFLATED)) throw new BadZip('is damaged');
    if (crc32(photo) !== crc) throw new BadZip('has a wrong checksum');
    return photo;
  } catch (error) {
    throw new Unfit(`cannot be unpacked (${error instanceof Error ? error.message : String(error)})`);
  }
}
