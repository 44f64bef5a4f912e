import type { PersonId } from '../../../domain/ids.ts';
import { EXAMPLE_ID } from '../../documented/exampleObjects.ts';
import { extensionFacts } from '../../events/eventFacts.ts';
import { operation } from '../../operations/operation.ts';
import { imageBody, withImageErrors } from '../../wire/body/imageBody.ts';
import { pathId } from '../../wire/query/pathParameters.ts';
import {
  ENROLLED,
  type Enrolled,
  EnrolledObject,
  enrolmentErrors,
  enrolmentOf,
  enrolmentParameters,
  packEnrolled,
} from './enrolment.ts';

/** POST /persons/{person_id}/photos (docs/review.md). */
export const addPhoto = operation({
  method: 'POST',
  path: '/persons/:person_id/photos',
  tag: 'review',
  operationId: 'addPhoto',
  summary: 'Give a person a further photo',
  description:
    'Gives the largest face of a photo to a person, in all lists that hold the person. Other faces of the photo are not stored.',
  errors: ['personTargetNotFound', ...enrolmentErrors],
  example: { params: { person_id: EXAMPLE_ID.person }, body: 'photo', answer: ENROLLED },
  access: 'account',
  params: { person_id: pathId<PersonId>('Person') },
  query: enrolmentParameters,
  body: imageBody,
  event: (_query, result: Enrolled | undefined) => extensionFacts(result ? [result.face] : []),
  answer: { status: 201, schema: EnrolledObject },
  run: ({ accountId, params, query, body, enrolPhoto, compatibility, signal }) =>
    withImageErrors(body, async () => {
      const enrolment = { ...enrolmentOf(query, body, signal), to: params.person_id };
      return packEnrolled(await enrolPhoto(accountId, enrolment), compatibility);
    }),
});
