import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { isDecodedName } from '../../domain/pictures/pictureNames.ts';
import { parseCsv } from './csv.ts';
import type { LabelledBox, Photo, PhotoFolder, ProtocolPair } from './photo.ts';

/**
 * What a folder says of its photos: `images.csv` (`file,identity,tags`, with tags `key=value;key=value`), else the folders below it,
 * one a person. `protocol.csv` (`file1,file2,same`) or LFW's `pairs.txt` name pairs to compare, `same-people.csv`
 * (`identity1,identity2`) labels that are in doubt.
 * @throws Error when there are no photos, or the system's error when the folder cannot be read
 */
export async function readPhotos(root: string): Promise<PhotoFolder> {
  const images = await readText(root, 'images.csv');
  const photos = images === undefined ? await photosOfFolders(root) : parseCsv(images).map(photoOf);
  if (photos.length === 0) throw new Error(`there are no photos in ${root}`);
  const doubtful = parseCsv((await readText(root, 'same-people.csv')) ?? '');
  return {
    root,
    photos,
    protocol: await readProtocol(root),
    doubtful: doubtful.map((row) => [row.get('identity1') ?? '', row.get('identity2') ?? ''] as const),
  };
}

function photoOf(row: ReadonlyMap<string, string>): Photo {
  const tags = new Map(
    (row.get('tags') ?? '')
      .split(';')
      .filter((tag) => tag.includes('='))
      .map((tag) => [tag.slice(0, tag.indexOf('=')), tag.slice(tag.indexOf('=') + 1)] as const),
  );
  const faces = tags.get('faces');
  return {
    file: row.get('file') ?? '',
    identity: row.get('identity') || undefined,
    tags,
    boxes: tags.has('boxes') ? parseBoxes(tags.get('boxes') ?? '') : undefined,
    faces: faces === undefined ? undefined : Number(faces),
  };
}

/** `left,top,right,bottom[,kind]`, parted by `|`. */
function parseBoxes(text: string): LabelledBox[] {
  return text
    .split('|')
    .filter((box) => box !== '')
    .map((box) => {
      const [left = 0, top = 0, right = 0, bottom = 0] = box.split(',').map(Number);
      return { left, top, right, bottom, kind: box.split(',')[4] };
    });
}

/** Photos beside the folders of people have no name. */
async function photosOfFolders(root: string): Promise<Photo[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && isDecodedName(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
    .map((file) => ({
      file,
      identity: file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : undefined,
      tags: new Map(),
      boxes: undefined,
      faces: undefined,
    }));
}

async function readProtocol(root: string): Promise<ProtocolPair[]> {
  const rows = await readText(root, 'protocol.csv');
  if (rows !== undefined) {
    return parseCsv(rows).map((row) => ({
      first: row.get('file1') ?? '',
      second: row.get('file2') ?? '',
      same: row.get('same') === '1',
    }));
  }
  return parseLfwPairs((await readText(root, 'pairs.txt')) ?? '');
}

/** LFW's own file: `name number number` for one person, `name number name number` for two; the first line counts them. */
export function parseLfwPairs(text: string): ProtocolPair[] {
  const fileOf = (name = '', number = '') => `${name}/${name}_${number.padStart(4, '0')}.jpg`;
  return text
    .split(/\r?\n/)
    .map((line) => line.trim().split('\t'))
    .filter(({ length }) => length === 3 || length === 4)
    .map(([name, number, third, fourth]) =>
      fourth === undefined
        ? { first: fileOf(name, number), second: fileOf(name, third), same: true }
        : { first: fileOf(name, number), second: fileOf(third, fourth), same: false },
    );
}

async function readText(root: string, name: string): Promise<string | undefined> {
  try {
    return await readFile(join(root, name), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
