import type { EmbedderManifest } from '../../models/own/manifestSchema.ts';
import type { Embedder } from '../embed/embedder.ts';
import { createSimilarity, SAME_PERSON } from '../find/similarity.ts';
import type { Box } from '../geometry/box.ts';
import { ownEmbedder } from '../own/ownEmbedder.ts';
import type { Net } from '../runtime/net.ts';
import type { Check } from './check.ts';
import type { SampleFace } from './sampleFaces.ts';

/** Share of all (same, different) in which the two faces of one person are nearer: below it something is wrong with the crop or the pixels. */
const LEAST_ORDER = 0.99;
/** Share of strangers that may be taken for one person, and of one person's faces that must be, before the calibration is worth a look. */
const [MOST_STRANGERS, LEAST_SAME] = [0.01, 0.9];
/** With more strangers nobody may serve. */
const FAR_TOO_MANY = 0.05;
/** How much better another reading of the pixels must tell people apart before it is worth a look. */
const BETTER = 1.1;

interface People {
  readonly same: readonly number[];
  readonly different: readonly number[];
}

/** Whether the same face is exactly the same, and faces of one person are nearer than those of two. */
export async function tryPeople(manifest: EmbedderManifest, net: Net, faces: readonly SampleFace[]): Promise<Check[]> {
  const model = ownEmbedder(manifest);
  const embed = model.create(() => net);
  const similarity = createSimilarity(model.calibration);
  const selves: number[] = [];
  for (const { picture, points68 } of faces) {
    const [one, other] = [(await embed(picture, points68)).vector, (await embed(picture, points68)).vector];
    selves.push(similarity(dot(one, other)));
  }
  const unlike = selves.filter((self) => self !== 1).length;
  const people = await compare(embed, faces);
  return [
    {
      check: 'self-similarity',
      state: unlike === 0 ? 'ok' : 'bad',
      found: `${selves.length - unlike} of ${selves.length} faces are exactly 1 to themselves`,
      figures: { faces: selves.length, unlike },
    },
    orderCheck(people),
    calibrationCheck(people, similarity),
    await pixelCheck(manifest, net, faces, people),
  ];
}

/** Faces to their poor copies, and a person in two photos; faces of different photos and of the same photo. */
async function compare(embed: Embedder, faces: readonly SampleFace[]): Promise<People> {
  const same: number[] = [];
  const all: { photo: number; box: Box; vector: Float32Array }[] = [];
  for (const { photo, picture, box, points68, copy } of faces) {
    const { vector } = await embed(picture, points68);
    if (copy) same.push(dot(vector, (await embed(copy.picture, copy.points68)).vector));
    all.push({ photo, box, vector });
  }
  const [one, other] = TWICE.map(({ photo, x, y }) => all.find((face) => face.photo === photo && isIn(face.box, x, y)));
  if (one && other) same.push(dot(one.vector, other.vector));
  const different = all.flatMap((one, index) =>
    all
      .slice(index + 1)
      .flatMap((other) => (areStrangers(one.photo, other.photo) ? dot(one.vector, other.vector) : [])),
  );
  return { same, different };
}

/** The one person whom two photos show, by a point of her face: told by eye. */
const TWICE = [
  { photo: 0, x: 1576, y: 327 },
  { photo: 2, x: 1190, y: 362 },
] as const;

function isIn({ left, top, right, bottom }: Box, x: number, y: number): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}

/** The first photo shows somebody whom the third shows, too, and perhaps somebody of the fourth. */
function areStrangers(one: number, other: number): boolean {
  return one !== 0 || (other !== 2 && other !== 3);
}

function orderCheck({ same, different }: People): Check {
  const right = same.reduce((sum, near) => sum + different.filter((far) => near > far).length, 0);
  const order = right / (same.length * different.length);
  const [lowest, highest] = [Math.min(...same), Math.max(...different)];
  const cosines = `cosines ${lowest.toFixed(3)} and more of ${same.length} pairs of one person, ${highest.toFixed(3)} and less of ${different.length} pairs of two people`;
  const figures = { lowest, highest, order };
  if (order < LEAST_ORDER) {
    const share = `in ${((1 - order) * 100).toFixed(1)} % strangers are nearer`;
    return {
      check: 'people',
      state: 'bad',
      found: `${cosines}: ${share}; look at template, colour, mean and deviation`,
      figures,
    };
  }
  const isApart = lowest > highest;
  return {
    check: 'people',
    state: isApart ? 'ok' : 'warning',
    found: isApart
      ? `${cosines}. This shows gross mistakes only: the samples are 22 women in six photos; evaluate measures accuracy`
      : `${cosines}: they overlap, as those of a weak net or a wrong template do`,
    figures,
  };
}

function calibrationCheck({ same, different }: People, similarity: (cosine: number) => number): Check {
  const share = (cosines: readonly number[]) =>
    cosines.filter((cosine) => similarity(cosine) >= SAME_PERSON).length / cosines.length;
  const [ofSame, ofDifferent] = [share(same), share(different)];
  const state =
    ofDifferent > FAR_TOO_MANY ? 'bad' : ofSame >= LEAST_SAME && ofDifferent <= MOST_STRANGERS ? 'ok' : 'warning';
  const counted = `similarity ${SAME_PERSON} takes ${percent(ofSame)} of one person's pairs and ${percent(ofDifferent)} of strangers'`;
  return {
    check: 'calibration',
    state,
    found: state === 'ok' ? counted : `${counted}: look at calibration, and at template, colour, mean and deviation`,
    figures: { ofSame, ofDifferent },
  };
}

/** Whether the other order of channels, or another range of values, tells people apart better: then the manifest is likely wrong. */
async function pixelCheck(
  manifest: EmbedderManifest,
  net: Net,
  faces: readonly SampleFace[],
  people: People,
): Promise<Check> {
  const { input } = manifest;
  const others = [
    {
      what: `colour ${input.colour === 'RGB' ? 'BGR' : 'RGB'}`,
      input: { ...input, colour: input.colour === 'RGB' ? 'BGR' : 'RGB' } as const,
    },
    ...(input.mean === 0
      ? [{ what: 'mean and deviation 127.5', input: { ...input, mean: 127.5, deviation: 127.5 } }]
      : [{ what: 'mean 0 and deviation 1', input: { ...input, mean: 0, deviation: 1 } }]),
  ];
  const given = distance(people);
  const better: string[] = [];
  const figures: Record<string, number> = { given };
  for (const { what, input: other } of others) {
    const reached = distance(
      await compare(
        ownEmbedder({ ...manifest, input: other }).create(() => net),
        faces,
      ),
    );
    figures[what] = reached;
    if (reached > given * BETTER) better.push(what);
  }
  return {
    check: 'pixels',
    state: better.length === 0 ? 'ok' : 'warning',
    found:
      better.length === 0
        ? `no better with ${others.map(({ what }) => what).join(', nor with ')}`
        : `${better.join(' and ')} would tell the samples apart better: look at the manifest's input`,
    figures,
  };
}

/** How far same and different lie apart, in their own spread. */
function distance({ same, different }: People): number {
  const [one, other] = [moments(same), moments(different)];
  return (one.mean - other.mean) / Math.sqrt((one.variance + other.variance) / 2);
}

function moments(values: readonly number[]): { readonly mean: number; readonly variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length };
}

function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at] as number) * (other[at] as number);
  return sum;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;
}
