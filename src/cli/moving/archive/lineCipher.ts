import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';

/** The passphrase does not open it, or a line is not where it was written. */
export class WrongPassphrase extends Error {
  override readonly name = 'WrongPassphrase';
}

/** Turns the text of a line into what stands in the file, and back. */
export interface LineCipher {
  /** First line of the file; undefined where nothing is encrypted. */
  readonly preamble: string | undefined;
  seal(text: string, line: number): string;
  /** @throws WrongPassphrase */
  open(sealed: string, line: number): string;
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** 128 MB and some tenths of a second for each guess. */
const COST = { N: 131_072, r: 8, p: 1, maxmem: 256 * 1024 * 1024 } as const;
const KIND = 'luna-export-aes-256-gcm';

export const PLAIN: LineCipher = {
  preamble: undefined,
  seal: (text) => text,
  open: (sealed) => sealed,
};

/**
 * Each line by itself, so that a file may be gone on with: AES-256-GCM under a key that scrypt makes of the passphrase, the number
 * of the line as additional data, so that none is moved, doubled or left out unseen.
 * @param preamble of a file that is there
 */
export function createLineCipher(passphrase: string, preamble?: string): LineCipher {
  const salt = preamble === undefined ? randomBytes(16) : saltOf(preamble);
  const key = scryptSync(passphrase.normalize('NFC'), salt, 32, COST);
  return {
    preamble: preamble ?? JSON.stringify({ type: KIND, salt: salt.toString('base64') }),
    seal(text, line) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(String(line)));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64');
    },
    open(sealed, line) {
      const bytes = Buffer.from(sealed, 'base64');
      if (bytes.length < NONCE_BYTES + TAG_BYTES) throw new WrongPassphrase();
      const opening = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
      opening.setAAD(Buffer.from(String(line))).setAuthTag(bytes.subarray(-TAG_BYTES));
      try {
        const text = opening.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
        return Buffer.concat([text, opening.final()]).toString('utf8');
      } catch {
        throw new WrongPassphrase();
      }
    },
  };
}

/** Whether the first line of a file says that it is encrypted. */
export function isPreamble(line: string): boolean {
  return line.startsWith(`{"type":"${KIND}"`);
}

function saltOf(preamble: string): Buffer {
  return Buffer.from(String((JSON.parse(preamble) as { salt: unknown }).salt), 'base64');
}
