import type { Emotion } from '../../../src/domain/estimateNames.ts';
import type { Rect } from '../../../src/vision/face.ts';
import type { Dataset, Group, Photo } from './dataset.ts';
import { inParallel } from './inParallel.ts';
import { type ErrorRates, errorRates, type Trial, trueAcceptRate } from './rates.ts';
import type { ObservedFace, Subject } from './subject.ts';

export interface Verification {
  readonly set: string;
  readonly genuine: number;
  readonly impostors: number;
  /** True accept rate at a false accept rate of 1e-3. */
  readonly tar: number;
  readonly thresholds: readonly ErrorRates[];
  readonly highestImpostor: number;
}

export interface AccuracyReport {
  readonly subject: string;
  /** By set of pairs, and over all of them. */
  readonly verification: readonly Verification[];
  readonly detection: { readonly faces: number; readonly found: number; readonly extras: number };
  readonly photosWithoutFace: readonly string[];
  readonly gender: { readonly right: number; readonly of: number };
  readonly age: { readonly meanError: number; readonly of: number };
  readonly emotions: readonly { readonly condition: string; readonly right: number; readonly of: number }[];
}

const FALSE_ACCEPT_RATE = 1e-3;
const THRESHOLDS = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99];
/** What the posed conditions of the Yale set should be read as. */
const EMOTION_OF: Readonly<Record<string, Emotion>> = {
  happy: 'happiness',
  surprised: 'surprise',
  normal: 'neutral',
  noglasses: 'neutral',
  glasses: 'neutral',
};

export async function measureAccuracy<Handle>(
  subject: Subject<Handle>,
  data: Dataset,
  concurrency: number,
): Promise<AccuracyReport> {
  const files = [...new Set([...data.photos, ...data.groups].map(({ file }) => file))];
  const found = new Map<string, ObservedFace<Handle>[]>();
  await inParallel(files, concurrency, async (file) => {
    found.set(file, await subject.observe(file, await data.read(file)));
  });
  const mainFaces = new Map(files.map((file) => [file, mainFace(found.get(file) ?? [])]));
  const trials = await compareAll(subject, data, mainFaces);
  const sets = [...new Set(trials.map(({ set }) => set))];
  return {
    subject: subject.name,
    verification: [
      ...sets.map((set) =>
        verify(
          set,
          trials.filter((trial) => trial.set === set),
        ),
      ),
      verify('all', trials),
    ],
    detection: countDetections(data.groups, found),
    photosWithoutFace: data.photos.map(({ file }) => file).filter((file) => !mainFaces.get(file)),
    ...labelErrors(data.photos, mainFaces),
  };
}

function verify(set: string, trials: readonly Trial[]): Verification {
  const genuine = trials.filter(({ same }) => same).length;
  return {
    set,
    genuine,
    impostors: trials.length - genuine,
    tar: trueAcceptRate(trials, FALSE_ACCEPT_RATE),
    thresholds: THRESHOLDS.map((threshold) => errorRates(trials, threshold)),
    highestImpostor: trials.reduce(
      (highest, { same, similarity }) => (same ? highest : Math.max(highest, similarity)),
      0,
    ),
  };
}

/** The labels are of the photo's subject, which is the largest face. */
function mainFace<Handle>(faces: readonly ObservedFace<Handle>[]): ObservedFace<Handle> | undefined {
  const area = ({ width, height }: Rect) => width * height;
  return [...faces].sort((a, b) => area(b.rect) - area(a.rect))[0];
}

/** A pair with a photo in which no face was found is a pair that does not match. */
async function compareAll<Handle>(
  subject: Subject<Handle>,
  data: Dataset,
  faces: ReadonlyMap<string, ObservedFace<Handle> | undefined>,
): Promise<(Trial & { set: string })[]> {
  const trials: (Trial & { set: string })[] = [];
  for (const [first, pairs] of groupBy(data.pairs, (pair) => pair.first)) {
    const reference = faces.get(first);
    const comparable = pairs.flatMap((pair) => {
      const candidate = faces.get(pair.second);
      return reference && candidate ? [{ pair, handle: candidate.handle }] : [];
    });
    const similarities = reference
      ? await subject.compare(
          reference.handle,
          comparable.map(({ handle }) => handle),
        )
      : [];
    const byPair = new Map(comparable.map(({ pair }, index) => [pair, similarities[index] ?? 0]));
    for (const pair of pairs) trials.push({ similarity: byPair.get(pair) ?? 0, same: pair.same, set: pair.set });
  }
  return trials;
}

/** Each nose takes one box that it lies in; boxes that are left are extras. */
function countDetections(
  groups: readonly Group[],
  found: ReadonlyMap<string, readonly ObservedFace<unknown>[]>,
): AccuracyReport['detection'] {
  const count = { faces: 0, found: 0, extras: 0 };
  for (const { file, noses } of groups) {
    const left = new Set(found.get(file)?.map(({ rect }) => rect));
    count.faces += noses.length;
    for (const { x, y } of noses) {
      const hit = [...left].find(
        (rect) => x >= rect.x && x <= rect.x + rect.width && y >= rect.y && y <= rect.y + rect.height,
      );
      if (!hit) continue;
      left.delete(hit);
      count.found++;
    }
    count.extras += left.size;
  }
  return count;
}

function labelErrors<Handle>(
  photos: readonly Photo[],
  faces: ReadonlyMap<string, ObservedFace<Handle> | undefined>,
): Pick<AccuracyReport, 'gender' | 'age' | 'emotions'> {
  const gender = { right: 0, of: 0 };
  const ageErrors: number[] = [];
  const emotions = new Map<string, { condition: string; right: number; of: number }>();
  for (const { file, tags } of photos) {
    const face = faces.get(file);
    const sex = tags.get('gender');
    if (sex) {
      gender.of++;
      if (face && face.gender >= 0.5 === (sex === 'male')) gender.right++;
    }
    const age = tags.get('age');
    if (age && face) ageErrors.push(Math.abs(face.age - Number(age)));
    const condition = tags.get('condition') ?? '';
    const expected = EMOTION_OF[condition];
    if (!expected) continue;
    const row = emotions.get(condition) ?? { condition, right: 0, of: 0 };
    emotions.set(condition, row);
    row.of++;
    if (face?.emotion === expected) row.right++;
  }
  const meanError = ageErrors.reduce((sum, error) => sum + error, 0) / ageErrors.length;
  return { gender, age: { meanError, of: ageErrors.length }, emotions: [...emotions.values()] };
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(item);
  }
  return groups;
}
