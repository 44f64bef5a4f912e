import { type Static, Type } from 'typebox';
import type { DescriptorId, PersonId } from '../../../domain/ids.ts';
import { EXAMPLE_ID } from '../../documented/exampleObjects.ts';
import { operation } from '../../operations/operation.ts';
import { schemaJson } from '../../wire/body/schemaBody.ts';
import { closed, FaceIds, IdText, idOf, idsOf, personData } from '../bodyIds.ts';
import { ACTION, ActionObject, packAction } from './actionObject.ts';

const SplitBody = Type.Object(
  {
    person_id: IdText,
    descriptor_ids: FaceIds,
    ...personData,
    same_lists: Type.Optional(Type.Boolean({ default: true, description: 'Put it into the lists of the old person' })),
  },
  closed,
);

/** POST /actions/split (docs/review.md). */
export const splitPerson = operation({
  method: 'POST',
  path: '/actions/split',
  tag: 'review',
  operationId: 'splitPerson',
  summary: 'Make a new person of some photos of one',
  description: 'Creates a person and gives it the named photos of another one. The action can be undone.',
  errors: ['personReferenceNotFound', 'notLinked', 'schemaViolation'],
  example: {
    body: { person_id: EXAMPLE_ID.person, descriptor_ids: [EXAMPLE_ID.descriptor], user_data: 'John Doe' },
    answer: { ...ACTION, kind: 'split' },
  },
  access: 'account',
  body: schemaJson<Static<typeof SplitBody>>(SplitBody),
  answer: { status: 201, schema: ActionObject },
  async run({ accountId, body, actions }) {
    const { person_id, descriptor_ids, user_data, external_id, same_lists = true } = body;
    const action = await actions.split(accountId, {
      personId: idOf<PersonId>(person_id),
      faces: idsOf<DescriptorId>(descriptor_ids),
      userData: user_data,
      externalId: external_id,
      sameLists: same_lists,
    });
    return packAction(action);
  },
});
