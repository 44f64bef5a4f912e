import { Type } from 'typebox';
import { packOneFace, packWarnings } from '../descriptors/packFace.ts';
import { withOneFace } from '../descriptors/withOneFace.ts';
import { EXAMPLE_ID, FACE } from '../documented/exampleObjects.ts';
import { Exif, FaceObject, FaceWarningObject, Uuid } from '../operations/answerObjects.ts';
import { operation } from '../operations/operation.ts';
import { faceBody } from '../wire/body/imageBody.ts';
import { personExternalId, personUserData } from '../wire/body/members.ts';
import { memberText } from '../wire/query/queryParameters.ts';
import { handlerPaths } from './handlerPaths.ts';
import { inputOf, runParameters } from './runParameters.ts';

/** POST /handlers/extractor (contract 60): a face becomes a person, in the list of the policies. */
export const runExtractor = operation({
  method: 'POST',
  ...handlerPaths('extractor'),
  tag: 'handlers',
  operationId: 'runExtractor',
  summary: 'Create a person from the face in an image',
  description:
    'Stores the one face of a photo as a new person, by the policies of the extractor handler, and puts the person into the list that they name: all or nothing.',
  errors: [
    'featureOff',
    'multipleFaces',
    'faceTooSmall',
    'marginTooSmall',
    'imageMissing',
    'imageWarped',
    'notAlive',
    'pictureNeeded',
    'qualityTooLow',
    'faceMasked',
    'severalFaces',
    'schemaViolation',
    'userDataTooLong',
    'listReferenceNotFound',
    'wrongListKind',
  ],
  example: {
    query: { user_data: 'Jane Doe', external_id: 'badge-1001' },
    body: 'photo',
    answer: { person_id: EXAMPLE_ID.person, face: FACE },
  },
  access: 'account',
  query: {
    ...runParameters,
    user_data: memberText(personUserData, 'Data of the created person'),
    external_id: memberText(personExternalId, 'External id of the created person'),
  },
  body: faceBody,
  answer: {
    status: 201,
    schema: Type.Object({
      person_id: Uuid,
      face: FaceObject,
      exif: Type.Optional(Exif),
      warnings: Type.Optional(Type.Array(FaceWarningObject)),
    }),
  },
  run: ({ accountId, query, body, handlers, compatibility, requestId, signal }) =>
    withOneFace(body, compatibility, async () => {
      const input = inputOf(body, query, signal);
      const data = { userData: query.user_data, externalId: query.external_id };
      const { personId, extracted, warnings, notice } = await handlers.extract(accountId, input, data);
      const { face, ...exif } = packOneFace(extracted, compatibility);
      const result = { person_id: personId, face };
      handlers.notify(notice, { requestId, result });
      return { ...result, ...exif, ...packWarnings(warnings) };
    }),
});
