import { type Static, Type } from 'typebox';
import type { DescriptorId, ListId, PersonId } from '../../../domain/ids.ts';
import { EXAMPLE_ID } from '../../documented/exampleObjects.ts';
import { apiError } from '../../errors/apiError.ts';
import { operation } from '../../operations/operation.ts';
import { schemaJson } from '../../wire/body/schemaBody.ts';
import { closed, FaceIds, IdText, idOf, idsOf, ListIds, personData } from '../bodyIds.ts';
import { ACTION, ActionObject, packAction } from './actionObject.ts';

const AssignBody = Type.Object(
  {
    descriptor_ids: FaceIds,
    person_id: Type.Optional(IdText),
    person: Type.Optional(Type.Object({ ...personData, list_ids: Type.Optional(ListIds) }, closed)),
  },
  closed,
);

/** POST /actions/assign (docs/review.md). */
export const assignFaces = operation({
  method: 'POST',
  path: '/actions/assign',
  tag: 'review',
  operationId: 'assignFaces',
  summary: 'Give faces to a person, or create one from them',
  description:
    'Gives faces that belong to nobody to the person `person_id`, or creates the person that `person` describes and gives them to it. One of the two members is needed. The action can be undone.',
  errors: [
    'personReferenceNotFound',
    'descriptorReferenceNotFound',
    'listReferenceNotFound',
    'wrongListKind',
    ({ descriptorAttached }) => descriptorAttached,
    'schemaViolation',
  ],
  example: {
    body: { descriptor_ids: [EXAMPLE_ID.descriptor], person: { user_data: 'Jane Doe' } },
    answer: { ...ACTION, kind: 'assign', other_person_id: EXAMPLE_ID.person },
  },
  access: 'account',
  body: schemaJson<Static<typeof AssignBody>>(AssignBody),
  answer: { status: 201, schema: ActionObject },
  async run({ accountId, body: { descriptor_ids, person_id, person }, actions }) {
    if ((person_id === undefined) === (person === undefined)) {
      throw apiError('schemaViolation', '', 'must have either person_id or person');
    }
    const to =
      person_id !== undefined
        ? idOf<PersonId>(person_id)
        : {
            userData: person?.user_data,
            externalId: person?.external_id,
            listIds: idsOf<ListId>(person?.list_ids ?? []),
          };
    return packAction(await actions.assign(accountId, { faces: idsOf<DescriptorId>(descriptor_ids), to }));
  },
});
