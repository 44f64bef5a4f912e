/** 32-bit words of a UUID; four zeros stand for "none". */
export const UUID_WORDS = 4;

/** Writes a UUID's 16 bytes, in the order of its text, as four words; null writes zeros. */
export function writeUuid(uuid: string | null, words: Uint32Array, start: number): void {
  for (let word = 0; word < UUID_WORDS; word++) words[start + word] = uuid === null ? 0 : wordOf(uuid, word);
}

/** The lower-case text of a UUID, or null for zeros. */
export function readUuid(words: Uint32Array, start: number): string | null {
  let hex = '';
  for (let word = 0; word < UUID_WORDS; word++) hex += (words[start + word] ?? 0).toString(16).padStart(8, '0');
  if (hex === NONE) return null;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const NONE = '0'.repeat(32);

/** xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx: the words' digits stand at 0, 9+14, 19+24, 28. */
function wordOf(uuid: string, word: number): number {
  if (word === 0) return Number.parseInt(uuid.slice(0, 8), 16);
  if (word === 1) return Number.parseInt(uuid.slice(9, 13) + uuid.slice(14, 18), 16);
  if (word === 2) return Number.parseInt(uuid.slice(19, 23) + uuid.slice(24, 28), 16);
  return Number.parseInt(uuid.slice(28), 16);
}
