/** First bytes as hexadecimal digits; a dot stands for any. */
const TYPES: readonly [RegExp, string][] = [
  [/^ffd8ff/, 'image/jpeg'],
  [/^89504e470d0a1a0a/, 'image/png'],
  [/^474946383[79]61/, 'image/gif'],
  [/^(?:49492a00|4d4d002a)/, 'image/tiff'],
  [/^52494646.{8}57454250/, 'image/webp'],
  [/^424d/, 'image/bmp'],
  [/^503[1-6]/, 'image/x-portable-pixmap'],
];

/** The content type of a picture by its first bytes; undefined for what the API does not take. */
export function pictureType(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('hex');
  return TYPES.find(([magic]) => magic.test(head))?.[1];
}
