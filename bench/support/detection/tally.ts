import type { Verdict } from './matchPicture.ts';

interface Scored {
  readonly score: number;
}

/** Figures of one set; `at` has them by threshold of the score. */
export interface SetReport {
  readonly set: string;
  readonly pictures: number;
  readonly labelled: number;
  readonly at: readonly {
    readonly threshold: number;
    readonly found: number;
    readonly wrong: number;
    readonly picturesWithWrong: number;
  }[];
  /** Labelled faces by what they are and how large. */
  readonly groups: readonly { readonly name: string; readonly labelled: number; readonly found: number }[];
  /** Faces by score, ten bins from 0 to 1: labelled ones, and what is no face. */
  readonly histogram: { readonly found: readonly number[]; readonly wrong: readonly number[] };
}

const THRESHOLDS = [0, 0.5, 0.9];

export function tally(set: string, verdicts: readonly Verdict<Scored>[]): SetReport {
  const found = verdicts.flatMap((verdict) => verdict.found);
  const wrong = verdicts.flatMap((verdict) => verdict.wrong);
  const from = (faces: readonly Scored[], threshold: number) => faces.filter(({ score }) => score >= threshold).length;
  return {
    set,
    pictures: verdicts.length,
    labelled: verdicts.reduce((sum, { labelled }) => sum + labelled, 0),
    at: THRESHOLDS.map((threshold) => ({
      threshold,
      found: from(found, threshold),
      wrong: from(wrong, threshold),
      picturesWithWrong: verdicts.filter((verdict) => from(verdict.wrong, threshold) > 0).length,
    })),
    groups: groupsOf(verdicts.flatMap(({ groups }) => groups)),
    histogram: { found: histogramOf(found), wrong: histogramOf(wrong) },
  };
}

function groupsOf(labels: Verdict<Scored>['groups']): SetReport['groups'] {
  const names = [...new Set(labels.map(({ name }) => name))].sort();
  return names.map((name) => {
    const of = labels.filter((label) => label.name === name);
    return { name, labelled: of.length, found: of.filter(({ found }) => found).length };
  });
}

function histogramOf(faces: readonly Scored[]): number[] {
  const bins = new Array<number>(10).fill(0);
  for (const { score } of faces) {
    const bin = Math.min(9, Math.floor(score * 10));
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  return bins;
}
