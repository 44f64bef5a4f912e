import { createSecretKey, type KeyObject } from 'node:crypto';

export interface MasterKey {
  readonly name: string;
  readonly key: KeyObject;
}

/** The operator's keys, which wrap those of the accounts. */
export interface KeyRing {
  /** Wraps new keys. */
  readonly active: MasterKey;
  readonly byName: ReadonlyMap<string, MasterKey>;
}

/** The text holds no key ring. The message never has a part of a key in it. */
export class KeyRingRefused extends Error {
  override readonly name = 'KeyRingRefused';
}

const KEY_BYTES = 32;
const ENTRY = /^([A-Za-z0-9._-]{1,64}):([A-Za-z0-9+/]{43}=?)$/;

/**
 * One key a line, `name:base64 of 32 bytes`, the active one first. Empty lines and lines that begin with # are passed over;
 * commas separate as line ends do.
 * @throws KeyRingRefused
 */
export function parseKeyRing(text: string): KeyRing {
  const entries = text
    .split(/[\n,]/)
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '' && !line.startsWith('#'));
  const byName = new Map<string, MasterKey>();
  for (const { line, number } of entries) {
    const [, name = '', base64 = ''] = ENTRY.exec(line) ?? [];
    const bytes = Buffer.from(base64, 'base64');
    if (bytes.length !== KEY_BYTES) {
      throw new KeyRingRefused(
        `entry ${number} of the key ring is not a name of letters, digits, dots and dashes, a colon, and 32 bytes as base64`,
      );
    }
    if (byName.has(name)) throw new KeyRingRefused(`the key ring has two keys of the name ${name}`);
    if (bytes.every((byte) => byte === bytes[0])) throw new KeyRingRefused(`the key ${name} is one byte 32 times`);
    byName.set(name, { name, key: createSecretKey(bytes) });
  }
  const [active] = byName.values();
  if (!active) throw new KeyRingRefused('the key ring is empty');
  return { active, byName };
}
