const SECTION = /^## /m;
const UNRELEASED = '## [Unreleased]';

type Step = 'major' | 'minor' | 'patch';

/**
 * The version that is meant: a step up from the present one, or a version as it is. The present one itself may be released when
 * it never was.
 * @throws when it is no version, or below the present one
 */
export function nextVersion(current: string, wanted: string): string {
  const now = numbersOf(current);
  const next = isStep(wanted) ? step(now, wanted) : numbersOf(wanted);
  const place = next.findIndex((number, index) => number !== now[index]);
  const [number = 0, before = 0] = [next[place], now[place]];
  if (number < before) throw new Error(`${next.join('.')} is below ${current}`);
  return next.join('.');
}

/**
 * The changelog with its "Unreleased" section under the version's name and an empty one above it; and that section's text, which
 * becomes the message of the tag.
 * @param date `2026-11-26`
 * @throws when nothing is unreleased, or the version has a section
 */
export function cutChangelog(
  changelog: string,
  version: string,
  date: string,
): { readonly changelog: string; readonly notes: string } {
  const [before, after] = changelog.split(`${UNRELEASED}\n`);
  if (before === undefined || after === undefined) throw new Error(`the changelog has no ${UNRELEASED}`);
  if (changelog.includes(`## [${version}]`)) throw new Error(`the changelog has a section of ${version}`);
  const end = SECTION.exec(after)?.index ?? after.length;
  const notes = after.slice(0, end).trim();
  if (notes === '') throw new Error(`nothing stands under ${UNRELEASED}`);
  const older = after.slice(end);
  return {
    changelog: `${before}${UNRELEASED}\n\n## [${version}] - ${date}\n\n${notes}\n${older && `\n${older}`}`,
    notes,
  };
}

/**
 * A text with the package's version exchanged wherever a reader would copy it: in the tarball's name.
 * @param name of the package
 */
export function renameTarball(text: string, name: string, from: string, to: string): string {
  return text.replaceAll(`${name}-${from}.tgz`, `${name}-${to}.tgz`);
}

function isStep(wanted: string): wanted is Step {
  return wanted === 'major' || wanted === 'minor' || wanted === 'patch';
}

type Numbers = readonly [number, number, number];

function numbersOf(version: string): Numbers {
  const found = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/.exec(version);
  if (!found) throw new Error(`"${version}" is no version: give three numbers, or major, minor or patch`);
  const [, major, minor, patch] = found.map(Number);
  return [major ?? 0, minor ?? 0, patch ?? 0];
}

function step([major, minor, patch]: Numbers, by: Step): Numbers {
  if (by === 'major') return [major + 1, 0, 0];
  return by === 'minor' ? [major, minor + 1, 0] : [major, minor, patch + 1];
}
