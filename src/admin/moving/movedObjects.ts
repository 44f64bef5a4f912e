import { Type } from 'typebox';
import type { DescriptorId, HandlerId } from '../../domain/ids.ts';
import { TEXT_LENGTH } from '../../domain/textLengths.ts';
import { TIME_PATTERN, type Timestamp } from '../../domain/time.ts';
import { idText, ListIdText, PersonIdText, TokenIdText, text } from '../schemas.ts';

const closed = { additionalProperties: false } as const;

export const DescriptorIdText = idText<DescriptorId>();
/** Six decimals, as the API writes times. */
export const TimeText = Type.Unsafe<Timestamp>({ type: 'string', pattern: TIME_PATTERN });
export const Base64 = Type.String({ pattern: '^[A-Za-z0-9+/]*={0,2}$' });

export const MovedToken = Type.Object({ token: TokenIdText, token_data: text(TEXT_LENGTH.data) }, closed);

export const MovedList = Type.Object(
  {
    list_id: ListIdText,
    kind: Type.Enum(['persons', 'descriptors']),
    list_data: text(TEXT_LENGTH.data),
    create_time: TimeText,
  },
  closed,
);

export const MovedPerson = Type.Object(
  {
    id: PersonIdText,
    user_data: text(TEXT_LENGTH.data),
    external_id: Type.Union([text(TEXT_LENGTH.externalId), Type.Null()]),
    create_time: TimeText,
    descriptors: Type.Array(DescriptorIdText),
    lists: Type.Array(ListIdText),
  },
  closed,
);

/** JPEG as base64. */
export const PortraitObject = Type.Object(
  { image: Base64, thumbnails: Type.Record(Type.String({ pattern: '^[0-9]{1,4}$' }), Base64) },
  closed,
);

export const FaceObject = Type.Object(
  {
    model_id: text(TEXT_LENGTH.modelId, 1),
    vector: Type.Unsafe<string>({ ...Base64, description: 'float32, little endian' }),
    portrait: Type.Union([PortraitObject, Type.Null()]),
  },
  closed,
);

export const MovedDescriptor = Type.Object(
  {
    id: DescriptorIdText,
    last_update: TimeText,
    lists: Type.Array(ListIdText),
    face: Type.Optional(FaceObject),
  },
  closed,
);

export const MovedHandler = Type.Object(
  {
    handler_id: idText<HandlerId>(),
    kind: Type.Enum(['extractor', 'identify', 'verify']),
    version: Type.Integer({ minimum: 1 }),
    policies: Type.Record(Type.String(), Type.Unknown()),
  },
  closed,
);
