import { Type } from 'typebox';
import { extractFacts } from '../events/eventFacts.ts';
import { faceBody, withImageErrors } from '../imageBody.ts';
import { operation } from '../operation.ts';
import { Exif, FaceObject } from '../schemas.ts';
import { extractionOf, extractionParameters } from './extractionParameters.ts';
import { packExtraction, packFace } from './packFace.ts';

/** POST /storage/descriptors (contract 20). */
export const createDescriptors = operation({
  method: 'POST',
  path: '/storage/descriptors',
  tag: 'descriptors',
  summary: 'Extract a descriptor from each face of an image, or upload descriptors',
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
        // Of a face that nobody has seen and that is not stored there is nothing to show.
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
