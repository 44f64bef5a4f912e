import { Type } from 'typebox';
import type { ActionId, PersonId } from '../../../domain/ids.ts';
import { NullableText } from '../../operations/answerObjects.ts';
import { operation } from '../../operations/operation.ts';
import { afterKey, clampedInteger, nextKey } from '../../wire/query/pageKeys.ts';
import { uuid } from '../../wire/query/queryParameters.ts';
import { ACTION, ActionObject, packAction } from './actionObject.ts';

/** GET /actions (docs/review.md). */
export const listActions = operation({
  method: 'GET',
  path: '/actions',
  tag: 'review',
  operationId: 'listActions',
  summary: 'What was done in review, newest first',
  description:
    'Lists what was done in review, the newest first, a page by key. With `person_id`, only what concerns one person, even one that was merged into another and is gone.',
  errors: [],
  example: { query: { limit: 10 }, answer: { actions: [ACTION], next: null } },
  access: 'account',
  query: {
    person_id: uuid<PersonId>('Only actions that name this person'),
    limit: clampedInteger({ least: 1, most: 200, byDefault: 50 }, 'Actions a page'),
    after: afterKey<ActionId>(),
  },
  answer: { status: 200, schema: Type.Object({ actions: Type.Array(ActionObject), next: NullableText }) },
  async run({ accountId, query: { person_id, limit, after }, actions }) {
    const key = after && { createTime: after.time, actionId: after.id };
    const page = await actions.page(accountId, { personId: person_id, limit, after: key });
    const last = page.at(-1);
    const next = last && page.length === limit ? nextKey({ time: last.createTime, id: last.actionId }) : null;
    return { actions: page.map(packAction), next };
  },
});
