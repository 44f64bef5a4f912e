import Type, { type Static, type TSchema } from 'typebox';

/** A member of a manifest: `allowed` says in words what it must be, after "must be". */
const member = <Schema extends TSchema>(schema: Schema, allowed: string): Schema => Object.assign(schema, { allowed });

const closed = { additionalProperties: false } as const;
const finite = { minimum: -1e6, maximum: 1e6 } as const;
const side = Type.Integer({ minimum: 16, maximum: 4096 });
const text = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000-\\u001f]*$' });
const deviation = Type.Number({ exclusiveMinimum: 0, maximum: 1e6 });
const channels = <Schema extends TSchema>(each: Schema) => Type.Union([each, Type.Tuple([each, each, each])]);
/** A path or a name of a tensor; a statement in prose. */
const [SHORT, LONG] = [1024, 2000];

/** How a picture becomes the one input of the net. */
const Input = Type.Object(
  {
    size: member(Type.Tuple([side, side]), '[width, height] in whole pixels, 16..4096 each'),
    layout: member(Type.Enum(['NCHW', 'NHWC']), 'NCHW (channel after channel) or NHWC (pixel after pixel)'),
    colour: member(Type.Enum(['RGB', 'BGR']), 'RGB or BGR, the order of the channels'),
    mean: member(
      channels(Type.Number(finite)),
      'a number, or three for red, green and blue, that is taken off a channel of 0..255',
    ),
    deviation: member(
      channels(deviation),
      'a number above 0, or three for red, green and blue, that the rest is divided by',
    ),
  },
  closed,
);

/** What every manifest has. */
const COMMON = {
  name: member(
    Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{0,31}$' }),
    '1 to 32 small letters, digits, dots, hyphens and underscores, a letter or digit first',
  ),
  file: member(text(SHORT), 'the path of an ONNX file, absolute or beside the manifest'),
  sha256: member(Type.String({ pattern: '^[0-9a-fA-F]{64}$' }), 'the SHA-256 of the file, 64 hexadecimal digits'),
  input: member(Input, 'an object with size, layout, colour, mean and deviation'),
  licence: member(
    Type.Union([text(LONG), Type.Null()]),
    'what the weights may be used for, in words, or null where nobody states it',
  ),
  training_data: member(
    Type.Union([text(LONG), Type.Null()]),
    'what is said of the pictures they were trained with, or null where nothing is',
  ),
  upstream: member(Type.Optional(text(LONG)), 'who made the net and where it comes from'),
  as_is: member(
    Type.Optional(Type.Boolean()),
    'true where the weights must not be touched, not even those that are too small to matter',
  ),
};

const point = Type.Tuple([Type.Number(finite), Type.Number(finite)]);
const tensorName = member(
  Type.Optional(text(SHORT)),
  'the name of an output; it may be left out where the net has one output',
);

const Embedder = Type.Object(
  {
    ...COMMON,
    kind: Type.Literal('embedder'),
    template: member(
      Type.Union([Type.Literal('arcface'), Type.Tuple([point, point, point, point, point])]),
      '"arcface", or where in the crop the left eye, the right eye, the tip of the nose and the corners of the mouth lie as seen, [x, y] each',
    ),
    output: tensorName,
    dimension: member(Type.Integer({ minimum: 8, maximum: 4096 }), 'how many numbers a descriptor has, 8..4096'),
    calibration: member(
      Type.Object(
        {
          half: member(Type.Number({ minimum: -1, maximum: 0.999 }), 'the cosine of similarity 0.5, -1..0.999'),
          same: member(Type.Number({ minimum: -1, maximum: 0.999 }), 'the cosine of similarity 0.9, -1..0.999'),
        },
        closed,
      ),
      'an object with half and same',
    ),
  },
  closed,
);

const Detector = Type.Object(
  {
    ...COMMON,
    kind: Type.Literal('detector'),
    outputs: member(
      Type.Enum(['scrfd', 'yunet']),
      'scrfd or yunet, the detectors whose outputs can be read (docs/own-models.md)',
    ),
    least_score: member(
      Type.Optional(Type.Number({ exclusiveMinimum: 0, exclusiveMaximum: 1 })),
      'from which score on a box is looked at, above 0 and below 1',
    ),
  },
  closed,
);

const Liveness = Type.Object(
  {
    ...COMMON,
    kind: Type.Literal('liveness'),
    output: tensorName,
    classes: member(Type.Integer({ minimum: 1, maximum: 100 }), 'how many numbers the output has, 1..100'),
    live: member(
      Type.Integer({ minimum: 0, maximum: 99 }),
      'which of them stands for a living person, 0 for the first',
    ),
    activation: member(
      Type.Enum(['softmax', 'sigmoid', 'none']),
      'softmax or sigmoid where the numbers are logits, none where they are probabilities',
    ),
    surroundings: member(
      Type.Optional(Type.Number({ minimum: 1, maximum: 10 })),
      "how many times as wide as the detector's box the crop is, 1..10",
    ),
  },
  closed,
);

/** The three kinds of nets that a manifest can bring. Each schema's keyword `allowed` is what errors say. */
export const MANIFEST_SCHEMAS = { embedder: Embedder, detector: Detector, liveness: Liveness } as const;
export type ManifestKind = keyof typeof MANIFEST_SCHEMAS;
export const MANIFEST_KINDS = Object.keys(MANIFEST_SCHEMAS) as readonly ManifestKind[];

/** A manifest as it was read, with where it lies: paths are absolute. */
interface Placed {
  /** Of the manifest itself. */
  readonly path: string;
}
export type EmbedderManifest = Static<typeof Embedder> & Placed;
export type DetectorManifest = Static<typeof Detector> & Placed;
export type LivenessManifest = Static<typeof Liveness> & Placed;
export type OwnManifest = EmbedderManifest | DetectorManifest | LivenessManifest;
export type NetInput = Static<typeof Input>;
