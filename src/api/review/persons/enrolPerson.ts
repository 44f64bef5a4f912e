import { extensionFacts } from '../../events/eventFacts.ts';
import { operation } from '../../operations/operation.ts';
import { imageBody, withImageErrors } from '../../wire/body/imageBody.ts';
import { personExternalId, personUserData } from '../../wire/body/members.ts';
import { memberText } from '../../wire/query/queryParameters.ts';
import {
  ENROLLED,
  type Enrolled,
  EnrolledObject,
  enrolmentErrors,
  enrolmentOf,
  enrolmentParameters,
  packEnrolled,
} from './enrolment.ts';

/** POST /persons (docs/review.md). */
export const enrolPerson = operation({
  method: 'POST',
  path: '/persons',
  tag: 'review',
  operationId: 'enrolPerson',
  summary: 'Create a person from a photo',
  description:
    'Creates a person from the largest face in a photo and puts it into lists, in one request: all or nothing. Other faces in the photo are not stored.',
  errors: ['schemaViolation', 'userDataTooLong', ...enrolmentErrors],
  example: { query: { user_data: 'Jane Doe', external_id: 'badge-1001' }, body: 'photo', answer: ENROLLED },
  access: 'account',
  query: {
    user_data: memberText(personUserData, 'Data of the created person'),
    external_id: memberText(personExternalId, 'External id of the created person'),
    ...enrolmentParameters,
  },
  body: imageBody,
  event: (_query, result: Enrolled | undefined) => extensionFacts(result ? [result.face] : []),
  answer: { status: 201, schema: EnrolledObject },
  run: ({ accountId, query: { user_data, external_id, ...query }, body, enrolPhoto, compatibility, signal }) =>
    withImageErrors(body, async () => {
      const to = { userData: user_data, externalId: external_id };
      return packEnrolled(await enrolPhoto(accountId, { ...enrolmentOf(query, body, signal), to }), compatibility);
    }),
});
