import { Unavailable } from '../../domain/errors.ts';
import { type AccountId, type DescriptorId, newId, type PersonId } from '../../domain/ids.ts';
import type { Clock } from '../../domain/time.ts';
import { ClusterProgress, type FaceClusters, RowCollector } from '../../gallery/clusters/faceClusters.ts';
import type { FaceKey, ReviewRun, RunKind } from '../../store/ports/review/reviewRuns.ts';
import type { Store } from '../../store/store.ts';
import { cosineThreshold } from '../matching/cosineThreshold.ts';
import { clusterFindings, groupsOf, type NewFinding, pairFindings, photoFindings } from './findings.ts';
import { facesOf, suggestPersons } from './suggestPersons.ts';

/** Searches for what is to be reviewed, in the background. */
export interface ReviewRuns {
  /**
   * Starts a run, or answers the one of the kind that runs.
   * @param threshold least similarity, 0..1; the default fits the kind
   * @throws Unavailable when too many wait on this node
   */
  start(accountId: AccountId, kind: RunKind, threshold?: number): Promise<ReviewRun>;
  /** The latest of each kind. */
  list(accountId: AccountId): Promise<readonly ReviewRun[]>;
  stop(accountId: AccountId, kind: RunKind): Promise<void>;
  /** Resolves when no run of this node is under way. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface ReviewRunParts {
  readonly store: Store;
  readonly clusters: FaceClusters;
  readonly modelId: string;
  readonly dimension: number;
  /** 0..1 of a cosine; grows with it. */
  readonly similarity: (cosine: number) => number;
  readonly clock: Clock;
  /** Told of a run that failed. */
  readonly onFailed: (accountId: AccountId, kind: RunKind, error: unknown) => void;
}

/** Faces of one run: a few hundred megabytes of memory. The newest are looked at. */
export const MOST_FACES = 100_000;
/** Runs that wait for the one that is under way. */
const MOST_WAITING = 8;
/** How often a node says that it is at its run; after `SILENT_SECONDS` of `store/review/reviewRuns.ts` others take it for dead. */
const BEAT_MS = 2000;
const MOST_PAIRS = 2000;
/** Groups for which a known person is looked for, the largest. */
const MOST_SUGGESTED = 2000;

/** Least similarity: of two groups of faces (of 4032 of LFW a run joins 92.3 % of the pairs of one person at 0.8 and 89.9 % at 0.85, and of joined pairs 0.04 % are strangers at either, `bench:clusters`), of two persons, of a photo and the others of its person. */
const DEFAULT_THRESHOLD: Readonly<Record<RunKind, number>> = { clusters: 0.8, duplicates: 0.8, quality: 0.5 };

/** A known person is suggested from here on. */
const SUGGESTED_FROM = 0.7;

interface Work {
  readonly accountId: AccountId;
  readonly kind: RunKind;
  readonly runId: string;
  readonly threshold: number;
}

/** One run at a time on a node, on one thread beside those that serve requests. */
export function createReviewRuns(parts: ReviewRunParts): ReviewRuns {
  const { store, clock, onFailed } = parts;
  let tail: Promise<void> = Promise.resolve();
  let waiting = 0;
  let isClosed = false;

  async function perform(work: Work): Promise<void> {
    const { accountId, kind, runId } = work;
    const run = new RunUnderWay(parts, work, () => isClosed);
    try {
      const findings = await run.find();
      const state = findings ? 'done' : 'stopped';
      await store.reviewRuns.end(accountId, { kind, runId, state, endTime: clock() }, findings);
    } catch (error) {
      onFailed(accountId, kind, error);
      // Where the database is out of reach the run is taken for failed when it was silent for a while.
      await store.reviewRuns.end(accountId, { kind, runId, state: 'failed', endTime: clock() }).catch(() => undefined);
    } finally {
      run.close();
    }
  }

  const list = (accountId: AccountId) => store.reviewRuns.runs(accountId);
  return {
    async start(accountId, kind, threshold = DEFAULT_THRESHOLD[kind]) {
      if (isClosed || waiting >= MOST_WAITING) throw new Unavailable('review', 10);
      const work = { accountId, kind, runId: newId(), threshold };
      if (await store.reviewRuns.begin(accountId, { ...work, startTime: clock() })) {
        waiting++;
        tail = tail.then(() => perform(work)).finally(() => waiting--);
      }
      const run = (await list(accountId)).find((each) => each.kind === kind);
      if (!run) throw new Unavailable('review');
      return run;
    },
    list,
    stop: (accountId, kind) => store.reviewRuns.stop(accountId, kind, clock()),
    settled: () => tail,
    async close() {
      isClosed = true;
      await tail;
    },
  };
}

/** Reads the faces, has them grouped, and says now and then how far it is. */
class RunUnderWay {
  readonly #parts: ReviewRunParts;
  readonly #work: Work;
  readonly #progress = new ClusterProgress();
  readonly #timer: NodeJS.Timeout;
  readonly #isClosed: () => boolean;
  #rows = 0;
  #isStopped = false;

  constructor(parts: ReviewRunParts, work: Work, isClosed: () => boolean) {
    this.#parts = parts;
    this.#work = work;
    this.#isClosed = isClosed;
    this.#timer = setInterval(() => void this.#beat(), BEAT_MS);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  /** Undefined when it was stopped. */
  async find(): Promise<readonly NewFinding[] | undefined> {
    const findings = this.#work.kind === 'clusters' ? await this.#findClusters() : await this.#comparePersons();
    if (this.#isStopped) return undefined;
    await this.#beat();
    return findings;
  }

  async #beat(): Promise<void> {
    if (this.#isClosed()) this.#stop();
    const { accountId, kind, runId } = this.#work;
    const done = Math.min(this.#progress.rows, this.#rows);
    const isWanted = await this.#parts.store.reviewRuns
      .beat(accountId, { kind, runId, total: this.#rows, done })
      // Who cannot be asked has not said that it is to end.
      .catch(() => true);
    if (!isWanted) this.#stop();
  }

  #stop(): void {
    this.#isStopped = true;
    this.#progress.stop();
  }

  readonly #goOn = async (): Promise<boolean> => {
    if (this.#isClosed()) this.#stop();
    return !this.#isStopped;
  };

  async #findClusters(): Promise<readonly NewFinding[] | undefined> {
    const { store, clusters, modelId, dimension, similarity } = this.#parts;
    const { accountId, threshold } = this.#work;
    const faces = new RowCollector(dimension, 1000);
    const ids: DescriptorId[] = [];
    let after: FaceKey | undefined;
    while (ids.length < MOST_FACES && (await this.#goOn())) {
      const batch = await store.reviewRuns.looseFaces(accountId, after);
      for (const face of batch) {
        if (face.modelId === modelId && faces.add(face.vector)) ids.push(face.descriptorId);
      }
      this.#rows = ids.length;
      after = batch.at(-1);
      if (after === undefined) break;
      // Statements of an embedded database run on the thread that serves requests.
      await new Promise((resolve) => setImmediate(resolve));
    }
    const rows = faces.rows(this.#progress);
    const grouped = await clusters.group({ ...rows, threshold: cosineThreshold(similarity, threshold) });
    if (!grouped) return undefined;
    const heads = groupsOf(grouped);
    const means = new RowCollector(dimension, MOST_SUGGESTED);
    const all = new Float32Array(rows.vectors);
    for (const head of heads.slice(0, MOST_SUGGESTED)) {
      // The most typical face stands for its group.
      const row = head.rows[0] ?? 0;
      means.add(all.subarray(row * dimension, (row + 1) * dimension));
    }
    const suggestions = await suggestPersons(
      store,
      clusters,
      accountId,
      { means, modelId, dimension },
      cosineThreshold(similarity, SUGGESTED_FROM),
      this.#progress,
      this.#goOn,
    );
    return clusterFindings(heads, ids, grouped, suggestions, similarity);
  }

  async #comparePersons(): Promise<readonly NewFinding[] | undefined> {
    const { store, clusters, modelId, dimension, similarity } = this.#parts;
    const { accountId, kind, threshold } = this.#work;
    const faces = new RowCollector(dimension, 1000);
    const ids: DescriptorId[] = [];
    const owners: PersonId[] = [];
    const persons: PersonId[] = [];
    const numbers: number[] = [];
    let after: PersonId | undefined;
    while (ids.length < MOST_FACES && (await this.#goOn())) {
      const personIds = await store.persons.idsAfter(accountId, after, 500);
      after = personIds.at(-1);
      if (after === undefined) break;
      for await (const { descriptorId, personId, modelId: madeBy, vector } of facesOf(store, accountId, personIds)) {
        if (personId === null || madeBy !== modelId || !faces.add(vector)) continue;
        if (persons.at(-1) !== personId) persons.push(personId);
        ids.push(descriptorId);
        owners.push(personId);
        numbers.push(persons.length - 1);
      }
      this.#rows = persons.length;
    }
    const cosineFrom = cosineThreshold(similarity, threshold);
    const compared = await clusters.comparePersons({
      ...faces.rows(this.#progress),
      persons: Int32Array.from(numbers),
      threshold: kind === 'duplicates' ? cosineFrom : NEVER,
      mostPairs: MOST_PAIRS,
      unlikeBelow: cosineFrom,
    });
    if (!compared) return undefined;
    return kind === 'duplicates'
      ? pairFindings(compared, persons, ids, similarity)
      : photoFindings(compared, owners, ids, similarity);
  }
}

/** No cosine reaches it: no pair of persons is wanted. */
const NEVER = 2;
