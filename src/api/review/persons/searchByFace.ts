import { Type } from 'typebox';
import type { DescriptorId, ListId } from '../../../domain/ids.ts';
import { EXAMPLE_ID } from '../../documented/exampleObjects.ts';
import { Count, Share, Uuid } from '../../operations/answerObjects.ts';
import { operation } from '../../operations/operation.ts';
import { clampedInteger } from '../../wire/query/pageKeys.ts';
import { required, similarityFrom, uuid } from '../../wire/query/queryParameters.ts';
import { PERSON_CARD, PersonCard, packCard } from '../personCard.ts';

/** POST /search (docs/review.md). */
export const searchByFace = operation({
  method: 'POST',
  path: '/search',
  tag: 'review',
  operationId: 'searchByFace',
  summary: 'Persons most similar to a face, without rejected ones',
  description:
    'Searches a persons list, or all persons of the account, with a stored face. Persons for whom this face, or the same picture posted before, was rejected are left out and counted in `rejected`; similarities are those of matching. `searched` is the number of persons searched, and `false_matches` the number of strangers that such a search finds at this similarity on average (docs/accuracy.md), or null where that was not measured.',
  errors: ['descriptorReferenceNotFound', 'listReferenceNotFound', 'wrongListKind', 'modelMismatch'],
  example: {
    query: { descriptor_id: EXAMPLE_ID.descriptor, limit: 5 },
    answer: {
      candidates: [
        { person: PERSON_CARD, descriptor_id: EXAMPLE_ID.descriptor, similarity: 0.987, false_matches: 0.0003 },
      ],
      rejected: 0,
      searched: 826,
    },
  },
  access: 'account',
  query: {
    descriptor_id: required(uuid<DescriptorId>('Face that is searched for')),
    list_id: uuid<ListId>('Persons list that is searched; all persons when left out'),
    limit: clampedInteger({ least: 1, most: 100, byDefault: 10 }, 'Candidates in the answer'),
    similarity__gte: similarityFrom,
  },
  answer: {
    status: 201,
    schema: Type.Object({
      candidates: Type.Array(
        Type.Object({
          person: PersonCard,
          descriptor_id: Uuid,
          similarity: Share,
          false_matches: Type.Union([Type.Number(), Type.Null()]),
        }),
      ),
      rejected: Count,
      searched: Count,
    }),
  },
  async run({ accountId, query, faceSearch, signal }) {
    const { descriptor_id, list_id, limit, similarity__gte } = query;
    const { candidates, rejected, searched } = await faceSearch.find(accountId, {
      descriptorId: descriptor_id,
      listId: list_id,
      limit,
      similarityFrom: similarity__gte,
      signal,
    });
    const packed = candidates.map(({ person, descriptorId, similarity, falseMatches }) => ({
      person: packCard(person),
      descriptor_id: descriptorId,
      similarity,
      false_matches: falseMatches ?? null,
    }));
    return { candidates: packed, rejected, searched };
  },
});
