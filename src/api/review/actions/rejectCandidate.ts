import { type Static, Type } from 'typebox';
import type { DescriptorId, PersonId } from '../../../domain/ids.ts';
import { EXAMPLE_ID } from '../../documented/exampleObjects.ts';
import { apiError } from '../../errors/apiError.ts';
import { operation } from '../../operations/operation.ts';
import { schemaJson } from '../../wire/body/schemaBody.ts';
import { closed, FaceIds, IdText, idOf, idsOf } from '../bodyIds.ts';
import { ACTION, ActionObject, packAction } from './actionObject.ts';

const RejectBody = Type.Object(
  { person_id: IdText, descriptor_ids: Type.Optional(FaceIds), other_person_id: Type.Optional(IdText) },
  closed,
);

/** POST /actions/reject (docs/review.md). */
export const rejectCandidate = operation({
  method: 'POST',
  path: '/actions/reject',
  tag: 'review',
  operationId: 'rejectCandidate',
  summary: 'Record that two faces or persons are not the same',
  description:
    'Records that faces do not belong to a person, or that two persons are not the same; one of `descriptor_ids` and `other_person_id` is needed. `POST /ext/1/search` and the review do not offer such a pair again. Similarities and the answers of `/4/matching` stay as they are. The action can be undone.',
  errors: ['personReferenceNotFound', 'descriptorReferenceNotFound', 'samePerson', 'schemaViolation'],
  example: {
    body: { person_id: EXAMPLE_ID.person, descriptor_ids: [EXAMPLE_ID.descriptor] },
    answer: { ...ACTION, kind: 'reject', other_person_id: null },
  },
  access: 'account',
  body: schemaJson<Static<typeof RejectBody>>(RejectBody),
  answer: { status: 201, schema: ActionObject },
  async run({ accountId, body: { person_id, descriptor_ids, other_person_id }, actions }) {
    const personId = idOf<PersonId>(person_id);
    if (descriptor_ids !== undefined && other_person_id === undefined) {
      return packAction(await actions.rejectFaces(accountId, personId, idsOf<DescriptorId>(descriptor_ids)));
    }
    if (other_person_id !== undefined && descriptor_ids === undefined) {
      return packAction(await actions.rejectPerson(accountId, personId, idOf<PersonId>(other_person_id)));
    }
    throw apiError('schemaViolation', '', 'must have either descriptor_ids or other_person_id');
  },
});
