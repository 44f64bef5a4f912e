import { createActions } from '../../../../src/core/review/actions.ts';
import { newId } from '../../../../src/domain/ids.ts';
import { RUN_KINDS } from '../../../../src/store/ports/review/reviewRuns.ts';
import type { Store } from '../../../../src/store/store.ts';
import { aPerson, clock } from '../../store/support/rows.ts';
import { at, type Operation, turned, type World } from './world.ts';

/** So that there is an action of each kind to undo: those who undo meet what the others change. */
export async function noteActions(store: Store, { accountId, persons, descriptors, loose }: World): Promise<void> {
  const actions = createActions({ store, clock });
  const [first, second, third] = [at(persons, 0), at(persons, 1), at(persons, 2)];
  await actions.rejectPerson(accountId, first, second);
  await actions.rejectFaces(accountId, second, [at(descriptors, 0)]);
  await actions.split(accountId, { personId: third, faces: [at(descriptors, 2)], sameLists: true });
  await actions.assign(accountId, { faces: [at(loose, 3)], to: first });
  await actions.dismiss(accountId, [at(loose, 2)]);
  await actions.merge(accountId, { into: first, from: await aPerson(store, accountId) });
}

/** What people who review faces do, and the searches for what is to be reviewed. */
export const REVIEW_OPERATIONS: Readonly<Record<string, Operation>> = {
  'merge persons': ({ actions }, { accountId, persons }, turn) =>
    actions.merge(accountId, { into: at(persons, turn), from: at(persons, turn + 1) }),
  'split a person': ({ actions }, { accountId, persons, descriptors }, turn) => {
    const split = { personId: at(persons, turn), faces: [at(descriptors, turn)], sameLists: turn % 2 === 0 };
    return actions.split(accountId, split);
  },
  'assign faces': ({ actions }, { accountId, persons, loose, personsLists }, turn) => {
    const to = turn % 2 === 0 ? at(persons, turn) : { listIds: turned(personsLists, turn) };
    return actions.assign(accountId, { faces: turned(loose, turn).slice(0, 2), to });
  },
  'reject faces and a person': async ({ actions }, { accountId, persons, descriptors }, turn) => {
    await actions.rejectFaces(accountId, at(persons, turn), turned(descriptors, turn));
    await actions.rejectPerson(accountId, at(persons, turn + 1), at(persons, turn));
  },
  'dismiss faces': ({ actions }, { accountId, loose, descriptors }, turn) =>
    actions.dismiss(accountId, turned([...loose, ...descriptors], turn)),
  'undo an action': async ({ actions }, { accountId }, turn) => {
    const noted = await actions.page(accountId, { limit: 10 });
    const undone = noted[turn % noted.length];
    if (undone) await actions.undo(accountId, undone.actionId);
  },
  'note what a run found': async ({ store: { reviewRuns } }, { accountId, persons, descriptors }, turn) => {
    const run = { kind: at(RUN_KINDS, turn), runId: newId() };
    await reviewRuns.begin(accountId, { ...run, startTime: clock(), threshold: 0.5 });
    await reviewRuns.beat(accountId, { ...run, total: 2, done: 1 });
    const body = { personId: at(persons, turn), otherId: at(persons, turn + 1), faceId: at(descriptors, turn) };
    const findings = [0, 1].map(() => ({ findingId: newId<never>(), faces: 2, body }));
    await reviewRuns.end(accountId, { ...run, state: 'done', endTime: clock() }, findings);
  },
};
