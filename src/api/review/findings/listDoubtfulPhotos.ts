import { Type } from 'typebox';
import { EXAMPLE_ID } from '../../documented/exampleObjects.ts';
import { NullableText, Share, Uuid } from '../../operations/answerObjects.ts';
import { operation } from '../../operations/operation.ts';
import { clampedInteger } from '../../wire/query/pageKeys.ts';
import { PERSON_CARD, PersonCard, packCard } from '../personCard.ts';
import { afterPlace, nextPlace } from './placeKey.ts';

/** GET /review/photos (docs/review.md). */
export const listDoubtfulPhotos = operation({
  method: 'GET',
  path: '/review/photos',
  tag: 'review',
  operationId: 'listDoubtfulPhotos',
  summary: 'Photos that are unlike the others of their person',
  description:
    'Shows the photos that the latest run of the kind `quality` found, the least similar first: too poor to compare, or of somebody else. `likeness` is the similarity to the other photos of the person. Split a photo off, detach it, or dismiss it.',
  errors: [],
  example: {
    answer: {
      photos: [{ descriptor_id: EXAMPLE_ID.descriptor, person: PERSON_CARD, likeness: 0.12, reasons: ['unlike'] }],
      next: null,
    },
  },
  access: 'account',
  query: { limit: clampedInteger({ least: 1, most: 100, byDefault: 20 }, 'Photos a page'), after: afterPlace },
  answer: {
    status: 200,
    schema: Type.Object({
      photos: Type.Array(
        Type.Object({
          descriptor_id: Uuid,
          person: PersonCard,
          likeness: Share,
          reasons: Type.Array(Type.Unsafe<string>({ type: 'string', enum: ['unlike'] })),
        }),
      ),
      next: NullableText,
    }),
  },
  async run({ accountId, query: { limit, after }, inbox }) {
    const { items, next } = await inbox.photos(accountId, { limit, after });
    const photos = items.map(({ person, descriptorId, likeness }) => ({
      descriptor_id: descriptorId,
      person: packCard(person),
      likeness,
      reasons: ['unlike'],
    }));
    return { photos, next: nextPlace(next) };
  },
});
