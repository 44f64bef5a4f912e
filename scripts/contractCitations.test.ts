import { describe, expect, test } from 'vitest';
import { citationFaults } from './contractCitations.ts';

const page = (number: string, ...sections: [string, string][]) => ({
  number,
  path: `${number}.md`,
  sections: new Map(sections),
  facts: [],
});
const PAGES = [page('00', ['7', 'Envelope'], ['7.1', 'Order']), page('70', ['6', 'OPTIONS'])];
const cite = (text: string) => `/** Something (contract ${text}). */`;
const title = (text: string) => `test('[${text}] does it', () => {});`;

describe('citations of the contract', () => {
  test.each(['00', '00 §7', '00 §7.1', '00, 70', '00 §7, 70 §6', '00 §7 item 5', '00 and RFC 8259'])(
    '%s leads to a heading',
    (text) => {
      expect(citationFaults(cite(text), PAGES)).toEqual([]);
    },
  );

  test.each(['12', '00 §8', '00 §7.2', '70, 12', '00, 70 §9'])('%s does not', (text) => {
    expect(citationFaults(cite(text), PAGES)).toHaveLength(1);
  });

  test.each(['00, verify', '70, OPTIONS', '00, 12024', '00 item 5', 'file 00', '(00'])('%s is no citation', (text) => {
    expect(citationFaults(cite(text), PAGES).join()).toContain('no citation');
  });

  test.each(['00 §7', '00', '00 errors', '00 §7, 70 §OPTIONS'])('the title [%s] is fine', (text) => {
    expect(citationFaults(title(text), PAGES)).toEqual([]);
  });

  test.each(['12 errors', '00 §8', '70 §PATCH'])('the title [%s] is not', (text) => {
    expect(citationFaults(title(text), PAGES)).toHaveLength(1);
  });

  test('a citation may be broken over two lines of a comment', () => {
    expect(citationFaults(cite('12').replace(' 12', '\n * 12'), PAGES)).toHaveLength(1);
  });

  test('sections of other documents are none, nor are numbers', () => {
    expect(
      citationFaults("// issue 12 §6, RFC 9112 §9.6\ntest('[64, 96, 160] sides', f);\nconst a = [10, 20];", PAGES),
    ).toEqual([]);
  });
});
