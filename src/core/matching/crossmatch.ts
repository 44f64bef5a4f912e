import { isComparable } from '../../domain/comparable.ts';
import type { ListKind } from '../../domain/errors.ts';
import type { ListId } from '../../domain/ids.ts';
import type { PairSearch } from '../../gallery/pairs/pairSearch.ts';
import type { Pair, ProbeGroup } from '../../gallery/pairs/pairs.ts';
import type { ListReader, StoredVector } from '../../store/lists/listFeed.ts';

/** Descriptors between two places where the work may be taken up again: some seconds against a million candidates. */
const STRETCH = 1000;

export interface CrossmatchParts {
  readonly reader: Pick<ListReader, 'vectors'>;
  readonly search: PairSearch;
  readonly modelId: string;
  readonly dimension: number;
  /** 0..1 of a cosine. */
  readonly similarity: (cosine: number) => number;
}

export interface CrossmatchRun {
  /** Its members are the probes, in the order of their ids. */
  readonly listId: ListId;
  readonly kind: ListKind;
  /** Least similarity of a pair, 0..1. */
  readonly threshold: number;
  /** Goes on behind this member. */
  readonly after?: string | undefined;
}

export interface SimilarPair extends Omit<Pair, 'cosine'> {
  readonly similarity: number;
}

/** A part of the work that is done. */
export interface Stretch {
  /** By probe, then best first. */
  readonly pairs: readonly SimilarPair[];
  /** The last member of it: a run after it goes on with the next. */
  readonly last: string;
  /** Persons or descriptors that were compared. */
  readonly probes: number;
  /** Comparisons of two descriptors. */
  readonly comparisons: number;
  /** Descriptors that are not comparable (`domain/comparable.ts`). */
  readonly skipped: number;
}

/**
 * Compares every member of a list with the candidates of a pair search. The same probes give the same pairs however
 * often the work is stopped and taken up again, as long as the lists stay as they are.
 */
export async function* crossmatch(parts: CrossmatchParts, run: CrossmatchRun): AsyncGenerator<Stretch> {
  const { reader } = parts;
  let waiting: StoredVector[] = [];
  for await (const batch of reader.vectors(run.listId, run.kind, run.after)) {
    waiting.push(...batch);
    if (waiting.length < STRETCH) continue;
    yield await compare(parts, run, waiting);
    waiting = [];
  }
  if (waiting.length > 0) yield await compare(parts, run, waiting);
}

async function compare(
  { search, modelId, dimension, similarity }: CrossmatchParts,
  { kind, threshold }: CrossmatchRun,
  vectors: readonly StoredVector[],
): Promise<Stretch> {
  const groups = new Map<string, StoredVector[]>();
  let last = '';
  let compared = 0;
  for (const row of vectors) {
    const key = kind === 'persons' ? row.personId : row.descriptorId;
    // Detached from its person since the list was read.
    if (key === null) continue;
    if (key > last) last = key;
    if (!isComparable(row, { modelId, dimension })) continue;
    compared++;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  const probes = [...groups].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, rows]) => groupOf(rows));
  const found = await search.search(probes);
  const pairs = found.flat().flatMap(({ cosine, ...pair }): SimilarPair[] => {
    const value = similarity(cosine);
    return value >= threshold ? [{ ...pair, similarity: value }] : [];
  });
  return {
    pairs,
    last,
    probes: probes.length,
    comparisons: compared * search.candidates,
    skipped: vectors.length - compared,
  };
}

function groupOf(rows: readonly StoredVector[]): ProbeGroup {
  const descriptors = rows.map(({ descriptorId, vector }) => ({ descriptorId, vector }));
  return { personId: rows[0]?.personId ?? null, descriptors };
}
