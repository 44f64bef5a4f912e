import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createFalseMatchRate } from './falseMatches.ts';

const ofFrPlus = createFalseMatchRate('fr-plus-256-v1');

it('has the rates that docs/accuracy.md prints, of both embedders', () => {
  const text = readFileSync(new URL('../../../docs/accuracy.md', import.meta.url), 'utf8');
  const rate = (printed = '') => {
    const [, digits, exponent] = /([\d.]+)·10(\S+)/.exec(printed) ?? [];
    const superscript = [...(exponent ?? '')].map((sign) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(sign)).filter((digit) => digit >= 0);
    return Number(digits) / 10 ** Number(superscript.join(''));
  };
  const rows = [...text.matchAll(/^\| \**(0\.\d+)\** \| \d+ \| (\S+) \|.*?\| \d+ \| (\S+) \|/gm)];
  expect(rows).toHaveLength(9);
  for (const [, similarity, plus, plain] of rows.slice(0, -1)) {
    expect(ofFrPlus(Number(similarity))).toBeCloseTo(rate(plus), 12);
    expect(createFalseMatchRate('fr-mobilefacenet-512-v1')(Number(similarity))).toBeCloseTo(rate(plain), 12);
  }
});

it('falls as the similarity grows, and claims nothing beyond what was measured', () => {
  expect(ofFrPlus(0.499)).toBeUndefined();
  expect(ofFrPlus(0.92)).toBeLessThan(ofFrPlus(0.91) ?? 0);
  expect(ofFrPlus(1)).toBe(ofFrPlus(0.98));
  expect(createFalseMatchRate('dlib-resnet-128-v1')(0.9)).toBeUndefined();
});
