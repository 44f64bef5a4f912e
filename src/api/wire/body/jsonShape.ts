/** A body of the linker may name 27 000 objects; nothing of the contract has more. */
const MOST_VALUES = 50_000;
/** On the average, where `JSON_BODY_LIMIT` lets larger bodies in: those hold descriptors. */
const LEAST_BYTES_A_VALUE = 20;
/** What is shorter costs little, whatever it is. */
const SHORT = 16 * 1024;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const [OPEN_ARRAY, OPEN_OBJECT, COMMA] = [0x5b, 0x7b, 0x2c];

/**
 * Whether JSON text has few values, and so is not deep either: a megabyte of brackets costs a tenth of a second to parse, one of
 * numbers half a second to check by a schema, and others wait. Does not tell whether it is JSON.
 */
export function isModestJson(text: Uint8Array): boolean {
  if (text.length <= SHORT) return true;
  const most = Math.max(MOST_VALUES, text.length / LEAST_BYTES_A_VALUE);
  let values = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text[at];
    if (code === QUOTE) {
      at = endOfString(text, at);
      if (at === -1) return true;
    } else if (code === OPEN_ARRAY || code === OPEN_OBJECT || code === COMMA) {
      if (++values > most) return false;
    }
  }
  return true;
}

/** -1: it does not end. */
function endOfString(text: Uint8Array, start: number): number {
  let end = text.indexOf(QUOTE, start + 1);
  while (end !== -1 && isEscaped(text, end, start)) end = text.indexOf(QUOTE, end + 1);
  return end;
}

function isEscaped(text: Uint8Array, at: number, start: number): boolean {
  let first = at;
  while (first - 1 > start && text[first - 1] === BACKSLASH) first--;
  return (at - first) % 2 === 1;
}
