import { type Static, Type } from 'typebox';
import type { DescriptorId } from '../../../domain/ids.ts';
import { EXAMPLE_ID } from '../../documented/exampleObjects.ts';
import { operation } from '../../operations/operation.ts';
import { schemaJson } from '../../wire/body/schemaBody.ts';
import { closed, FaceIds, idsOf } from '../bodyIds.ts';
import { ACTION, ActionObject, packAction } from './actionObject.ts';

const DismissBody = Type.Object({ descriptor_ids: FaceIds }, closed);

/** POST /actions/dismiss (docs/review.md). */
export const dismissFaces = operation({
  method: 'POST',
  path: '/actions/dismiss',
  tag: 'review',
  operationId: 'dismissFaces',
  summary: 'Take faces out of the review',
  description:
    'The faces are no longer offered in the review; everything else finds them as before. The action can be undone.',
  errors: ['descriptorReferenceNotFound', 'schemaViolation'],
  example: {
    body: { descriptor_ids: [EXAMPLE_ID.descriptor] },
    answer: { ...ACTION, kind: 'dismiss', person_id: null, other_person_id: null },
  },
  access: 'account',
  body: schemaJson<Static<typeof DismissBody>>(DismissBody),
  answer: { status: 201, schema: ActionObject },
  run: async ({ accountId, body, actions }) =>
    packAction(await actions.dismiss(accountId, idsOf<DescriptorId>(body.descriptor_ids))),
});
