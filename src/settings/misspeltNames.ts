/** A name in the environment that was surely meant as a setting. */
export interface MisspeltName {
  readonly name: string;
  readonly meant: string;
}

/** Shorter ones are names of other programs too often. */
const LONG_ENOUGH = 7;

/**
 * Names that are no setting and look like one: the same letters in other case or with other separators, or one letter, or
 * two that stand side by side, wrong. The environment is full of names of others, so that anything further is left alone,
 * and so are short names of one word, such as `port`.
 * @param known every name that means a setting
 */
export function misspeltNames(names: readonly string[], known: readonly string[]): readonly MisspeltName[] {
  const candidates = known.map((name) => ({ name, letters: lettersOf(name), hasWords: name.includes('_') }));
  return names.flatMap((name) => {
    if (known.includes(name)) return [];
    const letters = lettersOf(name);
    const meant = candidates.find(
      (each) =>
        (each.letters === letters && (each.hasWords || letters.length >= LONG_ENOUGH)) ||
        (each.letters.length >= LONG_ENOUGH && isSlip(letters, each.letters)),
    );
    return meant ? [{ name, meant: meant.name }] : [];
  });
}

function lettersOf(name: string): string {
  return name.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

/** One letter too many, too few or another; or two neighbours that changed places. By what both begin and end with: every start asks it of every name. */
function isSlip(written: string, meant: string): boolean {
  const shorter = Math.min(written.length, meant.length);
  const longer = Math.max(written.length, meant.length);
  if (longer - shorter > 1 || written === meant) return false;
  let begin = 0;
  while (begin < shorter && written[begin] === meant[begin]) begin++;
  let end = 0;
  while (end < shorter - begin && written.at(-1 - end) === meant.at(-1 - end)) end++;
  if (begin + end >= longer - 1) return true;
  const haveChangedPlaces = written[begin] === meant[begin + 1] && written[begin + 1] === meant[begin];
  return longer === shorter && begin + end === longer - 2 && haveChangedPlaces;
}
