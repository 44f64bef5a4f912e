/** `data:image/jpeg;base64,` of a browser. */
const DATA_PREFIX = /^data:[^,]{0,255};base64,/i;
const LONGEST_DATA_PREFIX = 268;
/**
 * First bytes, as hexadecimal digits, of the files that the contract takes: JPEG, PNG, GIF, BMP, TIFF, RIFF (WebP), PNM, HEIF
 * and AVIF, JPEG XL, descriptors.
 */
const FILE =
  /^(?:ffd8ff|89504e47|47494638|424d.{8}0{8}|49492[ab]00|4d4d002[ab]|52494646|503[1-6](?:0[9a-d]|2[03])|.{8}66747970|ff0a|0000000c4a584c20|4c4233)/;

/** What a character stands for: a digit its value, and above these: */
const DECORATION = 0x40;
const PADDING = 0x80;
const FOREIGN = 0xc0;
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const MEANING = new Uint8Array(256).fill(FOREIGN);
for (let code = 0; code < MEANING.length; code++) {
  // White space, quotes and backslashes that a client put around or between the digits.
  if (/[\s"'\\]/.test(String.fromCharCode(code))) MEANING[code] = DECORATION;
}
MEANING['='.charCodeAt(0)] = PADDING;
for (let value = 0; value < DIGITS.length; value++) MEANING[DIGITS.charCodeAt(value)] = value;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const SOME_FOREIGN = 0x80;

/**
 * The bytes that base64 text stands for, read as leniently as LUNA PLATFORM 3 did (contract 00 §5). Undefined when the text is
 * no base64. They take the place of the text, which is lost in either case: a large body needs no second buffer.
 *
 * - A JSON string is unescaped; a byte order mark, `data:…;base64,`, white space, quotes and backslashes are passed over.
 *   Exact base64 is then taken, whatever it holds; an empty text stands for no bytes.
 * - Otherwise other foreign characters are skipped, padding may lack, and what follows it is dropped. Any text would pass so,
 *   hence the bytes must begin as a file does that the contract takes.
 *
 * Synchronous, some milliseconds a megabyte: callers decide on which thread large texts are decoded.
 */
export function decodeBase64(text: Uint8Array): Uint8Array | undefined {
  const bytes = Buffer.from(text.buffer, text.byteOffset, text.byteLength);
  const { size, exact } = decodeInPlace(bytes, withoutEnvelope(bytes));
  const decoded = bytes.subarray(0, size);
  return exact || FILE.test(decoded.toString('hex', 0, 12)) ? decoded : undefined;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Writes the bytes at the start of the buffer. The write never overtakes the read: three bytes come of four characters. */
function decodeInPlace(bytes: Uint8Array, { start, end }: Range): { readonly size: number; readonly exact: boolean } {
  let size = 0;
  let group = 0;
  let inGroup = 0;
  let padding = 0;
  let foreign = false;
  for (let at = start; at < end; ) {
    if (inGroup === 0 && padding === 0 && at + 4 <= end) {
      const [a, b, c, d] = [meaning(bytes, at), meaning(bytes, at + 1), meaning(bytes, at + 2), meaning(bytes, at + 3)];
      if ((a | b | c | d) < DECORATION) {
        bytes[size++] = (a << 2) | (b >> 4);
        bytes[size++] = (b << 4) | (c >> 2);
        bytes[size++] = (c << 6) | d;
        at += 4;
        continue;
      }
    }
    const value = meaning(bytes, at++);
    if (value === DECORATION) continue;
    if (value === PADDING) padding++;
    else if (value === FOREIGN || padding > 0) foreign = true;
    else {
      group = (group << 6) | value;
      if (++inGroup < 4) continue;
      bytes[size++] = group >> 16;
      bytes[size++] = group >> 8;
      bytes[size++] = group;
      inGroup = group = 0;
    }
  }
  // One digit too many stands for no byte: the text is not base64, or was cut.
  if (inGroup === 1) return { size: 0, exact: false };
  const exact = !foreign && padding <= 2 && (inGroup + padding) % 4 === 0;
  if (inGroup === 2) bytes[size++] = group >> 4;
  if (inGroup === 3) {
    bytes[size++] = group >> 10;
    bytes[size++] = group >> 2;
  }
  return { size, exact };
}

function meaning(bytes: Uint8Array, at: number): number {
  return MEANING[bytes[at] ?? 0] ?? FOREIGN;
}

/** Where the digits are without what stands around them; the escapes of a JSON string hold letters that would pass for digits. */
function withoutEnvelope(bytes: Buffer): Range {
  let start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let end = bytes.length;
  while (start < end && isSpace(bytes[start])) start++;
  while (end > start && isSpace(bytes[end - 1])) end--;
  if (bytes[start] === QUOTE) {
    if (isJsonString(bytes, { start, end })) end = unescapeInPlace(bytes, { start: ++start, end: end - 1 });
    // A quote that nothing closes, or a line break as it is. The quotes are passed over then.
    else while (start < end && bytes[start] === QUOTE) start++;
  }
  const head = bytes.toString('latin1', start, Math.min(end, start + LONGEST_DATA_PREFIX));
  return { start: start + (DATA_PREFIX.exec(head)?.[0].length ?? 0), end };
}

function isSpace(code: number | undefined): boolean {
  return code === SPACE || code === 0xa0 || (code !== undefined && code >= 0x09 && code <= 0x0d);
}

/** What the escapes of JSON stand for that are one character long. */
const ESCAPED = new Map(
  Object.entries({ '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }).map(
    ([letter, character]): [number, number] => [letter.charCodeAt(0), character.charCodeAt(0)],
  ),
);
const UNICODE = 'u'.charCodeAt(0);

function isJsonString(bytes: Uint8Array, { start, end }: Range): boolean {
  for (let at = start + 1; at < end; at++) {
    const code = bytes[at] ?? 0;
    if (code === QUOTE) return at === end - 1;
    if (code < SPACE) return false;
    if (code !== BACKSLASH) continue;
    const letter = bytes[++at] ?? 0;
    if (letter === UNICODE ? codeUnit(bytes, at + 1) === undefined : !ESCAPED.has(letter)) return false;
  }
  return false;
}

/** Replaces the escapes of what stands between the quotes of a JSON string. @returns where it ends then */
function unescapeInPlace(bytes: Uint8Array, { start, end }: Range): number {
  let size = bytes.indexOf(BACKSLASH, start);
  if (size === -1) return end;
  for (let at = size; at < end; ) {
    const code = bytes[at++] ?? 0;
    if (code !== BACKSLASH) {
      bytes[size++] = code;
      continue;
    }
    const letter = bytes[at++] ?? 0;
    if (letter === UNICODE) {
      bytes[size++] = asByte(codeUnit(bytes, at) ?? 0);
      at += 4;
    } else bytes[size++] = ESCAPED.get(letter) ?? SOME_FOREIGN;
  }
  return size;
}

/** No character that a byte does not hold is a digit; some are white space. */
function asByte(unit: number): number {
  if (unit < 256) return unit;
  return /\s/.test(String.fromCharCode(unit)) ? SPACE : SOME_FOREIGN;
}

/** The UTF-16 code unit that four hexadecimal digits name; undefined when they are none. */
function codeUnit(bytes: Uint8Array, at: number): number | undefined {
  let unit = 0;
  for (let index = at; index < at + 4; index++) {
    const digit = Number.parseInt(String.fromCharCode(bytes[index] ?? 0), 16);
    if (Number.isNaN(digit)) return undefined;
    unit = unit * 16 + digit;
  }
  return unit;
}
