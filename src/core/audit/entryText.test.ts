import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createClock } from '../../domain/time.ts';
import { createAuditSeal, erased, factsOf, quoted } from './auditSeal.ts';
import { checkOf, digestOfEntry, fromLine, toLine, writeEntry } from './entryText.ts';

const clock = createClock('UTC');
const seal = createAuditSeal('key-of-sixteen-or-more');
const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('"', '\\', '\n', '\u2028', '\ud800', ''),
);
const facts = fc.array(fc.tuple(anyText, anyText), { minLength: 1, maxLength: 5 });

test('a text is quoted as JSON does', () => {
  fc.assert(fc.property(anyText, (text) => void expect(quoted(text)).toBe(JSON.stringify(text))));
});

test('an entry is read as it was written, on one line, whatever its texts; its digest stays when values are erased', () => {
  fc.assert(
    fc.property(anyText, facts, facts, (operation, about, objects) => {
      const audited = { action: 'read', operation, status: 200, facts: about.flat(), objects };
      const { line, digest } = writeEntry(seal, 7, clock(), audited);
      expect(line).not.toContain('\n');
      const entry = fromLine(line);
      if (!entry) return expect.unreachable();
      expect(entry).toMatchObject({ place: 7, action: 'read', operation, status: 200, check: checkOf(digest) });
      expect(entry.parts.map(factsOf)).toEqual([about, ...objects.map((each) => [each])]);
      expect([toLine(entry), digestOfEntry(entry)]).toEqual([line, digest]);
      const without = { ...entry, parts: entry.parts.map(erased) };
      expect(digestOfEntry(without)).toBe(digest);
      expect(without.parts.flatMap(factsOf).every(([, value]) => value === null)).toBe(true);
    }),
  );
});

test('what is erased in the place of two parts is not taken for them', () => {
  const { line } = writeEntry(seal, 0, clock(), {
    action: 'a',
    operation: 'o',
    status: 0,
    facts: ['a', 'b'],
    objects: [['c', 'd']],
  });
  const entry = fromLine(line);
  const [one, other] = (entry?.parts ?? []).map((part) => erased(part).at(-1));
  if (!entry) return expect.unreachable();
  for (const proof of [`${one},${other}`, `${one}","${other}`])
    expect(digestOfEntry({ ...entry, parts: [['a', null, proof]] })).not.toBe(digestOfEntry(entry));
});

test.each(['', '{}', 'null', '[1,2', '[0,"t","a","o",200,"check",7]'])('%j is no entry', (line) => {
  expect(fromLine(line)).toBeUndefined();
});
