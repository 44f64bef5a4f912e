import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the build puts the console; the same place from `src` and from `dist`. */
const FOLDER = fileURLToPath(new URL('../../../dist/console', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export interface ConsoleFile {
  readonly type: string;
  readonly bytes: Buffer;
  /** As the build compressed it; undefined for what would not get smaller. */
  readonly gzip: Buffer | undefined;
}

/** The page's text, and its scripts and styles by name. */
export interface ConsoleFiles {
  readonly page: string;
  readonly assets: ReadonlyMap<string, ConsoleFile>;
}

/** Reads the built console, less than two megabytes. @returns undefined when it has not been built */
export async function readConsoleFiles(): Promise<ConsoleFiles | undefined> {
  const page = await readFile(join(FOLDER, 'index.html'), 'utf8').catch(() => undefined);
  if (page === undefined) return undefined;
  const folder = join(FOLDER, 'assets');
  const names = await readdir(folder);
  const present = new Set(names);
  const read = async (name: string): Promise<[string, ConsoleFile]> => {
    const type = TYPES[extname(name)] ?? 'application/octet-stream';
    const gzip = present.has(`${name}.gz`) ? await readFile(join(folder, `${name}.gz`)) : undefined;
    return [name, { type, bytes: await readFile(join(folder, name)), gzip }];
  };
  return { page, assets: new Map(await Promise.all(names.filter((name) => !name.endsWith('.gz')).map(read))) };
}
