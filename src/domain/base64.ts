/** White space, quotes and backslashes that a client put around or between the digits. */
const DECORATION = /[\s"'\\]+/g;
const BYTE_ORDER_MARK = /^\xef\xbb\xbf/;
/** `data:image/jpeg;base64,` of a browser. */
const DATA_PREFIX = /^data:[^,]{0,255};base64,/i;
const EXACT = /^[A-Za-z0-9+/]*={0,2}$/;
const FOREIGN = /[^A-Za-z0-9+/=]+/g;
/**
 * First bytes, as hexadecimal digits, of the files that the contract takes: JPEG, PNG, GIF, BMP, TIFF, RIFF (WebP), PNM, HEIF
 * and AVIF, JPEG XL, descriptors.
 */
const FILE =
  /^(?:ffd8ff|89504e47|47494638|424d.{8}0{8}|49492[ab]00|4d4d002[ab]|52494646|503[1-6](?:0[9a-d]|2[03])|.{8}66747970|ff0a|0000000c4a584c20|4c4233)/;

/**
 * The bytes that base64 text stands for, read as leniently as LUNA PLATFORM 3 did (contract 00 §5). Undefined when the text is
 * no base64.
 *
 * - A JSON string is unescaped; a byte order mark, `data:…;base64,`, white space, quotes and backslashes are passed over.
 *   Exact base64 of at least one byte is then taken, whatever it holds.
 * - Otherwise other foreign characters are skipped, padding may lack, and what follows it is dropped. Any text would pass so,
 *   hence the bytes must begin as a file does that the contract takes.
 *
 * Pure and synchronous: callers decide on which thread large texts are decoded.
 */
export function decodeBase64(text: Uint8Array): Uint8Array | undefined {
  const characters = withoutEnvelope(Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString('latin1'));
  const plain = characters.replace(DECORATION, '');
  if (plain === '') return undefined;
  if (plain.length % 4 === 0 && EXACT.test(plain)) return Buffer.from(plain, 'base64');

  const [digits = ''] = plain.replace(FOREIGN, '').split('=', 1);
  if (digits.length % 4 === 1) return undefined;
  const bytes = Buffer.from(digits, 'base64');
  return FILE.test(bytes.toString('hex', 0, 12)) ? bytes : undefined;
}

/** Without what stands before the digits; the escapes of a JSON string hold letters that would pass for digits. */
function withoutEnvelope(characters: string): string {
  const text = characters.replace(BYTE_ORDER_MARK, '').trim();
  return (text.startsWith('"') ? unescaped(text) : text).replace(DATA_PREFIX, '');
}

function unescaped(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    // No JSON: a quote that nothing closes, or a line break as it is. The quotes are passed over then.
    return text.replace(/^"+/, '');
  }
}
