import { type TSchema, Type } from 'typebox';
import { EMOTIONS, ETHNICITIES } from '../../domain/estimateNames.ts';

/**
 * Objects that several answers share. Members leave in the order in which they stand here (contract 00 §7.1), but the
 * serializer puts optional ones behind the rest: an object has required members first, or none.
 */

export const Uuid = Type.String({ format: 'uuid' });
export const Count = Type.Integer({ minimum: 0 });
export const Time = Type.String({ description: 'RFC 3339 in UTC with microseconds' });
export const NullableText = Type.Unsafe<string | null>({ type: ['string', 'null'] });
export const NullableUuid = Type.Unsafe<string | null>({ type: ['string', 'null'], format: 'uuid' });

export const PersonObject = Type.Object({
  id: Uuid,
  user_data: Type.String(),
  external_id: NullableText,
  create_time: Time,
  descriptors: Type.Array(Uuid),
  lists: Type.Array(Uuid),
});

export const DescriptorObject = Type.Object({
  id: Uuid,
  last_update: Time,
  person_id: NullableUuid,
  lists: Type.Array(Uuid),
});

const Pixels = Type.Object({
  height: Type.Integer(),
  width: Type.Integer(),
  x: Type.Integer(),
  y: Type.Integer(),
});

export const Share = Type.Number({ minimum: 0, maximum: 1 });

function shares(names: readonly string[]): TSchema {
  return Type.Object(Object.fromEntries(names.map((name) => [name, Share])));
}

const Percent = Type.Integer({ minimum: 0, maximum: 100 });

/** Component measures of `estimate_quality=extended`, an extension. */
export const QUALITY_MEMBERS = [
  'illumination_uniformity',
  'luminance_mean',
  'luminance_variance',
  'under_exposure_prevention',
  'over_exposure_prevention',
  'dynamic_range',
  'sharpness',
  'natural_colour',
  'single_face_present',
  'eyes_open',
  'mouth_closed',
  'inter_eye_distance',
  'head_size',
  'leftward_crop_of_the_face',
  'rightward_crop_of_the_face',
  'margin_above_the_face',
  'margin_below_the_face',
  'head_pose_yaw',
  'head_pose_pitch',
  'head_pose_roll',
] as const;

/** A face as the wire shows it (contract 20). */
export const FaceObject = Type.Object({
  id: Type.Optional(Uuid),
  rect: Type.Optional(Pixels),
  score: Type.Optional(Share),
  rectISO: Type.Optional(Pixels),
  attributes: Type.Optional(
    Type.Object({
      age: Type.Optional(Type.Number()),
      eyeglasses: Type.Optional(Type.Integer({ description: 'LP3 mode only; always 0, see docs/limits.md' })),
      gender: Type.Optional(Share),
      emotions: Type.Optional(Type.Object({ predominant_emotion: Type.String(), estimations: shares(EMOTIONS) })),
      ethnicities: Type.Optional(
        Type.Object({ predominant_ethnicity: Type.String(), estimations: shares(ETHNICITIES) }),
      ),
      head_pose: Type.Optional(Type.Object({ yaw: Type.Number(), pitch: Type.Number(), roll: Type.Number() })),
    }),
  ),
  quality: Type.Optional(
    Type.Object({
      light: Share,
      dark: Share,
      saturation: Share,
      blurriness: Share,
      unified_quality_score: Type.Optional(Percent),
      mask: Type.Optional(Share),
      measures: Type.Optional(Type.Object(Object.fromEntries(QUALITY_MEMBERS.map((name) => [name, Percent])))),
    }),
  ),
});

/** What a policy of a handler does not like in a face that it took, an extension. */
export const FaceWarningObject = Type.Object({
  policy: Type.String({ description: '`quality_policy` or `mask_policy`' }),
  value: Type.Number(),
  limit: Type.Number(),
});

export const Exif = Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true });

export const PersonCandidateObject = Type.Object({
  similarity: Share,
  person_id: Uuid,
  descriptor_id: Uuid,
  user_data: Type.String(),
  external_id: NullableText,
});

export const DescriptorCandidateObject = Type.Object({ id: Uuid, similarity: Share });

export const ErrorObject = Type.Object({
  error_code: Type.Integer(),
  desc: Type.Optional(Type.String({ description: 'Absent in LP3 mode' })),
  detail: Type.Unsafe<unknown>({ description: 'Text; an object for error 11012' }),
});
