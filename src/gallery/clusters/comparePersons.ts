import { dot } from './averageLinkage.ts';
import type { Compared, LikePersons, PersonJob } from './clusterJobs.ts';
import { nearPairs } from './nearPairs.ts';

/** Others that one person may be. */
const PAIRS_OF_ONE = 5;
/** Fewer say nothing of what a person looks like. */
const LEAST_FACES = 3;

/** Compares persons by the means of their faces, and each face with the mean of the others of its person. */
export async function comparePersons(
  rows: Float32Array,
  { dimension, persons, threshold, mostPairs, unlikeBelow }: Omit<PersonJob, 'kind' | 'vectors' | 'progress'>,
  onPass: (rows: number) => void,
): Promise<Compared> {
  const rowOf = (row: number) => rows.subarray(row * dimension, (row + 1) * dimension);
  const firsts = firstRows(persons);
  const means = new Float32Array(firsts.length * dimension);
  const unlike: { row: number; cosine: number }[] = [];
  for (const [person, first] of firsts.entries()) {
    const end = firsts[person + 1] ?? persons.length;
    const sum = new Float32Array(dimension);
    for (let row = first; row < end; row++) add(sum, rowOf(row), 1);
    means.set(unit(sum), person * dimension);
    if (end - first < LEAST_FACES) continue;
    for (let row = first; row < end; row++) {
      const others = Float32Array.from(sum);
      add(others, rowOf(row), -1);
      const cosine = dot(unit(others), rowOf(row));
      if (cosine < unlikeBelow) unlike.push({ row, cosine });
    }
  }
  const rules = { cosineThreshold: threshold, limit: PAIRS_OF_ONE };
  const near = threshold > 1 ? [] : await nearPairs(means, dimension, rules, onPass);
  const best = [...near].sort((a, b) => b.cosine - a.cosine).slice(0, mostPairs);
  const pairs = best.map(({ one, other, cosine }): LikePersons => {
    const [ofOne, ofOther] = [one, other].map((person) => rowsOf(firsts, person, persons.length)) as [
      number[],
      number[],
    ];
    return { one, other, cosine, ...likest(ofOne, ofOther, (a, b) => dot(rowOf(a), rowOf(b))) };
  });
  return { pairs, unlike: unlike.sort((a, b) => a.cosine - b.cosine) };
}

/** Faces of one person that are compared with those of another one. */
const MOST_COMPARED = 50;

function likest(ofOne: readonly number[], ofOther: readonly number[], cosineOf: (a: number, b: number) => number) {
  let found = { rowOfOne: ofOne[0] ?? 0, rowOfOther: ofOther[0] ?? 0 };
  let best = Number.NEGATIVE_INFINITY;
  for (const rowOfOne of ofOne.slice(0, MOST_COMPARED)) {
    for (const rowOfOther of ofOther.slice(0, MOST_COMPARED)) {
      const cosine = cosineOf(rowOfOne, rowOfOther);
      if (cosine <= best) continue;
      best = cosine;
      found = { rowOfOne, rowOfOther };
    }
  }
  return found;
}

function firstRows(persons: Int32Array): number[] {
  return Array.from(persons.keys()).filter((row) => row === 0 || persons[row] !== persons[row - 1]);
}

function rowsOf(firsts: readonly number[], person: number, count: number): number[] {
  const first = firsts[person] ?? 0;
  return Array.from({ length: (firsts[person + 1] ?? count) - first }, (_, index) => first + index);
}

function add(sum: Float32Array, row: Float32Array, factor: number): void {
  for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] as number) + factor * (row[at] as number);
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector)) || 1;
  return vector.map((value) => value / length);
}
