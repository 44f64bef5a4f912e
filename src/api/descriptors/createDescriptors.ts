import { Type } from 'typebox';
import { extractFacts } from '../events/eventFacts.ts';
import { imageBody, withImageErrors } from '../imageBody.ts';
import { operation } from '../operation.ts';
import { Exif, FaceObject } from '../schemas.ts';
import { extractionOf, extractionParameters } from './extractionParameters.ts';
import { packExtraction, packFace } from './packFace.ts';

/** POST /storage/descriptors (contract 20). */
export const createDescriptors = operation({
  method: 'POST',
  path: '/storage/descriptors',
  tag: 'descriptors',
  summary: 'Extract a descriptor from each face of an image',
  access: 'account',
  query: extractionParameters,
  body: imageBody({ archives: true }),
  event: extractFacts,
  answer: { status: 201, schema: Type.Object({ faces: Type.Array(FaceObject), exif: Type.Optional(Exif) }) },
  run: ({ accountId, query, body, descriptors, compatibility }) =>
    withImageErrors(body, async () => {
      const extraction = extractionOf(query, body);
      if (query.extract_descriptor) {
        return packExtraction(await descriptors.extract(accountId, extraction), compatibility);
      }
      const { faces, exif } = await descriptors.estimate(extraction);
      return { faces: faces.map((face) => packFace(face, compatibility)), ...(exif && { exif }) };
    }),
});
