import { NotFound } from '../../domain/errors.ts';
import type { AccountId, DescriptorId, FindingId, PersonId } from '../../domain/ids.ts';
import type { Person } from '../../store/ports/persons.ts';
import type { Finding, RunKind } from '../../store/ports/review/reviewRuns.ts';
import type { Store } from '../../store/store.ts';
import { bodyOf, type ClusterBody, type PairBody, type PhotoBody } from './findings.ts';

export interface Cluster {
  readonly findingId: FindingId;
  readonly likeness: number;
  /** Those that are still without a person, the most typical first. */
  readonly faces: ClusterBody['faces'];
  readonly suggestion: { readonly person: Person; readonly similarity: number } | null;
}

export interface LikePair extends Omit<PairBody, 'personId' | 'otherId'> {
  readonly person: Person;
  readonly other: Person;
}

export interface DoubtfulPhoto extends Omit<PhotoBody, 'personId'> {
  readonly person: Person;
}

/** A page of what is still to be looked at; `next` is the place behind which the next one begins. */
export interface InboxPage<Item> {
  readonly items: readonly Item[];
  readonly next: number | null;
}

export interface InboxRange {
  readonly after: number | undefined;
  readonly limit: number;
}

/** What the latest runs found, without what has been settled since. */
export interface Inbox {
  clusters(accountId: AccountId, range: InboxRange & { readonly leastFaces: number }): Promise<InboxPage<Cluster>>;
  /** @throws NotFound('finding') */
  cluster(accountId: AccountId, findingId: FindingId): Promise<Cluster>;
  pairs(accountId: AccountId, range: InboxRange): Promise<InboxPage<LikePair>>;
  photos(accountId: AccountId, range: InboxRange): Promise<InboxPage<DoubtfulPhoto>>;
}

/** Findings that one page looks at; where most are settled it is shorter than it was asked for. */
const LOOKED_AT = 500;

export function createInbox(store: Store): Inbox {
  async function page<Item>(
    accountId: AccountId,
    kind: RunKind,
    { after, limit, leastFaces }: InboxRange & { readonly leastFaces: number },
    open: (finding: Finding) => Promise<Item | undefined>,
  ): Promise<InboxPage<Item>> {
    const items: Item[] = [];
    let last = after;
    for (let lookedAt = 0; lookedAt < LOOKED_AT; ) {
      const wanted = limit - items.length;
      const findings = await store.reviewRuns.findings(accountId, kind, { after: last, limit: wanted, leastFaces });
      for (const finding of findings) {
        const item = await open(finding);
        if (item !== undefined) items.push(item);
        last = finding.place;
      }
      if (findings.length < wanted) return { items, next: null };
      if (items.length === limit) break;
      lookedAt += findings.length;
    }
    return { items, next: last ?? null };
  }

  async function stillLoose(accountId: AccountId, faces: ClusterBody['faces']): Promise<ClusterBody['faces']> {
    const ids = faces.map(({ id }) => id);
    const [existing, owners, dismissed] = [
      await store.descriptors.existing(accountId, ids),
      await store.persons.ownersOf(accountId, ids),
      await store.review.dismissedFaces(accountId, ids),
    ];
    return faces.filter(({ id }) => existing.has(id) && !owners.has(id) && !dismissed.has(id));
  }

  async function openCluster(accountId: AccountId, finding: Finding): Promise<Cluster> {
    const { faces, likeness, suggestion } = bodyOf<ClusterBody>(finding);
    const loose = await stillLoose(accountId, faces);
    const { findingId } = finding;
    return {
      findingId,
      likeness,
      faces: loose,
      suggestion: suggestion && (await suggested(accountId, suggestion, loose)),
    };
  }

  async function suggested(
    accountId: AccountId,
    { personId, similarity }: NonNullable<ClusterBody['suggestion']>,
    faces: ClusterBody['faces'],
  ): Promise<Cluster['suggestion']> {
    const rejected = new Set((await store.review.rejectedFaces([personId])).get(personId) ?? []);
    if (faces.some(({ id }) => rejected.has(id))) return null;
    const person = await store.persons.find(accountId, personId);
    return person ? { person, similarity } : null;
  }

  async function areRejected(one: PersonId, other: PersonId): Promise<boolean> {
    return (await store.review.rejectedPersons([one])).get(one)?.includes(other) ?? false;
  }

  return {
    clusters: (accountId, range) =>
      page(accountId, 'clusters', range, async (finding) => {
        const cluster = await openCluster(accountId, finding);
        return cluster.faces.length >= range.leastFaces ? cluster : undefined;
      }),
    async cluster(accountId, findingId) {
      const finding = await store.reviewRuns.finding(accountId, 'clusters', findingId);
      if (!finding) throw new NotFound('finding', 'target');
      return openCluster(accountId, finding);
    },
    pairs: (accountId, range) =>
      page(accountId, 'duplicates', { ...range, leastFaces: 0 }, async (finding) => {
        const { personId, otherId, ...rest } = bodyOf<PairBody>(finding);
        if (await areRejected(personId, otherId)) return undefined;
        const person = await store.persons.find(accountId, personId);
        const other = await store.persons.find(accountId, otherId);
        return person && other ? { person, other, ...rest } : undefined;
      }),
    photos: (accountId, range) =>
      page(accountId, 'quality', { ...range, leastFaces: 0 }, async (finding) => {
        const { personId, ...rest } = bodyOf<PhotoBody>(finding);
        const person = await store.persons.find(accountId, personId);
        const isStillHis = person?.descriptors.includes(rest.descriptorId as DescriptorId);
        const dismissed = await store.review.dismissedFaces(accountId, [rest.descriptorId]);
        return person && isStillHis && dismissed.size === 0 ? { person, ...rest } : undefined;
      }),
  };
}
