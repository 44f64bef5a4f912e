import { Type } from 'typebox';
import { type EnrolledPhoto, type PhotoEnrolment, WHICH_FACE } from '../../../core/persons/enrolPhoto.ts';
import type { ListId } from '../../../domain/ids.ts';
import { extractionOf, extractionParameters } from '../../descriptors/extractionParameters.ts';
import { packFace } from '../../descriptors/packFace.ts';
import { EXAMPLE_ID, FACE } from '../../documented/exampleObjects.ts';
import { FaceObject, Uuid } from '../../operations/answerObjects.ts';
import type { Compatibility } from '../../operations/compatibility.ts';
import type { ImageBody } from '../../wire/body/imageBody.ts';
import { oneOf, type QueryOf, uuids } from '../../wire/query/queryParameters.ts';

const {
  quality_threshold: _alias,
  extract_descriptor: _always,
  extract_exif: _never,
  ...estimatesAndThresholds
} = extractionParameters;

/** Parameters of a photo that is enrolled. */
export const enrolmentParameters = {
  faces: oneOf(
    WHICH_FACE,
    'Which face of the photo is enrolled, largest when left out; with `only`, a photo of several faces is refused',
  ),
  list_ids: uuids<ListId>('Persons lists that the person is put into'),
  ...estimatesAndThresholds,
} as const;

export const enrolmentErrors = ['listReferenceNotFound', 'wrongListKind', 'multipleFaces'] as const;

export const EnrolledObject = Type.Object({
  person_id: Uuid,
  face: FaceObject,
  faces_found: Type.Integer({ description: 'Faces of the photo that passed the thresholds' }),
});

export const ENROLLED = { person_id: EXAMPLE_ID.person, face: FACE, faces_found: 1 };

/** What the rules are given, but who gets the photo. */
export function enrolmentOf(
  query: QueryOf<typeof enrolmentParameters>,
  body: ImageBody,
  signal: AbortSignal,
): Omit<PhotoEnrolment, 'to'> {
  const { faces = 'largest', list_ids = [], ...asked } = query;
  const whole = { ...asked, quality_threshold: undefined, extract_descriptor: true, extract_exif: false };
  return { extraction: { ...extractionOf(whole, body), signal }, which: faces, listIds: list_ids };
}

export type Enrolled = ReturnType<typeof packEnrolled>;

export function packEnrolled({ personId, face, found }: EnrolledPhoto, compatibility: Compatibility) {
  return { person_id: personId, face: packFace(face, compatibility), faces_found: found };
}
