import { describe, expect, test } from 'vitest';
import { factsOf, readContract, sectionsOf } from './contractPages.ts';

describe('pages of the contract', () => {
  test('sections are numbered headings', () => {
    const text = '# 20 — Descriptors\n\n## 1. POST\n\n### 1.1 Query parameters\n\nSee 2. below.\n\n## Unnumbered\n';
    expect([...sectionsOf(text)]).toEqual([
      ['1', 'POST'],
      ['1.1', 'Query parameters'],
    ]);
  });

  test('facts are what carries a mark: rows, items, paragraphs', () => {
    const text = [
      '| code | mark |',
      '|---|---|',
      '| 1 | [src] |',
      '| 2 | [inferred] |',
      '',
      '* one, on',
      '  two lines [doc]',
      '* another [inferred]',
      '',
      'A paragraph [test].',
      'Its second line.',
      '1. a number [client]',
    ].join('\n');
    expect(factsOf(text).map(({ line, text: fact }) => [line, fact])).toEqual([
      [3, '| 1 | [src] |'],
      [6, '* one, on two lines [doc]'],
      [10, 'A paragraph [test]. Its second line.'],
      [12, '1. a number [client]'],
    ]);
  });

  test('a printed block belongs to the fact before it, and is none by itself', () => {
    const printed = (name: string) => factsOf(`A body [src]:\n\n\`\`\`\n{"${name}": 1} [doc]\n\`\`\`\n\nNext.`);
    expect(printed('a')).toHaveLength(1);
    expect(printed('a')[0]?.digest).not.toBe(printed('b')[0]?.digest);
  });

  test('a digest does not depend on where lines break; equal facts are told apart', () => {
    const [first, second] = factsOf('* one\n  fact [src]\n* one fact [src]');
    expect(second?.digest).toBe(`${first?.digest}#2`);
  });

  test('the repository has the thirteen pages, each with facts and sections', () => {
    const pages = readContract();
    expect(pages.map(({ number }) => number).join(' ')).toBe('00 10 20 30 40 50 60 70 80 85 90 95 97');
    for (const { sections, facts } of pages) expect(Math.min(sections.size, facts.length)).toBeGreaterThan(3);
  });
});
