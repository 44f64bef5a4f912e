import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { MIGRATIONS } from '../../store/migrations/migrate.ts';

/** The same folder for sources and for what is compiled of them. */
const FOLDER = fileURLToPath(new URL('../../../dist/template', import.meta.url));
const BLOCK = 512;
const SIZE_BYTES = 4;

/**
 * Where the build puts what `initdb` and all migrations make, with one database alone: a new one is unpacked from it, which takes
 * a tenth of the processor time. It holds for one version of PGlite and of the schema. All databases that come from it have one system identifier, which only replication
 * would mind.
 */
export function templatePath(): string {
  const manifest = join(createRequire(import.meta.url).resolve('@electric-sql/pglite'), '../../package.json');
  const { version }: { readonly version: string } = JSON.parse(readFileSync(manifest, 'utf8'));
  return join(FOLDER, `postgres-${version}-${MIGRATIONS.length}-${MIGRATIONS.at(-1)?.name}.tar.gz`);
}

/** The files of a new database as tar. @returns undefined where there is no template for this version of PGlite */
export async function readTemplate(): Promise<Buffer<ArrayBuffer> | undefined> {
  const packed = await readFile(templatePath()).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!packed) return undefined;
  // At once, of the size that gzip notes at the end: to put pieces of the usual 16 KB together takes longer than to unpack them.
  const chunkSize = packed.readUInt32LE(packed.length - SIZE_BYTES);
  return (await promisify(gunzip)(packed, { chunkSize })) as Buffer<ArrayBuffer>;
}

/** Makes the files of a new database in a new folder. @returns whether there is a template for it */
export async function unpackTemplate(folder: string): Promise<boolean> {
  const template = await readTemplate();
  if (!template) return false;
  mkdirSync(folder, { mode: 0o700 });
  // One after the other and at once: a thousand small files cost less so than by a stream.
  for (let offset = 0; offset < template.length; ) {
    const { path, isFolder, size } = headerAt(template, offset);
    offset += BLOCK;
    if (!path) continue;
    if (isFolder) mkdirSync(join(folder, path), { mode: 0o700 });
    else writeFileSync(join(folder, path), template.subarray(offset, offset + size), { mode: 0o600 });
    offset += Math.ceil(size / BLOCK) * BLOCK;
  }
  return true;
}

/** As the build wrote it, with short names. By hand: to load the package `tar` takes a start longer than to unpack. */
function headerAt(tar: Buffer, offset: number) {
  const text = (from: number, to: number) => tar.toString('latin1', offset + from, offset + to).split('\0', 1)[0] ?? '';
  return { path: text(0, 100), size: Number.parseInt(text(124, 136), 8) || 0, isFolder: text(156, 157) === '5' };
}
