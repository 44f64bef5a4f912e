import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false } as const;

function action(what: string) {
  return Type.Unsafe<'none' | 'warn' | 'refuse'>({
    type: 'string',
    enum: ['none', 'warn', 'refuse'],
    default: 'none',
    description: `What happens to ${what}: nothing, a warning in the answer, or a refusal, and nothing is stored`,
  });
}

function limit(maximum: number, description: string) {
  return Type.Unsafe<number | null>({ type: ['number', 'null'], minimum: 0, maximum, default: null, description });
}

/** What null stands for (docs/accuracy.md). */
export const LEAST_QUALITY = 30;
export const MASKED = 0.5;

/** Faces that can be recognised well enough. */
export const QualityPolicy = Type.Object(
  {
    action: action('a face of poor quality'),
    quality_threshold: limit(100, `Least unified quality score; null: ${LEAST_QUALITY}`),
  },
  closed,
);

/** Faces that are not hidden. */
export const MaskPolicy = Type.Object(
  {
    action: action('a face whose mouth and chin are hidden'),
    mask_threshold: limit(1, `Likelihood of a mask from which on the face counts as masked; null: ${MASKED}`),
  },
  closed,
);

/** Extensions that every handler has: absent until a client sets them, and again after null. */
export const FACE_POLICIES = {
  quality_policy: Type.Optional(QualityPolicy),
  mask_policy: Type.Optional(MaskPolicy),
} as const;

export interface FacePolicies {
  readonly quality_policy?: Static<typeof QualityPolicy> | undefined;
  readonly mask_policy?: Static<typeof MaskPolicy> | undefined;
}
