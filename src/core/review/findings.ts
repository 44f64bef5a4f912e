import type { DescriptorId, FindingId, PersonId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import type { Compared, Grouped } from '../../gallery/clusters/clusterJobs.ts';
import type { Finding } from '../../store/ports/review/reviewRuns.ts';

export type NewFinding = Omit<Finding, 'place'>;

/** Faces that look like one person. */
export interface ClusterBody {
  /** The most typical first. */
  readonly faces: readonly { readonly id: DescriptorId; readonly likeness: number }[];
  /** Mean likeness of its faces to their mean. */
  readonly likeness: number;
  /** The known person that they look like. */
  readonly suggestion: { readonly personId: PersonId; readonly similarity: number } | null;
}

/** Two persons that may be one. */
export interface PairBody {
  readonly personId: PersonId;
  readonly otherId: PersonId;
  readonly similarity: number;
  readonly descriptorId: DescriptorId;
  readonly otherDescriptorId: DescriptorId;
}

/** A photo that is to be looked at. */
export interface PhotoBody {
  readonly descriptorId: DescriptorId;
  readonly personId: PersonId;
  /** Similarity to the person's other photos. */
  readonly likeness: number;
}

/** The body of a finding, as this module wrote it. */
export function bodyOf<Body>({ body }: Pick<Finding, 'body'>): Body {
  return body as unknown as Body;
}

/** A group that takes part in the search for a known person: its number and its most typical face. */
export interface GroupHead {
  readonly rows: readonly number[];
  readonly likeness: number;
}

/** Groups from the largest to the smallest, the rows of each from the most typical on. */
export function groupsOf({ groups, likeness }: Grouped): readonly GroupHead[] {
  const rowsOf = new Map<number, number[]>();
  for (const [row, group] of groups.entries()) {
    const rows = rowsOf.get(group);
    if (rows) rows.push(row);
    else rowsOf.set(group, [row]);
  }
  const of = (row: number) => likeness[row] ?? 0;
  return [...rowsOf.values()]
    .map((rows) => ({
      rows: rows.sort((a, b) => of(b) - of(a) || a - b),
      likeness: rows.reduce((sum, row) => sum + of(row), 0) / rows.length,
    }))
    .sort((a, b) => b.rows.length - a.rows.length || b.likeness - a.likeness);
}

/** @param similarity 0..1 of a cosine */
export function clusterFindings(
  heads: readonly GroupHead[],
  ids: readonly DescriptorId[],
  { likeness }: Grouped,
  suggestions: ReadonlyMap<number, { readonly personId: PersonId; readonly cosine: number }>,
  similarity: (cosine: number) => number,
): readonly NewFinding[] {
  return heads.map(({ rows, likeness: mean }, index) => {
    const suggested = suggestions.get(index);
    const body: ClusterBody = {
      faces: rows.map((row) => ({ id: ids[row] as DescriptorId, likeness: rounded(similarity(likeness[row] ?? 0)) })),
      likeness: rounded(similarity(mean)),
      suggestion: suggested
        ? { personId: suggested.personId, similarity: rounded(similarity(suggested.cosine)) }
        : null,
    };
    return newFinding(rows.length, body);
  });
}

export function pairFindings(
  { pairs }: Compared,
  persons: readonly PersonId[],
  ids: readonly DescriptorId[],
  similarity: (cosine: number) => number,
): readonly NewFinding[] {
  return pairs.map(({ one, other, cosine, rowOfOne, rowOfOther }) => {
    const body: PairBody = {
      personId: persons[one] as PersonId,
      otherId: persons[other] as PersonId,
      similarity: rounded(similarity(cosine)),
      descriptorId: ids[rowOfOne] as DescriptorId,
      otherDescriptorId: ids[rowOfOther] as DescriptorId,
    };
    return newFinding(2, body);
  });
}

export function photoFindings(
  { unlike }: Compared,
  owners: readonly PersonId[],
  ids: readonly DescriptorId[],
  similarity: (cosine: number) => number,
): readonly NewFinding[] {
  return unlike.map(({ row, cosine }) => {
    const body: PhotoBody = {
      descriptorId: ids[row] as DescriptorId,
      personId: owners[row] as PersonId,
      likeness: rounded(similarity(cosine)),
    };
    return newFinding(1, body);
  });
}

function newFinding(faces: number, body: object): NewFinding {
  return { findingId: newId<FindingId>(), faces, body: { ...body } };
}

/** Four digits say all there is to say. */
function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
