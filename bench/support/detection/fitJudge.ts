import { readFile } from 'node:fs/promises';
import { decodeImage } from '../../../src/vision/decode/decodeImage.ts';
import { DecoderProcess } from '../../../src/vision/decode/isolated/decoderProcess.ts';
import type { FaceFinder } from '../../../src/vision/find/findFaces.ts';
import { toRect } from '../../../src/vision/geometry/box.ts';
import { evidenceOf } from '../../../src/vision/judge/evidence.ts';
import { boundedLogits } from '../../../src/vision/judge/faceScore.ts';
import { createPyramid } from '../../../src/vision/raster/pyramid.ts';
import type { LabelledPicture } from './labelledPictures.ts';
import { fitLogistic, type Observation } from './logistic.ts';
import { matchPicture } from './matchPicture.ts';

const decoder = new DecoderProcess();

/** Sets of masked faces, and what share of the weight of all faces they have: they look like animals to every net. */
const MASKED = ['mask_annot853', 'mask_prajnasb', 'rmfd_part1'];
const SHARE_OF_MASKED = 0.1;
/** The hardest of what is no face, and the share of its pictures that may reach a score of 0.9. */
const HARDEST = 'neg_monkeys';
const SHARE_OF_HARDEST = 0.08;
const NETS = ['keyPoints', 'mesh', 'box'] as const;

interface Finding {
  readonly set: string;
  readonly path: string;
  readonly isFace: boolean;
  readonly features: readonly number[];
}

/** Coefficients for src/vision/judge/faceScore.ts over the faces, and what is none, of `pictures`; a line of text. */
export async function fitJudge(finder: FaceFinder, pictures: readonly LabelledPicture[]): Promise<string> {
  const findings: Finding[] = [];
  for (const picture of pictures) findings.push(...(await findingsOf(finder, picture)));
  const { weights } = fitLogistic(weighted(findings));
  const sum = ({ features }: Finding) =>
    features.reduce((total, value, index) => total + value * (weights[index] ?? 0), 0);
  const hardest = pictures.filter(({ set }) => set === HARDEST).map(({ path }) => path);
  const sums = hardest.map((path) => Math.max(-Infinity, ...findings.filter((one) => one.path === path).map(sum)));
  const limit = sums.sort((a, b) => b - a)[Math.floor(hardest.length * SHARE_OF_HARDEST)] ?? 0;
  const bias = Math.log(0.9 / 0.1) - limit;
  const named = NETS.map((name, index) => `${name} ${(weights[index] ?? 0).toFixed(3)}`);
  return `${findings.length} findings: ${named.join(', ')}, bias ${bias.toFixed(2)}`;
}

async function findingsOf(finder: FaceFinder, { set, path, label }: LabelledPicture): Promise<Finding[]> {
  const image = await decodeImage(await readFile(path), { minSide: 16, maxSide: 4096, decodeSeconds: 10 }, (request) =>
    decoder.decode(request),
  );
  const faces = await finder.all(createPyramid(image));
  const placed = faces.map((face) => ({ rect: toRect(face.box), logits: boundedLogits(evidenceOf(face)) }));
  const { found, wrong } = matchPicture(label, placed, { x: image.width / 2, y: image.height / 2 });
  const finding =
    (isFace: boolean) =>
    ({ logits }: (typeof placed)[number]) => ({ set, path, isFace, features: NETS.map((net) => logits[net]) });
  return [...found.map(finding(true)), ...wrong.map(finding(false))];
}

/** Faces and what is none count the same in all; of the faces, masked ones their share. */
function weighted(findings: readonly Finding[]): Observation[] {
  const groupOf = ({ set, isFace }: Finding) => (isFace ? (MASKED.includes(set) ? 'masked' : 'bare') : 'none');
  const shares = { none: 1, bare: 1 - SHARE_OF_MASKED, masked: SHARE_OF_MASKED };
  const counts = { none: 0, bare: 0, masked: 0 };
  for (const finding of findings) counts[groupOf(finding)]++;
  return findings.map((finding) => ({
    features: finding.features,
    outcome: finding.isFace ? 1 : 0,
    weight: shares[groupOf(finding)] / counts[groupOf(finding)],
  }));
}
