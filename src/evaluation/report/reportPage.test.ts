import { describe, expect, it } from 'vitest';
import type { Evaluation } from '../evaluation.ts';
import { percent, power } from './html.ts';
import { reportPage } from './reportPage.ts';

const rate = { value: 0.01, low: 0.005, high: 0.02 };
const evaluation: Evaluation = {
  folder: '/photos/<b>',
  date: '2026-11-27',
  version: '1.2.3',
  embedder: 'fr+',
  modelId: 'net',
  choice: 'central',
  strangers: 0,
  detection: { photos: 3, failureToEnrol: rate, failed: ['"x".jpg'], empty: [], boxes: [], unlabelled: 0 },
  verification: {
    people: 2,
    genuine: 10,
    impostors: 400,
    points: [
      { fmr: 0.01, claimed: true, cosine: 0.4, similarity: 0.6, fnmr: rate },
      { fmr: 1e-6, claimed: false, cosine: 0.9, similarity: 0.99, fnmr: rate },
    ],
    thresholds: [
      { similarity: 0.9, cosine: 0.5, falseMatches: 0, fmr: { value: 0, low: 0, high: 0.0075 }, fnmr: rate },
    ],
    det: [
      { fmr: 0.01, fnmr: 0.1 },
      { fmr: 0.5, fnmr: 0 },
    ],
  },
  histograms: { genuine: [0, 1], impostors: [1, 0] },
  falseMatches: [
    {
      similarity: 0.8,
      cosine: 0.4,
      first: { file: 'a.jpg', identity: 'Ann' },
      second: { file: 'b.jpg', identity: 'Bob' },
    },
  ],
  seconds: { looking: 1, comparing: 2 },
};

describe('the report', () => {
  const page = reportPage(evaluation, new Map([['a.jpg', Uint8Array.of(255, 216)]]));

  it('asks nobody for anything and runs nothing', () => {
    expect(page).not.toMatch(/<script|<link|https?:|@import|url\(/);
    expect(page).toContain('src="data:image/jpeg;base64,/9g="');
  });

  it('escapes what comes from outside', () => {
    expect(page).toContain('/photos/&lt;b&gt;');
    expect(page).toContain('&quot;x&quot;.jpg');
  });

  it('claims nothing that the pairs cannot carry', () => {
    expect(page).toContain('not claimed: 400 pairs carry nothing below 0.750 %');
    expect(page).not.toContain('0.9900');
  });

  it('says that photos without a name count as different people, and which groups are estimates', () => {
    const group = { genuine: 0, impostors: 40, fmr: rate, fnmr: rate, threshold: undefined };
    const first = { file: 'a.jpg', identity: 'a.jpg' };
    const falseMatches = [{ similarity: 0.8, cosine: 0.4, first, second: { file: 'b.jpg', identity: 'Bob' } }];
    const groups = [{ ...group, name: 'all' }];
    const unnamed = reportPage({ ...evaluation, strangers: 7, groups, falseMatches }, new Map());
    expect(unnamed).toContain('7 photos have no name');
    expect(unnamed).toContain('<b>0.8000</b> Bob<br>');
    expect(unnamed).not.toContain('≈');
    const estimated = reportPage({ ...evaluation, groups: [...groups, { ...group, name: 'age≈20–39' }] }, new Map());
    expect(estimated).toContain('<code>≈</code>');
    expect(estimated).not.toContain('have no name');
  });
});

it.each([
  [0, '0 %'],
  [0.1234, '12.34 %'],
  [0.00123, '0.123 %'],
  [1.2e-5, '1.2·10⁻³ %'],
])('%f reads %s', (share, text) => {
  expect(percent(share)).toBe(text);
});

it('writes powers of ten', () => {
  expect(power(1e-5)).toBe('10⁻⁵');
});
