import type { AccountId, PersonId } from '../../domain/ids.ts';
import type { FaceClusters } from '../../gallery/clusters/faceClusters.ts';
import { type ClusterProgress, RowCollector } from '../../gallery/clusters/faceClusters.ts';
import type { Store } from '../../store/store.ts';

/** Persons whose faces are compared with the groups at a time: some ten megabytes. */
const PERSONS_AT_ONCE = 2000;

/** The known person that each group looks like most, by the number of the group. */
export async function suggestPersons(
  store: Pick<Store, 'persons' | 'descriptors'>,
  clusters: FaceClusters,
  accountId: AccountId,
  groups: { readonly means: RowCollector; readonly modelId: string; readonly dimension: number },
  threshold: number,
  progress: ClusterProgress,
  goOn: () => Promise<boolean>,
): Promise<ReadonlyMap<number, { readonly personId: PersonId; readonly cosine: number }>> {
  const best = new Map<number, { personId: PersonId; cosine: number }>();
  const { means, modelId, dimension } = groups;
  if (means.count === 0) return best;
  const rows = means.rows(progress);
  let after: PersonId | undefined;
  while (await goOn()) {
    const personIds = await store.persons.idsAfter(accountId, after, PERSONS_AT_ONCE);
    after = personIds.at(-1);
    if (after === undefined) break;
    const probes = new RowCollector(dimension, personIds.length);
    const owners: PersonId[] = [];
    for await (const face of facesOf(store, accountId, personIds)) {
      if (face.personId !== null && face.modelId === modelId && probes.add(face.vector)) owners.push(face.personId);
    }
    const found = await clusters.nearest({ ...rows, probes: probes.rows(progress).vectors, threshold });
    for (const { probe, row, cosine } of found ?? []) {
      if (cosine > (best.get(row)?.cosine ?? -1)) best.set(row, { personId: owners[probe] as PersonId, cosine });
    }
  }
  return best;
}

/** Persons of one statement; what they own may be many times as much. */
const PERSONS_PER_STATEMENT = 50;

/** Faces of the persons; those of one follow each other. */
export async function* facesOf(
  store: Pick<Store, 'descriptors'>,
  accountId: AccountId,
  personIds: readonly PersonId[],
) {
  for (let from = 0; from < personIds.length; from += PERSONS_PER_STATEMENT) {
    const faces = await store.descriptors.vectorsOfPersons(
      accountId,
      personIds.slice(from, from + PERSONS_PER_STATEMENT),
    );
    yield* [...faces].sort((a, b) => ((a.personId ?? '') < (b.personId ?? '') ? -1 : 1));
    // Statements of an embedded database run on the thread that serves requests.
    await new Promise((resolve) => setImmediate(resolve));
  }
}
