import { Type } from 'typebox';
import { extractionOf, extractionParameters } from '../../descriptors/extractionParameters.ts';
import { type AnyFace, packFace } from '../../descriptors/packFace.ts';
import { FACE } from '../../documented/exampleObjects.ts';
import { extensionFacts } from '../../events/eventFacts.ts';
import { FaceObject } from '../../operations/answerObjects.ts';
import { operation } from '../../operations/operation.ts';
import { imageBody, withImageErrors } from '../../wire/body/imageBody.ts';
import { flag } from '../../wire/query/queryParameters.ts';

const Points = Type.Array(Type.Object({ x: Type.Number(), y: Type.Number() }), {
  description:
    'Centres of the eyes, the one on the left of an upright face first, tip of the nose, corners of the mouth: pixels of the upright picture',
});

const { quality_threshold: _alias, extract_exif: _never, ...parameters } = extractionParameters;

/** POST /faces (docs/review.md). */
export const extractFaces = operation({
  method: 'POST',
  path: '/faces',
  tag: 'review',
  operationId: 'extractFaces',
  summary: 'Extract a descriptor from each face of a photo, with landmarks',
  description:
    'Does what `POST /4/storage/descriptors` does with a photo, and adds five points of each face by `estimate_landmarks=1`.',
  errors: [],
  example: {
    query: { estimate_landmarks: 1 },
    body: 'photo',
    answer: {
      faces: [
        {
          ...FACE,
          landmarks: [
            { x: 164.2, y: 176.9 },
            { x: 233.8, y: 175.4 },
            { x: 198.1, y: 224.6 },
            { x: 171.5, y: 258.3 },
            { x: 229.0, y: 257.1 },
          ],
        },
      ],
    },
  },
  access: 'account',
  query: { estimate_landmarks: flag(false, 'Adds five points of each face'), ...parameters },
  body: imageBody,
  event: (_query, result: { readonly faces: readonly unknown[] } | undefined) => extensionFacts(result?.faces ?? []),
  answer: {
    status: 201,
    schema: Type.Object({
      faces: Type.Array(Type.Object({ ...FaceObject.properties, landmarks: Type.Optional(Points) })),
    }),
  },
  run: ({ accountId, query: { estimate_landmarks: landmarks, ...query }, body, descriptors, compatibility, signal }) =>
    withImageErrors(body, async () => {
      const asked = extractionOf({ ...query, quality_threshold: undefined, extract_exif: false }, body);
      const extraction = { ...asked, estimates: { ...asked.estimates, landmarks }, signal };
      const found: readonly AnyFace[] = query.extract_descriptor
        ? (await descriptors.extract(accountId, extraction)).faces
        : (await descriptors.estimate(extraction)).faces;
      return {
        faces: found.map((face) => ({
          ...packFace(face, compatibility),
          ...(face.landmarks && { landmarks: face.landmarks.map(({ x, y }) => ({ x, y })) }),
        })),
      };
    }),
});
