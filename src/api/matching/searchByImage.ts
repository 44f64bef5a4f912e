import { Type } from 'typebox';
import { extractionOf, extractionParameters } from '../descriptors/extractionParameters.ts';
import { packOneFace } from '../descriptors/packFace.ts';
import { withOneFace } from '../descriptors/withOneFace.ts';
import { EXAMPLE_ID, FACE, PERSON_CANDIDATE } from '../documented/exampleObjects.ts';
import { apiError } from '../errors/apiError.ts';
import { searchFacts } from '../events/eventFacts.ts';
import { DescriptorCandidateObject, Exif, FaceObject, PersonCandidateObject } from '../operations/answerObjects.ts';
import { operation } from '../operations/operation.ts';
import { imageBody } from '../wire/body/imageBody.ts';
import { candidateLimit, similarityFrom } from '../wire/query/queryParameters.ts';
import { candidatesOf, descriptorsParameter, listParameter, personsParameter, wantedOf } from './matchingParameters.ts';
import { packDescriptorCandidate, packPersonCandidate } from './packCandidate.ts';

const CANDIDATES = ['list_id', 'person_ids', 'descriptor_ids'] as const;

/** POST /matching/search (contract 50): stores the one face of an image and searches with it. */
export const searchByImage = operation({
  method: 'POST',
  path: '/matching/search',
  tag: 'matching',
  operationId: 'searchByImage',
  summary: 'Persons or descriptors most similar to the face of an image',
  description:
    'Stores the face of a photo as `/storage/descriptors` does, and searches a list, persons or descriptors with it. The photo must show one face; with several, all are stored, and the detail of error 11012 shows them.',
  errors: [
    'unsupportedParameter',
    'noneOfParameters',
    'severalFaces',
    'listReferenceNotFound',
    'someNotFound',
    'modelMismatch',
    'noRoom',
  ],
  example: {
    query: { list_id: EXAMPLE_ID.personsList, limit: 3 },
    body: 'photo',
    answer: { candidates: [PERSON_CANDIDATE], face: FACE },
  },
  access: 'account',
  query: {
    ...listParameter,
    ...personsParameter,
    ...descriptorsParameter,
    limit: candidateLimit,
    similarity__gte: similarityFrom,
    ...extractionParameters,
  },
  body: imageBody,
  event: searchFacts,
  answer: {
    status: 201,
    schema: Type.Object({
      candidates: Type.Array(Type.Union([PersonCandidateObject, DescriptorCandidateObject])),
      face: FaceObject,
      exif: Type.Optional(Exif),
    }),
  },
  async check({ query }) {
    if (!query.extract_descriptor) throw apiError('unsupportedParameter', 'extract_descriptor');
    candidatesOf(query, CANDIDATES);
  },
  run: ({ accountId, query, body, matching, compatibility, signal }) =>
    withOneFace(body, compatibility, async () => {
      const candidates = candidatesOf(query, CANDIDATES);
      const extraction = { ...extractionOf(query, body), signal };
      const { found, extracted } = await matching.search(accountId, extraction, candidates, wantedOf(query, signal));
      return {
        candidates:
          found.kind === 'persons'
            ? found.candidates.map(packPersonCandidate)
            : found.candidates.map(packDescriptorCandidate),
        ...packOneFace(extracted, compatibility),
      };
    }),
});
