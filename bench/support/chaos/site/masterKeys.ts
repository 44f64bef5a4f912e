import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type KeyRing, parseKeyRing } from '../../../../src/sealing/keys/keyRing.ts';

/** The master keys of a sealed installation as an operator keeps them: a file, and a command that prints it as a KMS does. */
export class MasterKeys {
  readonly #file: string;
  readonly #failure: string;
  #lines: readonly string[] = [];
  #made = 0;

  /** @param folder on a disk that stays well, away from what is sealed */
  constructor(folder: string) {
    this.#file = join(folder, 'master.keys');
    this.#failure = join(folder, 'kms-fails');
    this.add();
  }

  get ring(): KeyRing {
    return parseKeyRing(this.#lines.join('\n'));
  }

  /** How a node gets them. */
  settings(from: 'file' | 'command'): Readonly<Record<string, string>> {
    const command = `if [ -e '${this.#failure}' ]; then cat '${this.#failure}' >&2; exit 1; fi; cat '${this.#file}'`;
    return from === 'file'
      ? { ENCRYPTION_KEYS_FILE: this.#file, ENCRYPTION_KEYS_COMMAND: '' }
      : { ENCRYPTION_KEYS_FILE: '', ENCRYPTION_KEYS_COMMAND: command };
  }

  /** A new one, behind those that are there. @returns its name */
  add(): string {
    const name = `k${++this.#made}`;
    this.#keep([...this.#lines, `${name}:${randomBytes(32).toString('base64')}`]);
    return name;
  }

  /** The newest is the active one. */
  activateNewest(): void {
    const newest = this.#lines.slice(-1);
    this.#keep([...newest, ...this.#lines.slice(0, -1)]);
  }

  /** Only the active one is left. */
  dropFormer(): void {
    this.#keep(this.#lines.slice(0, 1));
  }

  /** The file holds this in place of keys. */
  spoil(text: string): void {
    writeFileSync(this.#file, text);
  }

  /** It holds the keys again. */
  mend(): void {
    this.#keep(this.#lines);
  }

  /** The command says this and fails from now on. */
  failCommand(why: string): void {
    writeFileSync(this.#failure, `${why}\n`);
  }

  mendCommand(): void {
    rmSync(this.#failure, { force: true });
  }

  #keep(lines: readonly string[]): void {
    this.#lines = lines;
    writeFileSync(this.#file, `${lines.join('\n')}\n`, { mode: 0o600 });
  }
}
