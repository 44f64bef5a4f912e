import { Type } from 'typebox';
import { FACE } from '../documented/exampleObjects.ts';
import { extractFacts } from '../events/eventFacts.ts';
import { Exif, FaceObject } from '../operations/answerObjects.ts';
import { operation } from '../operations/operation.ts';
import { faceBody, withImageErrors } from '../wire/body/imageBody.ts';
import { extractionOf, extractionParameters } from './extractionParameters.ts';
import { packExtraction, packFace } from './packFace.ts';

/** POST /storage/descriptors (contract 20). */
export const createDescriptors = operation({
  method: 'POST',
  path: '/storage/descriptors',
  tag: 'descriptors',
  operationId: 'createDescriptors',
  summary: 'Extract a descriptor from each face of an image, or upload descriptors',
  description:
    'Finds the faces of a photo and stores a descriptor and a portrait of each. With `extract_descriptor=0` nothing is stored. The flags `estimate_*` add what is estimated from a face. Instead of a photo, the body can be a descriptor file or an archive (XPK) from a download. Photos have 96 to 4096 pixels a side by default.',
  errors: [],
  example: {
    query: { estimate_attributes: 1 },
    body: 'photo',
    answer: { faces: [{ ...FACE, attributes: { age: 31.4, gender: 0.02 } }] },
  },
  access: 'account',
  query: extractionParameters,
  body: faceBody,
  event: extractFacts,
  answer: { status: 201, schema: Type.Object({ faces: Type.Array(FaceObject), exif: Type.Optional(Exif) }) },
  run: ({ accountId, query, body, descriptors, compatibility, signal }) =>
    withImageErrors(body, async () => {
      if ('file' in body) {
        if (query.extract_descriptor) {
          return packExtraction(await descriptors.upload(accountId, { ...body, signal }), compatibility);
        }
        // A descriptor that came as a file and is not stored has nothing to show.
        return { faces: Array.from({ length: await descriptors.countIn(body) }, () => ({})) };
      }
      const extraction = { ...extractionOf(query, body), signal };
      if (query.extract_descriptor) {
        return packExtraction(await descriptors.extract(accountId, extraction), compatibility);
      }
      const { faces, exif } = await descriptors.estimate(extraction);
      return { faces: faces.map((face) => packFace(face, compatibility)), ...(exif && { exif }) };
    }),
});
