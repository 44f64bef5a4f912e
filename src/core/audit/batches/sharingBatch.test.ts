import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createClock } from '../../../domain/time.ts';
import type { Audited } from '../audited.ts';
import { createAuditSeal, factsOf } from '../auditSeal.ts';
import { BatchBuilder } from './batchBuilder.ts';
import { BatchHashes } from './batchHashes.ts';
import { eraseFromBatch, readBatch } from './readBatch.ts';

const clock = createClock('UTC');
const seal = createAuditSeal('key-of-sixteen-or-more');
const PLACE = { seq: 40, hash: 'before' };

function sealed(entries: readonly Audited[]) {
  const builder = new BatchBuilder(seal);
  for (const entry of entries) builder.add(clock(), entry);
  const { text, link } = builder.seal();
  return { text, hash: link(PLACE) };
}

/** The hash that the text has behind that place, if each of its entries fits its check. */
function hashOf(text: string): string | undefined {
  const batch = readBatch(text);
  const hashes = new BatchHashes(seal, batch, PLACE.hash, PLACE.seq + 1);
  for (const entry of batch.entries) {
    const { digest, fits } = entry?.checked() ?? { digest: '', fits: false };
    if (!fits) return undefined;
    hashes.add(digest);
  }
  return hashes.current();
}

const factsIn = (text: string) => readBatch(text).entries.map((entry) => entry?.parts.flatMap(factsOf));

const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('"', '\\', '\n', '\u2028', '\ud800', ''),
);
const pairs = fc.array(fc.tuple(anyText, anyText), { minLength: 1, maxLength: 4 });
const anyEntry = fc
  .record({ operation: anyText, request: fc.option(anyText, { nil: undefined }), facts: pairs, objects: pairs })
  .map(({ request, facts, ...more }) => ({
    ...{ action: 'read', status: 200, ...more, facts: facts.flat() },
    ...(request !== undefined && { request }),
  }));

test('entries are read as they were recorded, whatever their texts, and have the hash that was made of them', () => {
  fc.assert(
    fc.property(fc.array(anyEntry, { minLength: 1, maxLength: 6 }), (entries) => {
      const { text, hash } = sealed(entries);
      expect(hashOf(text)).toBe(hash);
      expect(readBatch(text).entries).toMatchObject(
        entries.map(({ operation }, place) => ({ place, action: 'read', operation, status: 200 })),
      );
      expect(factsIn(text)).toEqual(
        entries.map(({ request, facts, objects }) => [
          ...(request === undefined ? [] : [['request', request]]),
          ...Array.from({ length: facts.length / 2 }, (_, at) => [facts[2 * at], facts[2 * at + 1]]),
          ...objects,
        ]),
      );
    }),
  );
});

const about = (account: string, request: string, ...ids: string[]): Audited => ({
  action: 'read',
  operation: 'getPerson',
  status: 200,
  request,
  facts: ['address', '10.0.0.1', ...(account ? ['account', account] : [])],
  objects: ids.map((id) => ['person_id', id] as const),
});

test('what entries of one account have in common stands in a batch once', () => {
  const { text } = sealed([about('a1', 'r1', 'p1'), about('a1', 'r2', 'p1'), about('a2', 'r3', 'p1')]);
  const times = (part: string) => text.split(part).length - 1;
  expect([times('"a1"'), times('"a2"'), times('"p1"')]).toEqual([1, 1, 2]);
});

test.each([
  ['an object', ['p1'], false, 2, ['p1'], ['a1', 'a2', 'r1', 'p2', 'p3']],
  ['an account', ['a1'], true, 2, ['a1', 'r1', 'r2', 'p1', 'p2'], ['a2', 'r3', 'p3', 'r4']],
  ['what the administrator did to an account', ['a3'], true, 1, ['a3', 'r4'], ['a1', 'a2', 'a4', 'r5']],
  ['the name of an account in an entry of another one', ['p3'], true, 1, ['p3'], ['a2', 'r3', 'r6']],
])('%s is erased, the rest stays, and the hash still fits', (_, ids, whole, entries, gone, kept) => {
  const all = [about('a1', 'r1', 'p1'), about('a1', 'r2', 'p1', 'p2'), about('a2', 'r3', 'p3'), about('', 'r4', 'a3')];
  const { text, hash } = sealed([...all, about('', 'r5', 'a4'), about('a2', 'r6')]);
  const left = eraseFromBatch(text, new Set(ids), whole);
  expect(left.entries).toBe(entries);
  for (const each of gone) expect(left.text).not.toContain(`"${each}"`);
  for (const each of kept) expect(left.text).toContain(`"${each}"`);
  expect(hashOf(left.text)).toBe(hash);
  expect(eraseFromBatch(left.text, new Set(ids), whole)).toEqual({ text: left.text, entries: 0 });
});

test('the hash finds what was changed together with its checks', () => {
  const { text, hash } = sealed([about('a1', 'r1', 'p1'), about('a1', 'r2', 'p2')]);
  const other = sealed([about('a1', 'r2', 'p1'), about('a1', 'r1', 'p2')]);
  expect([hashOf(text), hashOf(other.text)]).toEqual([hash, other.hash]);
  expect(other.hash).not.toBe(hash);
  // Entries of the other batch about the parts of this one: each fits its check.
  const [facts, one, , two] = text.split('\n');
  const [, , entry1, , entry2] = other.text.split('\n');
  const exchanged = [facts, one, entry1, two, entry2].join('\n');
  expect(hashOf(exchanged)).not.toBe(hash);
  expect(hashOf(exchanged)).toBeDefined();
});

const fitting = (text: string) => readBatch(text).entries.map((entry) => entry?.checked().fits);

test.each([
  ['an object', (text: string) => text.replace('"p2"', '"p9"'), [true, false, false, true]],
  ['facts', (text: string) => text.replace('"a2"', '"a9"'), [true, true, true, false]],
  ['an object that is no longer there', (text: string) => text.replace(/^.*"p2".*\n/m, ''), [true, false, false, true]],
])('entries that tell %s that was changed do not fit their checks', (_, change, fits) => {
  const { text } = sealed([
    about('a1', 'r1', 'p1'),
    about('a1', 'r2', 'p2'),
    about('a1', 'r3', 'p2'),
    about('a2', 'r4'),
  ]);
  expect(fitting(text)).toEqual([true, true, true, true]);
  expect(fitting(change(text))).toEqual(fits);
});

test('the hash finds objects that changed places', () => {
  const { text, hash } = sealed([about('a1', 'r1', 'p1', 'p2')]);
  const exchanged = text
    .replace('[1,"person_id"', '[x')
    .replace('[2,"person_id"', '[1,"person_id"')
    .replace('[x', '[2,"person_id"');
  expect(exchanged).not.toBe(text);
  expect(hashOf(exchanged)).not.toBe(hash);
  expect(hashOf(exchanged)).toBeDefined();
});

test('an erasure does not mend what was changed before it', () => {
  const { text, hash } = sealed([about('a1', 'r1', 'p1'), about('a1', 'r2', 'p2')]);
  const changed = text.replace('"r2"', '"r9"');
  expect(hashOf(changed)).toBeUndefined();
  expect(hashOf(eraseFromBatch(changed, new Set(['a1']), true).text)).toBeUndefined();
  expect(hash).toBeDefined();
});

test.each(['', '{}', 'null', '[1,2', '12345678[0,"2026","a","o",200,0]', '00000000[7,"2026","a","o",200,0,7]'])(
  '%j is no entry',
  (line) => {
    const { text } = sealed([about('a1', 'r1', 'p1')]);
    expect(readBatch(`${text}\n${line}`).entries.slice(1)).toEqual([undefined]);
  },
);
