import { type Static, Type } from 'typebox';
import type { PersonId } from '../../../domain/ids.ts';
import { EXAMPLE_ID } from '../../documented/exampleObjects.ts';
import { operation } from '../../operations/operation.ts';
import { schemaJson } from '../../wire/body/schemaBody.ts';
import { closed, IdText, idOf } from '../bodyIds.ts';
import { ACTION, ActionObject, packAction } from './actionObject.ts';

const MergeBody = Type.Object({ into: IdText, from: IdText }, closed);

/** POST /actions/merge (docs/review.md). */
export const mergePersons = operation({
  method: 'POST',
  path: '/actions/merge',
  tag: 'review',
  operationId: 'mergePersons',
  summary: 'Merge two persons into one',
  description:
    'Gives the photos and lists of the person `from` to the person `into`, and deletes `from`; what was rejected for one of them is rejected for both. `into` keeps its data. The history keeps the id and the data of `from`, and the action can be undone.',
  errors: ['personReferenceNotFound', 'samePerson', 'schemaViolation'],
  example: { body: { into: EXAMPLE_ID.person, from: EXAMPLE_ID.otherPerson }, answer: ACTION },
  access: 'account',
  body: schemaJson<Static<typeof MergeBody>>(MergeBody),
  answer: { status: 201, schema: ActionObject },
  run: async ({ accountId, body, actions }) =>
    packAction(await actions.merge(accountId, { into: idOf<PersonId>(body.into), from: idOf<PersonId>(body.from) })),
});
