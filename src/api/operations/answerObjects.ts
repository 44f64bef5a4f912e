import { type TSchema, Type } from 'typebox';

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

export const EMOTION_MEMBERS = ['anger', 'disgust', 'fear', 'happiness', 'neutral', 'sadness', 'surprise'] as const;
export const ETHNICITY_MEMBERS = ['asian', 'indian', 'caucasian', 'african_american'] as const;

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
      emotions: Type.Optional(
        Type.Object({ predominant_emotion: Type.String(), estimations: shares(EMOTION_MEMBERS) }),
      ),
      ethnicities: Type.Optional(
        Type.Object({ predominant_ethnicity: Type.String(), estimations: shares(ETHNICITY_MEMBERS) }),
      ),
      head_pose: Type.Optional(Type.Object({ yaw: Type.Number(), pitch: Type.Number(), roll: Type.Number() })),
    }),
  ),
  quality: Type.Optional(Type.Object({ light: Share, dark: Share, saturation: Share, blurriness: Share })),
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
