import { Type } from 'typebox';
import type { PersonId } from '../../domain/ids.ts';
import { packOneFace, packWarnings } from '../descriptors/packFace.ts';
import { withOneFace } from '../descriptors/withOneFace.ts';
import { EXAMPLE_ID, FACE, PERSON_CANDIDATE } from '../documented/exampleObjects.ts';
import { packPersonCandidate } from '../matching/packCandidate.ts';
import { Exif, FaceObject, FaceWarningObject, PersonCandidateObject } from '../operations/answerObjects.ts';
import { operation } from '../operations/operation.ts';
import { faceBody } from '../wire/body/imageBody.ts';
import { anyUuid, required } from '../wire/query/queryParameters.ts';
import { handlerPaths } from './handlerPaths.ts';
import { inputOf, runParameters } from './runParameters.ts';

/** POST /handlers/verify (contract 60): whether a face is a person's. */
export const runVerify = operation({
  method: 'POST',
  ...handlerPaths('verify'),
  tag: 'handlers',
  operationId: 'runVerify',
  summary: 'Whether the face of an image is that of a person',
  description:
    'Stores the one face of a photo and compares it with a person. `status` says whether the similarity reaches the threshold of the verify handler.',
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
    'personReferenceNotFound',
    'modelMismatch',
    'noRoom',
  ],
  example: {
    query: { person_id: EXAMPLE_ID.person },
    body: 'photo',
    answer: { status: true, candidates: [PERSON_CANDIDATE], face: FACE },
  },
  access: 'account',
  query: { ...runParameters, person_id: required(anyUuid<PersonId>('The person')) },
  body: faceBody,
  answer: {
    status: 201,
    schema: Type.Object({
      status: Type.Boolean({ description: 'Similarity is not lower than the threshold of the policies' }),
      candidates: Type.Array(PersonCandidateObject),
      face: FaceObject,
      exif: Type.Optional(Exif),
      warnings: Type.Optional(Type.Array(FaceWarningObject)),
    }),
  },
  run: ({ accountId, query, body, handlers, compatibility, requestId, signal }) =>
    withOneFace(body, compatibility, async () => {
      const input = inputOf(body, query, signal);
      const { status, candidates, extracted, warnings, notice } = await handlers.verify(
        accountId,
        input,
        query.person_id,
      );
      const { face, ...exif } = packOneFace(extracted, compatibility);
      const result = { candidates: candidates.map(packPersonCandidate), face };
      handlers.notify(notice, { requestId, result: { person_id: query.person_id, ...result } });
      return { status, ...result, ...exif, ...packWarnings(warnings) };
    }),
});
