import type { EmbedderModel } from '../../../../vision/embed/embedder.ts';
import type { FaceEngine } from '../../../../vision/face.ts';
import { createSimilarity } from '../../../../vision/find/similarity.ts';
import type { AdminClient } from '../../../admin/adminClient.ts';
import { readHereInventory } from '../here/readHereInventory.ts';
import type { ImportJournal } from '../importJournal.ts';
import type { ImportOptions } from '../importOptions.ts';
import { type Inventory, nameOf, type Problem } from '../inventory.ts';
import { createIsLocal } from '../local.ts';
import { countsOf, type Plan } from '../plan.ts';
import type { FaceSource } from '../sources/faceSource.ts';
import { compare } from './compare.ts';
import { checkSelfMatch, findDuplicates, findUnlike } from './faceChecks.ts';
import type { Report } from './writeReport.ts';

export interface ReportParts {
  readonly admin: AdminClient;
  readonly settings: { readonly model: EmbedderModel };
  readonly accountId: string;
  readonly old: Inventory;
  readonly plan: Plan;
  readonly journal: ImportJournal;
  readonly from: string;
  readonly source: FaceSource;
  readonly openEngine: () => Promise<FaceEngine>;
  readonly options: ImportOptions;
  readonly problems: readonly Problem[];
}

/** Compares what was read there with what is here now. */
export async function makeReport(parts: ReportParts): Promise<Report> {
  const { admin, settings, accountId, old, plan, journal, source, openEngine, options } = parts;
  const here = await readHereInventory(admin, accountId);
  const owners = new Map(
    [...old.persons].flatMap(([personId, { descriptors, userData, externalId }]) =>
      descriptors.map((id) => [id, { personId, name: nameOf(userData, externalId) }] as const),
    ),
  );
  const faceless = [...journal.faceless]
    .filter(([id]) => old.descriptors.has(id) && !here.descriptors.has(id))
    .map(([id, reason]) => {
      const { personId = null, name = '' } = owners.get(id) ?? {};
      return { id, person_id: personId, name, reason };
    });
  const isLocal = createIsLocal(old, journal.brought);
  const exceptions = { loose: new Set(plan.loose), faceless: new Set(faceless.map(({ id }) => id)), isLocal };
  const found = compare(old, here, exceptions);
  const differences = options.merge ? found.filter(({ what }) => what !== 'is only here') : found;
  const faces = { admin, accountId, similarity: createSimilarity(settings.model.calibration) };
  const moved = [...old.descriptors.keys()].filter((id) => here.descriptors.has(id));
  const { loose: _, ...changes } = countsOf(plan);
  const { portraitOf } = source;
  const check = portraitOf && options.selfMatch > 0 && moved.length > 0;
  return {
    from: parts.from,
    time: new Date().toISOString(),
    account_id: accountId,
    complete: differences.length === 0 && (faceless.length === 0 || options.acceptFaceless === true),
    counts: {
      tokens: { there: old.tokens.size, here: here.tokens.size },
      lists: { there: old.lists.size, here: here.lists.size },
      persons: { there: old.persons.size, here: here.persons.size },
      descriptors: { there: old.descriptors.size, here: here.descriptors.size },
      links_to_lists: { there: linksOf(old), here: linksOf(here) },
      handlers: { there: old.handlers.length, here: here.handlers.length },
    },
    changes,
    differences,
    faceless,
    problems: [...old.problems, ...parts.problems],
    loose: plan.loose.filter((id) => !here.descriptors.has(id)).length,
    self_match: check ? await checkSelfMatch(faces, await openEngine(), portraitOf, moved, options.selfMatch) : null,
    unlike: await findUnlike(faces, here),
    duplicates: await findDuplicates(admin, here),
  };
}

function linksOf({ persons, descriptors }: Inventory): number {
  const all = [...persons.values(), ...descriptors.values()];
  return all.reduce((sum, { lists }) => sum + lists.length, 0);
}
