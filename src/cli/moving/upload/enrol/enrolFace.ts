import { TEXT_LENGTH } from '../../../../domain/textLengths.ts';
import { Refused, type Sender } from '../../remote/patientSender.ts';
import type { UploadItem } from '../uploadItem.ts';
import type { UploadJournal } from '../uploadJournal.ts';
import { keyOf } from './idempotencyKey.ts';

/** Gives extracted faces to their persons, and puts those into lists. */
export interface Enrolment {
  /** To a person that the server knows. */
  as(personId: string, face: string, listIds: readonly string[]): Promise<void>;
  /** To the person whose photo it is; of a photo with several faces each further one is a person of its own. */
  asOwner(item: UploadItem, index: number, face: string, listIds: readonly string[]): Promise<void>;
  /** A person that the account knows by this external id: more photos are added to it. */
  find(externalId: string): Promise<string | undefined>;
}

/** The descriptor belongs to a person: Backport 3, LUNA PLATFORM 3. */
const ATTACHED = new Set([22008, 11016]);

/** What makes something has an idempotency key, and the rest may be repeated. */
export function createEnrolment(sender: Sender, journal: UploadJournal): Enrolment {
  const { run } = journal;
  const owners = new Map<string, Promise<string>>();
  const listed = new Set<string>();

  async function enrol(personId: string, face: string, listIds: readonly string[]): Promise<void> {
    await attach(personId, face);
    for (const listId of listIds) await putIntoList(personId, listId);
  }

  function ownerFor(item: UploadItem, index: number): Promise<string> {
    const key = index === 0 ? item.person : `${item.name} #${index + 1}`;
    const known = owners.get(key);
    if (known) return known;
    const made = findOrMake(item, index, key);
    owners.set(key, made);
    // A person that was refused for one photo may be taken for the next.
    made.catch(() => owners.delete(key));
    return made;
  }

  async function findOrMake({ externalId, userData }: UploadItem, index: number, key: string): Promise<string> {
    const before =
      journal.persons.get(key) ?? (index === 0 && externalId !== null ? await find(externalId) : undefined);
    if (before !== undefined) return before;
    const texts =
      index === 0 ? { user_data: userData, external_id: externalId } : { user_data: numbered(userData, index) };
    const made = await sender.json({
      method: 'POST',
      path: '/storage/persons',
      type: 'application/json',
      body: Buffer.from(JSON.stringify(texts)),
      key: keyOf(run, 'person', key),
    });
    const personId = String(made.person_id);
    await journal.made(key, personId);
    return personId;
  }

  async function find(externalId: string): Promise<string | undefined> {
    const path = `/storage/persons?page_size=1&external_id=${encodeURIComponent(externalId)}`;
    const { persons } = await sender.json({ method: 'GET', path });
    const [person] = persons as readonly { readonly id: string }[];
    return person?.id;
  }

  async function attach(personId: string, face: string): Promise<void> {
    const path = `/storage/persons/${personId}/linked_descriptors?do=attach&descriptor_id=${face}`;
    try {
      await sender.json({ method: 'PATCH', path });
    } catch (error) {
      if (!(error instanceof Refused) || !ATTACHED.has(error.code)) throw error;
      const { person_id: owner } = await sender.json({ method: 'GET', path: `/storage/descriptors/${face}` });
      if (owner !== personId) throw error;
    }
  }

  /** To attach what is in the list already is no error. */
  async function putIntoList(personId: string, listId: string): Promise<void> {
    const link = `${personId} ${listId}`;
    if (listed.has(link)) return;
    const path = `/storage/persons/${personId}/linked_lists?do=attach&list_id=${listId}`;
    await sender.json({ method: 'PATCH', path });
    listed.add(link);
  }

  return {
    as: enrol,
    asOwner: async (item, index, face, listIds) => enrol(await ownerFor(item, index), face, listIds),
    find,
  };
}

function numbered(userData: string, index: number): string {
  const number = ` (${index + 1})`;
  return `${[...userData].slice(0, TEXT_LENGTH.data - number.length).join('')}${number}`;
}
