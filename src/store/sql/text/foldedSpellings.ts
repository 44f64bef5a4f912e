const ASCII_CAPITALS = /[A-Z]/g;

/**
 * Spellings of a text of which one equals what `lower()` of the database makes of any spelling of it. A database in the locale C
 * knows the letter case of ASCII only: the other letters are looked for in small, as they were typed, in capitals, and as names
 * are written.
 */
export function foldedSpellings(text: string): readonly string[] {
  const small = text.toLowerCase();
  const name = small.replace(
    /(^|[^\p{L}\p{M}])(\p{L})/gu,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  );
  return [...new Set([small, text, text.toUpperCase(), name].map(lowerAscii))];
}

function lowerAscii(text: string): string {
  return text.replace(ASCII_CAPITALS, (letter) => letter.toLowerCase());
}
