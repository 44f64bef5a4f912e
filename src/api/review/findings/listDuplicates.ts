import { Type } from 'typebox';
import { EXAMPLE_ID } from '../../documented/exampleObjects.ts';
import { NullableText, Share, Uuid } from '../../operations/answerObjects.ts';
import { operation } from '../../operations/operation.ts';
import { clampedInteger } from '../../wire/query/pageKeys.ts';
import { PERSON_CARD, PersonCard, packCard } from '../personCard.ts';
import { afterPlace, nextPlace } from './placeKey.ts';

/** GET /review/duplicates (docs/review.md). */
export const listDuplicates = operation({
  method: 'GET',
  path: '/review/duplicates',
  tag: 'review',
  operationId: 'listDuplicates',
  summary: 'Persons that may be one',
  description:
    'Shows the pairs of persons that the latest run of the kind `duplicates` found, the most similar first, with the two photos that are most alike; without pairs that have been merged or rejected since.',
  errors: [],
  example: {
    answer: {
      pairs: [
        {
          person: PERSON_CARD,
          other: { ...PERSON_CARD, id: EXAMPLE_ID.otherPerson },
          similarity: 0.98,
          descriptor_id: EXAMPLE_ID.descriptor,
          other_descriptor_id: EXAMPLE_ID.descriptor,
        },
      ],
      next: null,
    },
  },
  access: 'account',
  query: { limit: clampedInteger({ least: 1, most: 100, byDefault: 20 }, 'Pairs a page'), after: afterPlace },
  answer: {
    status: 200,
    schema: Type.Object({
      pairs: Type.Array(
        Type.Object({
          person: PersonCard,
          other: PersonCard,
          similarity: Share,
          descriptor_id: Uuid,
          other_descriptor_id: Uuid,
        }),
      ),
      next: NullableText,
    }),
  },
  async run({ accountId, query: { limit, after }, inbox }) {
    const { items, next } = await inbox.pairs(accountId, { limit, after });
    const pairs = items.map(({ person, other, similarity, descriptorId, otherDescriptorId }) => ({
      person: packCard(person),
      other: packCard(other),
      similarity,
      descriptor_id: descriptorId,
      other_descriptor_id: otherDescriptorId,
    }));
    return { pairs, next: nextPlace(next) };
  },
});
