import { createHash } from 'node:crypto';
import { pictureType } from '../pictureType.ts';
import { Refused, type Sender } from '../remote/patientSender.ts';
import { chooseFaces } from './enrol/chooseFaces.ts';
import { createEnrolment } from './enrol/enrolFace.ts';
import { createPhotoEnrolment } from './enrol/enrolPhoto.ts';
import { keyOf } from './enrol/idempotencyKey.ts';
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

/**
 * Enrols one photo after another; several at a time. Steps that make something have an idempotency key each, and the others
 * may be repeated: whenever a run dies, a later one with the same journal neither doubles nor leaves out anything.
 */
export function createUploader(parts: UploadParts): (item: UploadItem) => Promise<Ended> {
  const { sender, journal, lists, options } = parts;
  const { run } = journal;
  const query = queryOf(options);
  const enrol = createEnrolment(sender, journal);
  const photos = createPhotoEnrolment({ sender, journal, options, query, find: enrol.find });
  /** Items by the bytes of their files; what is under way is claimed. */
  const bySha = new Map<string, string>();
  let lastRead: Promise<unknown> = Promise.resolve();
  for (const { name, sha, outcome } of journal.ended.values()) if (sha && outcome === 'uploaded') bySha.set(sha, name);

  return async (item) => {
    const notes: string[] = [];
    const turn = photos.takeTurn(item);
    try {
      const { photo, sha } = await readInOrder(item);
      const twin = claim(sha, item.name);
      if (twin !== undefined && options.sameBytes === 'skip') return skipped(item, sha, `the same file as ${twin}`);
      if (twin !== undefined) notes.push(`the same file as ${twin}`);
      const type = typeOf(photo);
      const listIds = await Promise.all([...options.list, ...item.lists].map((list) => lists.idOf(list)));
      if (await photos.isPossible()) {
        const face = await photos.enrol({ item, bytes: photo, type, listIds }, turn);
        return uploaded(item, sha, [face], notes);
      }
      const faces = chooseFaces(await extract(item, photo, type), options);
      const known = await findSimilar(faces, listIds);
      if (known) notes.push(`${known.similarity.toFixed(3)} similar to ${known.user_data || known.person_id}`);
      if (known && options.onSimilar === 'skip') return skipped(item, sha, notes.join('; '));
      for (const [index, face] of faces.entries()) {
        if (known && options.onSimilar === 'attach' && index === 0) await enrol.as(known.person_id, face, listIds);
        else await enrol.asOwner(item, index, face, listIds);
      }
      return uploaded(item, sha, faces, notes);
    } catch (error) {
      if (error instanceof Unfit) return { name: item.name, outcome: 'rejected', reason: error.message };
      if (!(error instanceof Refused)) throw error;
      return { name: item.name, outcome: 'rejected', reason: `${error.message} (${error.status}/${error.code})` };
    } finally {
      turn.end();
    }
  };

  /** Resolves after those before it: which of two files that are the same is the first must not depend on the disk. */
  async function readInOrder(item: UploadItem): Promise<{ readonly photo: Buffer; readonly sha: string }> {
    const before = lastRead;
    const reading = item.read();
    lastRead = Promise.allSettled([before, reading]);
    await before;
    const photo = await reading;
    return { photo, sha: createHash('sha256').update(photo).digest('hex') };
  }

  function claim(sha: string, name: string): string | undefined {
    const first = bySha.get(sha);
    if (first === undefined) bySha.set(sha, name);
    return first === name ? undefined : first;
  }

  function extract({ name }: UploadItem, photo: Buffer, type: string) {
    const path = `/storage/descriptors${query.size > 0 ? `?${query}` : ''}`;
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
}

function typeOf(photo: Buffer): string {
  const type = pictureType(photo);
  if (photo.length === 0) throw new Unfit('is empty');
  if (type === undefined) throw new Unfit('is no picture');
  return type;
}

function uploaded({ name }: UploadItem, sha: string, descriptors: readonly string[], notes: readonly string[]): Ended {
  return { name, outcome: 'uploaded', sha, descriptors, ...(notes.length > 0 && { reason: notes.join('; ') }) };
}

function skipped({ name }: UploadItem, sha: string, reason: string): Ended {
  return { name, outcome: 'skipped', sha, reason };
}

function queryOf({ minScore, maxAngle, minQuality }: UploadOptions): URLSearchParams {
  const query = new URLSearchParams();
  if (minScore !== undefined) query.set('score_threshold', String(minScore));
  if (minQuality !== undefined) query.set('estimate_quality', '1');
  if (maxAngle !== undefined) for (const angle of ['yaw', 'pitch', 'roll']) query.set(`${angle}__lt`, String(maxAngle));
  return query;
}
