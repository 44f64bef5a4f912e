import { arcCrop } from '../../embed/arcCrop.ts';
import { lengthOf } from '../../embed/embedder.ts';
import { FR_LAYOUT, runFr } from '../../embed/fr.ts';
import { FR_CENTRE } from '../../embed/frPlusCentre.ts';
import { runFaceres } from '../../estimate/attributes.ts';
import { EXPRESSION_AT, runExpression } from '../../estimate/emotions.ts';
import type { FoundFace } from '../../find/foundFace.ts';
import { ibug68 } from '../../landmarks/landmarks.ts';
import type { Pyramid } from '../../raster/pyramid.ts';
import type { Net } from '../../runtime/net.ts';

/** Nets that are made for something else, and say by the way how much like a person's a face is. */
export interface OpinionNets {
  readonly expression: Net;
  readonly faceres: Net;
  /** As `fr+` has it. */
  readonly fr: Net;
}

export interface SecondOpinions {
  /** Logarithm of the share of fear, what the expression net takes a muzzle for. */
  readonly fear: number;
  /** Entropy of the distribution of ages: the net has no age for an animal. */
  readonly ageDoubt: number;
  /** Length of the descriptor of `fr` along what all faces have in common (`embed/frPlusCentre.ts`): about 0 for what is no face. */
  readonly likeness: number;
}

/** Keeps the logarithms finite. */
const LEAST_SHARE = 1e-5;
const FR_CENTRE_LENGTH = lengthOf(FR_CENTRE);

export async function secondOpinionsOf(
  { expression, faceres, fr }: OpinionNets,
  picture: Pyramid,
  { mesh }: FoundFace,
): Promise<SecondOpinions> {
  const points68 = ibug68(mesh);
  const emotions = await runExpression(expression, picture, mesh, points68);
  const { ages } = await runFaceres(faceres, picture, mesh);
  const ofFr = await runFr(fr, arcCrop(picture, points68, FR_LAYOUT), FR_CENTRE.length);
  return {
    fear: Math.log((emotions[EXPRESSION_AT.fear] as number) + LEAST_SHARE),
    ageDoubt: entropyOf(ages),
    likeness: ofFr.reduce((sum, value, index) => sum + value * (FR_CENTRE[index] as number), 0) / FR_CENTRE_LENGTH,
  };
}

/** 0 where one share has all, the logarithm of their number where all are equal. */
export function entropyOf(shares: Float32Array): number {
  const total = shares.reduce((sum, share) => sum + share + LEAST_SHARE, 0);
  return shares.reduce((sum, share) => {
    const part = (share + LEAST_SHARE) / total;
    return sum - part * Math.log(part);
  }, 0);
}
