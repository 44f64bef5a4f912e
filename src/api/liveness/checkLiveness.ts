import { Type } from 'typebox';
import type { Liveness, LivenessEstimate } from '../../core/descriptors/liveness.ts';
import { BadImage, NoFaces } from '../../domain/errors.ts';
import { UnfitForLiveness } from '../../domain/pictures/livenessErrors.ts';
import { ApiError } from '../errors/apiError.ts';
import { mapError } from '../errors/mapError.ts';
import type { Compatibility } from '../operations/compatibility.ts';
import { operation } from '../operations/operation.ts';
import { withImageErrors } from '../wire/body/imageBody.ts';
import { imagesBody, type LabelledImage } from '../wire/body/imagesBody.ts';
import { flag } from '../wire/query/queryParameters.ts';

const LivenessObject = Type.Object({
  prediction: Type.Integer({ description: '1: a living person; 0: not, or not to be told' }),
  estimations: Type.Object({
    probability: Type.Number({ minimum: 0, maximum: 1 }),
    quality: Type.Number({ minimum: 0, maximum: 1 }),
  }),
});

/** Members leave in the order of contract 70, so none is optional: a picture that failed has null. */
const ImageObject = Type.Object({
  filename: Type.String(),
  status: Type.Integer({ description: '1: judged; 0: failed, see error' }),
  liveness: Type.Union([LivenessObject, Type.Null()]),
  error: Type.Object({ error_code: Type.Integer(), desc: Type.String(), detail: Type.String() }),
});

/** POST /liveness (contract 70). One picture after the other: a request does not take the engine for itself. */
export const checkLiveness = operation({
  method: 'POST',
  path: '/liveness',
  tag: 'liveness',
  operationId: 'checkLiveness',
  summary: 'Whether images show living persons, and no prints, screens or masks',
  description:
    'Judges one photo, sent as the body or as a part `images` of multipart/form-data, or several parts. A photo that cannot be judged has its own error in the answer, and the request succeeds. The operator can switch this off.',
  errors: ['featureOff'],
  example: {
    body: 'photo',
    answer: {
      images: [
        {
          filename: 'raw_image',
          status: 1,
          liveness: { prediction: 1, estimations: { probability: 0.97, quality: 0.92 } },
          error: { error_code: 0, desc: 'Success', detail: 'Success' },
        },
      ],
    },
  },
  access: 'account',
  query: { aggregate: flag(false, 'Adds one common result for all images') },
  body: imagesBody(),
  answer: {
    status: 200,
    schema: Type.Object({
      images: Type.Array(ImageObject),
      aggregate_estimations: Type.Optional(Type.Object({ liveness: Type.Union([LivenessObject, Type.Null()]) })),
    }),
  },
  check: async ({ liveness }) => liveness.assertServed(),
  async run({ query, body, liveness, compatibility, signal }) {
    const images: object[] = [];
    const estimates: LivenessEstimate[] = [];
    for (const image of body) {
      const outcome = await checkImage(image, { liveness, compatibility, signal });
      if (!(outcome instanceof ApiError)) estimates.push(outcome);
      images.push(packImage(image.label, outcome));
    }
    const common = liveness.aggregate(estimates);
    return {
      images,
      ...(query.aggregate && { aggregate_estimations: { liveness: common ? packLiveness(common) : null } }),
    };
  },
});

interface Judging {
  readonly liveness: Liveness;
  readonly compatibility: Compatibility;
  readonly signal: AbortSignal;
}

/** An error of one picture is reported with that picture; anything else fails the request. */
async function checkImage(
  image: LabelledImage,
  { liveness, compatibility, signal }: Judging,
): Promise<LivenessEstimate | ApiError> {
  try {
    const body = await image.read();
    return await withImageErrors(body, () => liveness.check(body.image, { handOver: true, signal }));
  } catch (error) {
    const isOfPicture =
      error instanceof BadImage ||
      error instanceof NoFaces ||
      error instanceof UnfitForLiveness ||
      error instanceof ApiError;
    const told = isOfPicture ? mapError(error, compatibility) : undefined;
    if (!told) throw error;
    return told;
  }
}

function packImage(filename: string, outcome: LivenessEstimate | ApiError): object {
  if (outcome instanceof ApiError) {
    const { code, desc } = outcome.entry;
    return { filename, status: 0, liveness: null, error: { error_code: code, desc, detail: String(outcome.detail) } };
  }
  const success = { error_code: 0, desc: 'Success', detail: 'Success' };
  return { filename, status: 1, liveness: packLiveness(outcome), error: success };
}

function packLiveness({ alive, probability, quality }: LivenessEstimate): object {
  return { prediction: alive ? 1 : 0, estimations: { probability, quality } };
}
