import { eachPair, type RowFile } from './blocks.ts';
import { ScoreHistogram } from './scoreHistogram.ts';
import { TopPairs } from './topPairs.ts';

/** Whose face a row is; −1: unknown, so the row takes part in no comparison. */
export type Identities = Int32Array;

export interface GenuinePair {
  readonly score: number;
  readonly first: number;
  readonly second: number;
}

/** A group that rows may belong to, such as `gender=female`. */
export interface RowGroup {
  readonly name: string;
  readonly has: Uint8Array;
}

export interface GroupScores {
  readonly name: string;
  readonly genuine: readonly number[];
  readonly impostors: ScoreHistogram;
}

export interface PairScores {
  /** All of them: their number grows with the photos of a person, not with the square of all. */
  readonly genuine: readonly GenuinePair[];
  readonly impostors: ScoreHistogram;
  /** Pairs of two people that look most alike, best first. */
  readonly nearest: readonly GenuinePair[];
  /** Within each group: both rows belong to it. */
  readonly groups: readonly GroupScores[];
}

export interface PairQuestion {
  readonly file: RowFile;
  readonly identities: Identities;
  /** Whether a pair of identities counts neither way. */
  readonly isDoubtful: (one: number, other: number) => boolean;
  readonly groups: readonly RowGroup[];
  /** How many of the nearest impostor pairs are kept. */
  readonly nearest: number;
  /** Told of every pair of two people, or of one. */
  readonly onPair?: (first: number, second: number, score: number, isGenuine: boolean) => void;
  readonly onProgress?: (share: number) => void;
}

/** Compares every row with every other one, in memory that does not grow with their number but for the genuine pairs. */
export async function comparePairs(question: PairQuestion): Promise<PairScores> {
  const { file, identities, isDoubtful, onPair } = question;
  const genuine: GenuinePair[] = [];
  const impostors = new ScoreHistogram();
  const top = new TopPairs(question.nearest);
  const groups = question.groups.map(({ name, has }) => ({
    name,
    has,
    genuine: [] as number[],
    impostors: new ScoreHistogram(),
  }));
  await eachPair(
    file,
    (first, second, score) => {
      const [one, other] = [identities[first] as number, identities[second] as number];
      if (one < 0 || other < 0) return;
      const isGenuine = one === other;
      if (!isGenuine && isDoubtful(one, other)) return;
      if (isGenuine) genuine.push({ score, first, second });
      else {
        impostors.add(score);
        top.offer(score, first, second);
      }
      for (const group of groups) {
        if (group.has[first] === 0 || group.has[second] === 0) continue;
        if (isGenuine) group.genuine.push(score);
        else group.impostors.add(score);
      }
      onPair?.(first, second, score, isGenuine);
    },
    question.onProgress,
  );
  return { genuine, impostors, nearest: top.sorted(), groups };
}
