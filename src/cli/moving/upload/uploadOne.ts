import { createHash } from 'node:crypto';
import { TEXT_LENGTH } from '../../../domain/textLengths.ts';
import { pictureType } from '../pictureType.ts';
import { Refused, type Sender } from '../remote/patientSender.ts';
import { chooseFaces } from './chooseFaces.ts';
import { keyOf } from './idempotencyKey.ts';
import type { PersonsLists } from './personsLists.ts';
import { Unfit, type UploadItem } from './uploadItem.ts';
import type { Ended, UploadJournal } from './uploadJournal.ts';
import type { UploadOptions } from './uploadOptions.ts';

export interface UploadParts {
  readonly sender: Sender;
  readonly journal: UploadJournal;
  readonly lists: PersonsLists;
  readonly options: UploadOptions;
}

interface Candidate {
  readonly similarity: number;
  readonly person_id: string;
  readonly descriptor_id: string;
  readonly user_data: string;
}

const JSON_TYPE = 'application/json';
/** The descriptor belongs to a person: Backport 3, LUNA PLATFORM 3. */
const ATTACHED = new Set([22008, 11016]);

/**
 * Enrols one photo after another; several at a time. Steps that make something have an idempotency key each, and the others
 * may be repeated: whenever a run dies, a later one with the same journal neither doubles nor leaves out anything.
 */
export function createUploader({ sender, journal, lists, options }: UploadParts): (item: UploadItem) => Promise<Ended> {
  const { run } = journal;
  const owners = new Map<string, Promise<string>>();
  const listed = new Set<string>();
  /** Items by the bytes of their files; what is under way is claimed. */
  const bySha = new Map<string, string>();
  for (const { name, sha, outcome } of journal.ended.values()) if (sha && outcome === 'uploaded') bySha.set(sha, name);
  const query = queryOf(options);

  return async (item) => {
    const notes: string[] = [];
    try {
      const photo = await item.read();
      const sha = createHash('sha256').update(photo).digest('hex');
      const twin = claim(sha, item.name);
      if (twin !== undefined && options.sameBytes === 'skip') return skipped(item, sha, `the same file as ${twin}`);
      if (twin !== undefined) notes.push(`the same file as ${twin}`);
      const faces = chooseFaces(await extract(item, photo), options);
      const listIds = await Promise.all([...options.list, ...item.lists].map((list) => lists.idOf(list)));
      const known = await findSimilar(faces, listIds);
      if (known) notes.push(`${known.similarity.toFixed(3)} similar to ${known.user_data || known.person_id}`);
      if (known && options.onSimilar === 'skip') return skipped(item, sha, notes.join('; '));
      for (const [index, face] of faces.entries()) {
        const own = known && options.onSimilar === 'attach' && index === 0 ? known.person_id : undefined;
        const personId = own ?? (await ownerOf(item, index));
        await attach(personId, face);
        for (const listId of listIds) await putIntoList(personId, listId);
      }
      const reason = notes.length > 0 && { reason: notes.join('; ') };
      return { name: item.name, outcome: 'uploaded', sha, descriptors: faces, ...reason };
    } catch (error) {
      if (error instanceof Unfit) return { name: item.name, outcome: 'rejected', reason: error.message };
      if (!(error instanceof Refused)) throw error;
      return { name: item.name, outcome: 'rejected', reason: `${error.message} (${error.status}/${error.code})` };
    }
  };

  function claim(sha: string, name: string): string | undefined {
    const first = bySha.get(sha);
    if (first === undefined) bySha.set(sha, name);
    return first === name ? undefined : first;
  }

  function extract({ name }: UploadItem, photo: Buffer) {
    const type = pictureType(photo);
    if (photo.length === 0) throw new Unfit('is empty');
    if (type === undefined) throw new Unfit('is no picture');
    const path = `/storage/descriptors${query}`;
    return sender.json({ method: 'POST', path, type, body: photo, key: keyOf(run, 'photo', name) });
  }

  async function findSimilar(faces: readonly string[], [listId]: readonly string[]): Promise<Candidate | undefined> {
    const { similar } = options;
    const [face] = faces;
    if (similar === undefined || face === undefined || listId === undefined) return undefined;
    const path = `/matching/identify?descriptor_id=${face}&list_id=${listId}&limit=1`;
    const { candidates } = await sender.json({ method: 'POST', path });
    const [best] = candidates as readonly Candidate[];
    // A run that died may have enrolled this very face.
    return best && best.similarity >= similar && !faces.includes(best.descriptor_id) ? best : undefined;
  }

  /** The person whose photo it is; of a photo with several faces each further one is a person of its own. */
  function ownerOf(item: UploadItem, index: number): Promise<string> {
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
      type: JSON_TYPE,
      body: Buffer.from(JSON.stringify(texts)),
      key: keyOf(run, 'person', key),
    });
    const personId = String(made.person_id);
    await journal.made(key, personId);
    return personId;
  }

  /** A person whom the account knows by this external id: more photos are added to it. */
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
}

function skipped({ name }: UploadItem, sha: string, reason: string): Ended {
  return { name, outcome: 'skipped', sha, reason };
}

function numbered(userData: string, index: number): string {
  const number = ` (${index + 1})`;
  return `${[...userData].slice(0, TEXT_LENGTH.data - number.length).join('')}${number}`;
}

function queryOf({ minScore, maxAngle, minQuality }: UploadOptions): string {
  const query = new URLSearchParams();
  if (minScore !== undefined) query.set('score_threshold', String(minScore));
  if (minQuality !== undefined) query.set('estimate_quality', '1');
  if (maxAngle !== undefined) for (const angle of ['yaw', 'pitch', 'roll']) query.set(`${angle}__lt`, String(maxAngle));
  return query.size > 0 ? `?${query}` : '';
}
