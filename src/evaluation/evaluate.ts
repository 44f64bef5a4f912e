import type { FaceEngine } from '../vision/face.ts';
import { SAME_PERSON } from '../vision/find/similarity.ts';
import type { Evaluation, TellingPair } from './evaluation.ts';
import { groupNames, measureAttributes } from './measures/attributes.ts';
import { measureDetection } from './measures/detection.ts';
import { discardCurve } from './measures/discard.ts';
import { estimatedGroups } from './measures/estimatedGroups.ts';
import { EVERYBODY, measureGroups } from './measures/groups.ts';
import { SearchWatch } from './measures/identification.ts';
import { measureLiveness } from './measures/liveness.ts';
import { comparePairs, type GenuinePair, type PairScores, type RowGroup } from './measures/pairs/comparePairs.ts';
import { ScoreHistogram } from './measures/pairs/scoreHistogram.ts';
import { measureProtocol } from './measures/protocol.ts';
import { cosineOf, measureVerification, type Verification } from './measures/verification.ts';
import { isStranger } from './photos/asStrangers.ts';
import type { ObservedFace } from './photos/observation.ts';
import type { FaceChoice, ObservationFile } from './photos/observationFile.ts';
import type { Photo, PhotoFolder } from './photos/photo.ts';

export interface EvaluateOptions {
  readonly folder: PhotoFolder;
  readonly file: ObservationFile;
  readonly engine: Pick<FaceEngine, 'modelId' | 'similarity'>;
  readonly embedder: string;
  readonly version: string;
  readonly choice: FaceChoice;
  /** Whether groups of people are also those that the engine takes them for. */
  readonly groups: 'labels' | 'estimates';
  /** Probability from which a face counts as alive. */
  readonly livenessThreshold: number;
  /** How long the engine has looked at photos. */
  readonly lookedFor: number;
  readonly onProgress: (share: number) => void;
}

/** Impostor pairs that are kept for intervals: of more there is no need, of fewer the intervals get coarse. */
const NEAREST = 100_000;
/** Pairs that the report shows. */
const SHOWN = 12;
const HISTOGRAM_BINS = 100;
/** Where quality is judged. */
const DISCARD_FMR = 1e-3;

/** From observations to error rates. */
export async function evaluate(options: EvaluateOptions): Promise<Evaluation> {
  const { folder, file, engine, choice } = options;
  const started = performance.now();
  const { observations } = file;
  const attributes = measureAttributes(folder.photos, observations);
  const liveness = measureLiveness(folder.photos, observations, options.livenessThreshold);
  const compared = await compare(options);
  return {
    folder: folder.root,
    date: new Date().toISOString().slice(0, 10),
    version: options.version,
    embedder: options.embedder,
    modelId: engine.modelId,
    choice,
    strangers: folder.photos.filter(isStranger).length,
    detection: measureDetection(folder.photos, observations),
    ...compared,
    ...(attributes && { attributes }),
    ...(liveness && { liveness }),
    seconds: { looking: options.lookedFor, comparing: (performance.now() - started) / 1000 },
  };
}

/** The photo and the face of each row. */
interface Row {
  readonly photo: Photo;
  readonly face: ObservedFace;
}

async function compare({
  folder,
  file,
  engine,
  onProgress,
  ...options
}: EvaluateOptions): Promise<Partial<Evaluation>> {
  const rows = rowsOf(folder, file);
  const names = [...new Set(rows.flatMap((row) => row?.photo.identity ?? []))].sort();
  if (names.length < 2) return {};
  const numbers = new Map(names.map((name, index) => [name, index]));
  const identities = Int32Array.from(rows, (row) => numbers.get(row?.photo.identity ?? '') ?? -1);
  const doubtful = new Set(
    folder.doubtful.flatMap(([one, other]) => {
      const [a, b] = [numbers.get(one) ?? -1, numbers.get(other) ?? -1];
      return [a * names.length + b, b * names.length + a];
    }),
  );
  const watch = new SearchWatch(identities);
  const scores = await comparePairs({
    file: { rows: rows.length, dimension: file.dimension, read: (start, count) => file.read(start, count) },
    identities,
    isDoubtful: (one, other) => doubtful.has(one * names.length + other),
    groups: groupsOf(rows, options.groups),
    nearest: NEAREST,
    onPair: (first, second, score, isGenuine) => watch.onPair(first, second, score, isGenuine),
    onProgress,
  });
  if (scores.impostors.count === 0) return {};
  const similarity = (cosine: number) => engine.similarity(cosine);
  const groups = measureGroups(scores.groups, cosineOf(SAME_PERSON, similarity), similarity);
  const shown = (pairs: readonly GenuinePair[]) =>
    pairs.slice(0, SHOWN).flatMap((pair) => told(pair, rows, similarity));
  const ofStrangers = { ...(groups.length > 0 && { groups }), falseMatches: shown(scores.nearest) };
  if (scores.genuine.length === 0) return ofStrangers;
  const verification = measureVerification(scores, identities, { similarity });
  const protocol = await runProtocol(folder, file);
  const identification = watch.measure(similarity);
  return {
    ...ofStrangers,
    verification,
    ...(protocol && { protocol }),
    ...(identification && { identification }),
    histograms: histogramsOf(scores),
    discard: discardOf(scores, rows, verification),
    falseNonMatches: shown([...scores.genuine].sort((a, b) => a.score - b.score)),
  };
}

/** Rows of photos that are no longer in the folder, or were looked at again, stay empty. */
function rowsOf({ photos }: PhotoFolder, { rows, observations }: ObservationFile): (Row | undefined)[] {
  const found = new Array<Row | undefined>(rows).fill(undefined);
  for (const photo of photos) {
    const face = observations.get(photo.file)?.face;
    if (face) found[face.row] = { photo, face };
  }
  return found;
}

function groupsOf(rows: readonly (Row | undefined)[], by: EvaluateOptions['groups']): RowGroup[] {
  const told = rows.map((row) => row && { identity: row.photo.identity, face: row.face });
  const estimated = by === 'estimates' ? estimatedGroups(told) : [];
  const groups = new Map<string, Uint8Array>();
  rows.forEach((row, index) => {
    for (const name of row ? [EVERYBODY, ...groupNames(row.photo), ...(estimated[index] ?? [])] : []) {
      const has = groups.get(name) ?? new Uint8Array(rows.length);
      has[index] = 1;
      groups.set(name, has);
    }
  });
  // Beside no other group everybody is no group.
  return groups.size > 1 ? [...groups].map(([name, has]) => ({ name, has })) : [];
}

async function runProtocol({ protocol }: PhotoFolder, file: ObservationFile) {
  const rowOf = (name: string) => file.observations.get(name)?.face?.row;
  const scores = new Map<unknown, number>();
  for (const pair of protocol) {
    const [one, other] = [rowOf(pair.first), rowOf(pair.second)];
    if (one === undefined || other === undefined) continue;
    const [a, b] = [await file.read(one, 1), await file.read(other, 1)];
    scores.set(
      pair,
      a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0),
    );
  }
  return measureProtocol(protocol, (pair) => scores.get(pair));
}

function histogramsOf({ genuine, impostors }: PairScores) {
  const histogram = new ScoreHistogram();
  for (const { score } of genuine) histogram.add(score);
  return { genuine: histogram.shares(HISTOGRAM_BINS), impostors: impostors.shares(HISTOGRAM_BINS) };
}

function discardOf({ genuine }: PairScores, rows: readonly (Row | undefined)[], { points }: Verification) {
  const cosine = points.find(({ fmr }) => fmr === DISCARD_FMR)?.cosine ?? 1;
  const curve = (name: string, of: (face: ObservedFace) => number) =>
    discardCurve(
      name,
      genuine,
      Float32Array.from(rows, (row) => (row ? of(row.face) : 0)),
      cosine,
    );
  return [
    curve('unified quality score', ({ unified }) => unified ?? 0),
    curve('score of the face', ({ score }) => score),
    curve('blurriness', ({ quality }) => quality?.blurriness ?? 0),
    curve('light and dark', ({ quality }) => Math.min(quality?.light ?? 0, quality?.dark ?? 0)),
    curve('size of the face', ({ rect }) => Math.min(rect.width, rect.height)),
    curve('frontal pose', ({ headPose }) => -Math.max(Math.abs(headPose?.yaw ?? 90), Math.abs(headPose?.pitch ?? 90))),
  ];
}

function told(
  { first, second, score }: GenuinePair,
  rows: readonly (Row | undefined)[],
  similarity: (cosine: number) => number,
): TellingPair[] {
  const [one, other] = [rows[first], rows[second]];
  if (!one || !other) return [];
  const photo = ({ photo: { file, identity = '' } }: Row) => ({ file, identity });
  return [{ similarity: similarity(score), cosine: score, first: photo(one), second: photo(other) }];
}
