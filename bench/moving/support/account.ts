import { createHash } from 'node:crypto';
import { OldAccount } from '../../../test/support/oldServer/oldState.ts';

export interface Size {
  readonly persons: number;
  readonly portraits: number;
}

export const PASSWORD = 'secret:word';
const ORGANIZATION = 'Old & Sons "Ä" 👩🏽‍🚀';
const TOKENS = 5;

/**
 * An account of a server of old: so many persons, the first of them with two portraits, two lists of persons, one of descriptors,
 * five tokens. The ids are the same each time.
 */
export function makeOldAccount(email: string, photos: readonly Buffer[], { persons, portraits }: Size): OldAccount {
  const account = new OldAccount(email, PASSWORD, ORGANIZATION, countedIds(email));
  for (let token = 0; token < TOKENS; token++) account.addToken(`door ${token}`);
  const [guests, staff] = [account.addList('persons', 'guests'), account.addList('persons', 'staff')];
  const faces = account.addList('descriptors', 'faces');
  let used = 0;
  const addFace = (person: ReturnType<OldAccount['addPerson']>) => {
    const { id } = account.addDescriptor(photos[used], undefined, person);
    if (used++ % 3 === 0) faces.members.add(id);
  };
  for (let index = 0; index < persons; index++) {
    const person = account.addPerson(`person ${index} "Ä"; 👩`, index % 3 === 0 ? `id-${index}` : null);
    (index % 2 === 0 ? guests : staff).members.add(person.id);
    addFace(person);
    if (index < portraits - persons) addFace(person);
  }
  return account;
}

/** UUID4s that follow from a seed. */
function countedIds(seed: string): () => string {
  let count = 0;
  return () => {
    const digits = createHash('sha256').update(`${seed} ${count++}`).digest('hex');
    return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
  };
}
