import { LARGEST_PAGE } from '../parts/serviceNumbers.ts';
import type { PersonCard } from './people.ts';
import { ask } from './send.ts';

export type RunKind = 'clusters' | 'duplicates' | 'quality';

/** A look through everything, in the background. */
export interface Run {
  readonly kind: RunKind;
  readonly state: 'running' | 'done' | 'failed' | 'stopped';
  readonly start_time: string;
  readonly end_time: string | null;
  readonly total: number;
  readonly done: number;
  readonly found: number;
}

/** Faces without a person that look alike. */
export interface Cluster {
  readonly id: string;
  readonly size: number;
  readonly likeness: number;
  /** The most typical ones. */
  readonly descriptor_ids: readonly string[];
  readonly suggestion: { readonly person: PersonCard; readonly similarity: number } | null;
}

/** Two people that look like one. */
export interface Pair {
  readonly person: PersonCard;
  readonly other: PersonCard;
  readonly similarity: number;
  readonly descriptor_id: string;
  readonly other_descriptor_id: string;
}

/** A photo that makes searches worse. */
export interface PoorPhoto {
  readonly descriptor_id: string;
  readonly person: PersonCard;
  readonly quality: number | null;
  readonly likeness: number | null;
  readonly reasons: readonly string[];
}

export async function readRuns(signal: AbortSignal): Promise<readonly Run[]> {
  const { runs } = await ask<{ runs: readonly Run[] }>('/ext/1/review/runs', { signal });
  return runs;
}

export const startRun = (kind: RunKind) => ask<Run>('/ext/1/review/runs', { method: 'POST', json: { kind } });
export const stopRun = (kind: RunKind) => ask<void>(`/ext/1/review/runs/${kind}/stop`, { method: 'POST' });

interface Paged {
  readonly next: string | null;
}

export interface ReviewPages {
  readonly clusters: Paged & { readonly clusters: readonly Cluster[] };
  readonly duplicates: Paged & { readonly pairs: readonly Pair[] };
  readonly photos: Paged & { readonly photos: readonly PoorPhoto[] };
}

export function reviewPage<Name extends keyof ReviewPages>(
  name: Name,
  after: string | undefined,
  signal: AbortSignal,
): Promise<ReviewPages[Name]> {
  return ask(`/ext/1/review/${name}`, { query: { after }, signal });
}

/** All faces of a cluster, beyond the typical ones. */
export async function clusterFaces(id: string): Promise<readonly string[]> {
  const faces: string[] = [];
  let after: string | undefined;
  do {
    const query = { limit: LARGEST_PAGE.facesOfGroup, after };
    const page = await ask<Paged & { readonly faces: readonly { readonly descriptor_id: string }[] }>(
      `/ext/1/review/clusters/${id}`,
      { query },
    );
    faces.push(...page.faces.map(({ descriptor_id }) => descriptor_id));
    after = page.next ?? undefined;
  } while (after !== undefined);
  return faces;
}
