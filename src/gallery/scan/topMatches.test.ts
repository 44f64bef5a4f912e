import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DescriptorId, PersonId } from '../../domain/ids.ts';
import type { Match } from '../gallery.ts';
import { TopMatches } from './topMatches.ts';

const match = fc.record({
  descriptorId: fc.integer({ min: 0, max: 50 }).map((n) => `descriptor-${n}` as DescriptorId),
  personId: fc.option(fc.integer({ min: 0, max: 8 }).map((n) => `person-${n}` as PersonId)),
  cosine: fc.integer({ min: -10, max: 10 }).map((n) => n / 10),
});

/** Sorts everything, then takes the first of each key. */
function naive(offers: readonly Match[], limit: number, groupBy: 'person' | 'descriptor'): Match[] {
  const sorted = offers.toSorted((a, b) => b.cosine - a.cosine || (a.descriptorId < b.descriptorId ? -1 : 1));
  const keys = new Set<string | null>([null]);
  return sorted
    .filter((offer) => {
      const key = groupBy === 'person' ? offer.personId : offer.descriptorId;
      if (keys.has(key)) return false;
      keys.add(key);
      return true;
    })
    .slice(0, limit);
}

test('keeps the best of each key, whatever the order of the offers', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(match, { selector: ({ descriptorId }) => descriptorId, maxLength: 60 }),
      fc.integer({ min: 1, max: 12 }),
      fc.constantFrom('person' as const, 'descriptor' as const),
      (offers, limit, groupBy) => {
        const top = new TopMatches(limit, groupBy);
        for (const offer of offers) top.offer(offer);
        expect(top.matches).toEqual(naive(offers, limit, groupBy));
      },
    ),
  );
});

test('a cosine that is not a number is passed over', () => {
  const top = new TopMatches(2, 'descriptor');
  top.offer({ descriptorId: 'a' as DescriptorId, personId: null, cosine: Number.NaN });
  top.offer({ descriptorId: 'b' as DescriptorId, personId: null, cosine: -1 });
  expect(top.matches.map(({ descriptorId }) => descriptorId)).toEqual(['b']);
});
