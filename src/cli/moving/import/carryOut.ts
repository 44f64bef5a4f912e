import type { FaceEngine } from '../../../vision/face.ts';
import type { SteadyProgress } from '../steadyProgress.ts';
import type { HereWriter } from './here/writeHere.ts';
import type { ImportJournal } from './importJournal.ts';
import type { Inventory, Problem } from './inventory.ts';
import { type Plan, publicId } from './plan.ts';
import type { FaceSource } from './sources/faceSource.ts';

export interface CarryOutParts {
  readonly old: Inventory;
  readonly here: Inventory;
  readonly plan: Plan;
  readonly writer: HereWriter;
  readonly journal: ImportJournal;
  readonly source: FaceSource;
  readonly openEngine: () => Promise<FaceEngine>;
  readonly progress: SteadyProgress;
}

/** Makes what is here equal to what is there; each step may be done again, so that a run that was killed is repeated. */
export async function carryOut(parts: CarryOutParts): Promise<readonly Problem[]> {
  const { here, plan, writer, journal } = parts;
  const { newDescriptors, newPersons } = plan;
  await journal.bring([...plan.tokens.map(publicId), ...plan.lists, ...newDescriptors, ...newPersons]);
  await writer.tokens(plan.tokens);
  await writer.lists(plan.lists);
  const problems = await makeFaces(parts);
  const isThere = (id: string) => !journal.faceless.has(id);
  // First what persons lose, so that a descriptor that has changed hands is free when its new owner gets it.
  const owned = new Map([...here.persons].map(([id, { descriptors }]) => [id, new Set(descriptors)]));
  await writer.remove(plan);
  await writer.persons(plan.changedPersons, (id, personId) => isThere(id) && (owned.get(personId)?.has(id) ?? false));
  await writer.persons([...plan.newPersons, ...plan.changedPersons], isThere);
  // Last, since deletions count as updates of the descriptors that they leave.
  await writer.descriptors([...new Set([...plan.changedDescriptors, ...leftBehind(parts)])]);
  return [...problems, ...(await writer.handlers())];
}

/** Descriptors of persons and lists that are deleted. */
function leftBehind({ old, here, plan }: CarryOutParts): readonly string[] {
  const removed = new Set(plan.removedLists);
  const ofPersons = plan.removedPersons.flatMap((id) => here.persons.get(id)?.descriptors ?? []);
  const ofLists = [...here.descriptors].filter(([, { lists }]) => lists.some((id) => removed.has(id)));
  return [...ofPersons, ...ofLists.map(([id]) => id)].filter((id) => old.descriptors.has(id));
}

async function makeFaces({
  plan,
  writer,
  journal,
  source,
  openEngine,
  progress,
}: CarryOutParts): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  if (plan.newDescriptors.length === 0) return problems;
  await source.faces(plan.newDescriptors, openEngine, async (id, face) => {
    if (typeof face === 'string') {
      await journal.leaveFaceless(id, face);
      return progress.add({ faceless: 1 });
    }
    await writer.descriptor(id, face);
    if (face.converted) problems.push({ kind: 'descriptor', id, reason: 'its portrait was no JPEG: it is one now' });
    progress.add({});
  });
  return problems;
}
