import { Type } from 'typebox';
import type { PersonId } from '../../../domain/ids.ts';
import { NullableText } from '../../operations/answerObjects.ts';
import { operation } from '../../operations/operation.ts';
import { afterKey, clampedInteger, nextKey } from '../../wire/query/pageKeys.ts';
import { oneOf } from '../../wire/query/queryParameters.ts';
import { PERSON_CARD, PersonCard, packCard } from '../personCard.ts';
import { personFilter, wantedPersons } from './personFilter.ts';

/** GET /persons (docs/review.md). */
export const findPersons = operation({
  method: 'GET',
  path: '/persons',
  tag: 'review',
  operationId: 'findPersons',
  summary: 'Persons by text and list, a page by key',
  description:
    'Finds persons whose user data or external id holds a text, whatever the letter case. Pages go by key: `next` of one answer is `after` of the next request, and null on the last page. `skip` passes over persons behind `after`.',
  errors: ['listReferenceNotFound', 'wrongListKind'],
  example: { query: { text: 'jane', limit: 50 }, answer: { persons: [PERSON_CARD], next: null } },
  access: 'account',
  query: {
    ...personFilter,
    order: oneOf(['newest', 'oldest'], 'By the time of creation; newest when left out'),
    limit: clampedInteger({ least: 1, most: 1000, byDefault: 100 }, 'Persons a page'),
    after: afterKey<PersonId>(),
    skip: clampedInteger({ least: 0, most: 1_000_000, byDefault: 0 }, 'Persons to pass over'),
  },
  answer: { status: 200, schema: Type.Object({ persons: Type.Array(PersonCard), next: NullableText }) },
  async run({ accountId, query, personSearch }) {
    const { order = 'newest', limit, after, skip } = query;
    const key = after && { createTime: after.time, personId: after.id };
    const persons = await personSearch.find(accountId, wantedPersons(query), { order, limit, skip, after: key });
    const last = persons.at(-1);
    const next = last && persons.length === limit ? nextKey({ time: last.createTime, id: last.personId }) : null;
    return { persons: persons.map(packCard), next };
  },
});
