import { arcCrop } from '../../embed/arcCrop.ts';
import type { FoundFace } from '../../find/foundFace.ts';
import { ibug68 } from '../../landmarks/landmarks.ts';
import { measureLowerFace } from '../../quality/lowerFace.ts';
import type { Pyramid } from '../../raster/pyramid.ts';
import { RAW_RGB } from '../../raster/tensorLayout.ts';
import type { Net } from '../../runtime/net.ts';
import { type FaceJudge, judgeByLandmarks, LEAST_MESH_SCORE } from '../faceJudge.ts';
import { scoreOf } from '../faceScore.ts';
import { createHumanity } from '../objects/humanity.ts';
import { coverOf } from '../weakFace.ts';
import { CERTAIN_SCORE, type Company, companyOf, LIKELY_SCORE, sideOf } from './company.ts';
import { eyeShadeOf } from './eyeShade.ts';
import { type OpinionNets, secondOpinionsOf } from './secondOpinions.ts';
import { LEAST_HUMANITY, LEAST_SUM, type Measures, sumOfVoices } from './voices.ts';
import { wideLooksOf } from './wideLooks.ts';

export interface DoubtNets extends OpinionNets {
  readonly keyPoints: Net;
  /** People and animals of a picture. */
  readonly objects: Net;
}

/** Pixels. What is smaller says too little to be a face against the three nets. */
const SMALLEST = 12;
/** Pixels. A face of this size has key points: what has none is an elbow or a shirt, whatever other nets say of it. */
const LARGE = 80;
const LEAST_KEY_POINTS_OF_LARGE = 0.4;
/** Findings of one picture, the largest first, about which more nets are asked: a picture made of doubts must not cost seconds. */
const MOST_ASKED = 48;
/** Of the picture's smaller side: round a larger face there is little to look at, which would count against it. */
const FILLS_PICTURE = 0.7;

/**
 * Asks more nets where the three that every face is shown to leave a doubt: faces in masks, small and turned ones, and animals look alike to
 * these. A photo with a certain face keeps what it had, and asks nobody, unless it shows a crowd: most of what is in doubt beside a certain face
 * is none, and a box more is worse there than one less. An opinion costs a few tens of milliseconds, and as much again once a picture.
 */
export function createDoubtJudge(nets: DoubtNets): FaceJudge {
  const humanityOf = createHumanity(nets.objects);
  return async (picture, face, seen) => {
    const company = companyOf(face, seen);
    const isCertain = scoreOf(face) >= CERTAIN_SCORE;
    const wasFound = !face.box.isExtra && (await judgeByLandmarks(picture, face, seen));
    if (wasFound && (isCertain || company.isWithCertain)) return true;
    const sumOf = async (humanity: number) => sumOfVoices(await measuresOf(nets, picture, face, humanity));
    if (wasFound && isLikelyCloseUp(picture, face)) {
      const humanity = await humanityOf(picture, face);
      return humanity >= 0 || (await sumOf(humanity)) >= LEAST_SUM.closeUp;
    }
    if (company.isWithCertain && !company.isInCrowd) return false;
    if (!wasFound && isNoFaceOfItsOwn(face, company)) return false;
    if (isCertain || seen.indexOf(face) >= MOST_ASKED) return isCertain || wasFound;
    const humanity = await humanityOf(picture, face);
    if (humanity < LEAST_HUMANITY) return false;
    return (await sumOf(humanity)) >= (company.isInCrowd ? LEAST_SUM.inCrowd : LEAST_SUM.alone);
  };
}

function isLikely(face: FoundFace): boolean {
  return face.mesh.score >= LEAST_MESH_SCORE && scoreOf(face) >= LIKELY_SCORE;
}

function isNoFaceOfItsOwn(face: FoundFace, { isInCrowd, isDwarfed, overlapsLikely }: Company): boolean {
  const side = sideOf(face);
  const lacksKeyPoints = side >= LARGE && face.keyPoints.score < LEAST_KEY_POINTS_OF_LARGE;
  return side < SMALLEST || lacksKeyPoints || overlapsLikely || (isDwarfed && !isInCrowd);
}

function isLikelyCloseUp(picture: Pyramid, face: FoundFace): boolean {
  return isLikely(face) && sideOf(face) >= FILLS_PICTURE * Math.min(picture.width, picture.height);
}

async function measuresOf(nets: DoubtNets, picture: Pyramid, face: FoundFace, humanity: number): Promise<Measures> {
  const pixels = arcCrop(picture, ibug68(face.mesh), RAW_RGB);
  return {
    humanity,
    angle: face.mesh.frame.angle,
    cover: coverOf(measureLowerFace(pixels)),
    eyeShade: eyeShadeOf(pixels),
    ...(await wideLooksOf(nets.keyPoints, picture, face)),
    ...(await secondOpinionsOf(nets, picture, face)),
  };
}
