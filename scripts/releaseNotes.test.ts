import { describe, expect, it } from 'vitest';
import { cutChangelog, nextVersion, renameTarball } from './releaseNotes.ts';

describe('nextVersion', () => {
  it.each([
    ['0.1.0', 'patch', '0.1.1'],
    ['0.1.9', 'minor', '0.2.0'],
    ['1.9.9', 'major', '2.0.0'],
    ['0.9.0', '0.10.0', '0.10.0'],
    ['0.9.9', '1.0.0', '1.0.0'],
    ['0.1.0', '0.1.0', '0.1.0'],
  ])('%s, %s: %s', (current, wanted, next) => {
    expect(nextVersion(current, wanted)).toBe(next);
  });

  it.each(['0.9.1', '0.10.0-rc.1', 'v1.0.0', '01.0.0', '1.0', 'latest', ''])('0.10.0, %j: refused', (wanted) => {
    expect(() => nextVersion('0.10.0', wanted)).toThrow(/is no version|is below/);
  });
});

const HEAD = '# Changelog\n\nWords.\n\n';
const NOTES = '### Added\n\n- One.\n\n### Fixed\n\n- Two.';

describe('cutChangelog', () => {
  it('moves what is unreleased under the version, and keeps older versions', () => {
    const older = '## [0.1.0] - 2026-01-01\n\n- Old.\n';
    expect(cutChangelog(`${HEAD}## [Unreleased]\n\n${NOTES}\n\n${older}`, '0.2.0', '2026-11-26')).toEqual({
      changelog: `${HEAD}## [Unreleased]\n\n## [0.2.0] - 2026-11-26\n\n${NOTES}\n\n${older}`,
      notes: NOTES,
    });
  });

  it('the first version has none below it, and the next cut finds an empty section', () => {
    const { changelog } = cutChangelog(`${HEAD}## [Unreleased]\n\n${NOTES}\n`, '0.1.0', '2026-11-26');
    expect(changelog).toBe(`${HEAD}## [Unreleased]\n\n## [0.1.0] - 2026-11-26\n\n${NOTES}\n`);
    expect(() => cutChangelog(changelog, '0.2.0', '2026-11-27')).toThrow('nothing stands under');
    const more = changelog.replace('## [Unreleased]\n', '## [Unreleased]\n\n- More.\n');
    expect(() => cutChangelog(more, '0.1.0', '2026-11-27')).toThrow('has a section of 0.1.0');
    expect(cutChangelog(more, '0.2.0', '2026-11-27').notes).toBe('- More.');
  });

  it('refuses a changelog without the section', () => {
    expect(() => cutChangelog(HEAD, '0.1.0', '2026-11-26')).toThrow('has no ## [Unreleased]');
  });
});

it('renames the tarball and no other version', () => {
  expect(renameTarball('i ./luna-0.1.0.tgz of 0.1.0', 'luna', '0.1.0', '0.2.0')).toBe('i ./luna-0.2.0.tgz of 0.1.0');
});
