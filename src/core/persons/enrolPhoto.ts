import { NotFound, SeveralFacesFound, WrongListKind } from '../../domain/errors.ts';
import { type AccountId, type ListId, newId, type PersonId } from '../../domain/ids.ts';
import type { Clock } from '../../domain/time.ts';
import type { Stores } from '../../store/store.ts';
import type { Face } from '../../vision/face.ts';
import type { Descriptors, Extraction, StoredFace } from '../descriptors/descriptors.ts';
import { lockMembers } from './lockMembers.ts';
import type { PersonData } from './persons.ts';

/** Which face of a photo is enrolled: the one of the largest area, or the only one that there is. */
export const WHICH_FACE = ['largest', 'only'] as const;
export type WhichFace = (typeof WHICH_FACE)[number];

export interface PhotoEnrolment {
  readonly extraction: Omit<Extraction, 'choose' | 'demand'>;
  readonly which: WhichFace;
  /** Who gets the photo: a person of the account, or one that is made. */
  readonly to: PersonId | PersonData;
  /** Persons lists that the person is put into. */
  readonly listIds: readonly ListId[];
}

export interface EnrolledPhoto {
  readonly personId: PersonId;
  readonly face: StoredFace;
  /** Faces of the photo that passed the thresholds. */
  readonly found: number;
}

/**
 * Stores a face of a photo and gives it to a person, in one transaction: all or nothing. Other faces of the photo are not
 * stored.
 * @throws NotFound('person'|'list'), WrongListKind, SeveralFacesFound, and what `Descriptors.extract` throws
 */
export type EnrolPhoto = (accountId: AccountId, enrolment: PhotoEnrolment) => Promise<EnrolledPhoto>;

export function createEnrolPhoto({ descriptors, clock }: { descriptors: Descriptors; clock: Clock }): EnrolPhoto {
  return async (accountId, { extraction, which, to, listIds }) => {
    let found = 0;
    const choose = (faces: readonly Face[]) => {
      found = faces.length;
      if (which === 'only' && faces.length > 1) throw new SeveralFacesFound(faces.length);
      return [...faces].sort((one, other) => area(other) - area(one)).slice(0, 1);
    };
    const { faces, made } = await descriptors.extract(accountId, { ...extraction, choose }, (tx, [stored]) => {
      if (!stored) throw new Error('no face was chosen');
      return give(tx, accountId, stored, to, listIds, clock);
    });
    const [face] = faces;
    if (!face || made === undefined) throw new Error('an enrolment stored no face');
    return { personId: made, face, found };
  };
}

async function give(
  tx: Stores,
  accountId: AccountId,
  { descriptorId }: StoredFace,
  to: PersonId | PersonData,
  listIds: readonly ListId[],
  clock: Clock,
): Promise<PersonId> {
  const isNew = typeof to !== 'string';
  const locked = await lockMembers(tx, accountId, { personIds: isNew ? [] : [to], listIds, withLists: !isNew });
  if (!isNew && !locked.persons.has(to)) throw new NotFound('person', 'target');
  for (const listId of listIds) {
    const list = locked.lists.find((each) => each.listId === listId);
    if (!list) throw new NotFound('list', 'reference');
    if (list.kind !== 'persons') throw new WrongListKind('persons', list.kind, listId);
  }
  const at = clock();
  const personId = isNew ? newId<PersonId>() : to;
  if (isNew) {
    const { userData = '', externalId = null } = to;
    await tx.persons.create(accountId, { personId, userData, externalId, createTime: at });
  }
  await tx.persons.linkDescriptors(accountId, personId, [descriptorId], at);
  const entered: ListId[] = [];
  for (const listId of listIds) {
    if ((await tx.lists.linkPersons(accountId, listId, [personId])).length > 0) entered.push(listId);
  }
  // A list that the person was in gains this face, one that it enters all of its faces.
  const others = [...locked.personsLists.keys()].filter((listId) => !entered.includes(listId));
  if (others.length > 0) await tx.lists.recordChange(others, { add: [descriptorId] });
  if (entered.length > 0) {
    const owned = isNew ? [descriptorId] : await tx.persons.descriptorsOf(accountId, [personId]);
    await tx.lists.recordChange(entered, { add: owned });
  }
  return personId;
}

function area({ rect }: Face): number {
  return rect ? rect.width * rect.height : 0;
}
