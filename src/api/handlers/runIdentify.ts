import { Type } from 'typebox';
import { packOneFace, packWarnings } from '../descriptors/packFace.ts';
import { withOneFace } from '../descriptors/withOneFace.ts';
import { FACE, PERSON_CANDIDATE } from '../documented/exampleObjects.ts';
import { packPersonCandidate } from '../matching/packCandidate.ts';
import { Exif, FaceObject, FaceWarningObject, PersonCandidateObject } from '../operations/answerObjects.ts';
import { operation } from '../operations/operation.ts';
import { faceBody } from '../wire/body/imageBody.ts';
import { handlerPaths } from './handlerPaths.ts';
import { inputOf, runParameters } from './runParameters.ts';

/** POST /handlers/identify (contract 60): the persons most similar to a face, by the policies. */
export const runIdentify = operation({
  method: 'POST',
  ...handlerPaths('identify'),
  tag: 'handlers',
  operationId: 'runIdentify',
  summary: 'Persons most similar to the face of an image',
  description: 'Stores the one face of a photo and searches persons with it, by the policies of the identify handler.',
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
    'listReferenceNotFound',
    'wrongListKind',
    'modelMismatch',
    'noRoom',
  ],
  example: { body: 'photo', answer: { candidates: [PERSON_CANDIDATE], face: FACE } },
  access: 'account',
  query: runParameters,
  body: faceBody,
  answer: {
    status: 201,
    schema: Type.Object({
      candidates: Type.Array(PersonCandidateObject),
      face: FaceObject,
      exif: Type.Optional(Exif),
      warnings: Type.Optional(Type.Array(FaceWarningObject)),
    }),
  },
  run: ({ accountId, query, body, handlers, compatibility, requestId, signal }) =>
    withOneFace(body, compatibility, async () => {
      const input = inputOf(body, query, signal);
      const { candidates, extracted, warnings, notice } = await handlers.identify(accountId, input);
      const { face, ...exif } = packOneFace(extracted, compatibility);
      const result = { candidates: candidates.map(packPersonCandidate), face };
      handlers.notify(notice, { requestId, result });
      return { ...result, ...exif, ...packWarnings(warnings) };
    }),
});
