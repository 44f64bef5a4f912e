import { Refused, type Sender } from '../../remote/patientSender.ts';
import type { UploadItem } from '../uploadItem.ts';
import type { UploadJournal } from '../uploadJournal.ts';
import type { UploadOptions } from '../uploadOptions.ts';
import { keyOf } from './idempotencyKey.ts';

export interface PhotoEnrolmentParts {
  readonly sender: Sender;
  readonly journal: UploadJournal;
  readonly options: UploadOptions;
  /** Of every extraction. */
  readonly query: URLSearchParams;
  /** The id of a person that the account knows by this external id. */
  readonly find: (externalId: string) => Promise<string | undefined>;
}

export interface Photo {
  readonly item: UploadItem;
  readonly bytes: Buffer;
  readonly type: string;
  readonly listIds: readonly string[];
}

/** Photos of one person, in the order of their source, until the person is there. */
export interface Turn {
  /** Resolves when no photo before it may still make the person. */
  readonly mine: Promise<void>;
  readonly end: () => void;
}

/** Extensions of this service (docs/review.md), beside the paths of LUNA PLATFORM 3. */
const PERSONS = '/../ext/1/persons';

/** Rules that look at faces before they are enrolled need several requests a photo. */
export function looksFirst({ faces, minQuality, similar }: UploadOptions): boolean {
  return faces === 'all' || minQuality !== undefined || similar !== undefined;
}

/**
 * One request a photo, where LUNA PLATFORM 3 needs one for the face, one for the person and one for each link: a third of
 * the time of an upload. Which photo makes the person and which are added to it is the same in each run, whatever died in
 * between: the key of a photo stands for one request.
 */
export function createPhotoEnrolment({ sender, journal, options, query, find }: PhotoEnrolmentParts) {
  const turns = new Map<string, Promise<void>>();
  let isOurs: Promise<boolean> | undefined;

  async function make({ item, bytes, type, listIds }: Photo): Promise<string> {
    const { person, externalId, userData, name } = item;
    if (externalId !== null && !journal.making.has(person)) {
      const known = await find(externalId);
      if (known !== undefined) {
        await journal.made(person, known);
        return add(known, { item, bytes, type, listIds });
      }
      // Made by a run that then died, it would be known to the next one, too.
      await journal.willMake(person);
    }
    const asked = parametersOf(listIds, {
      user_data: userData,
      ...(externalId !== null && { external_id: externalId }),
    });
    const key = keyOf(journal.run, 'enrol', name);
    const made = await sender.json({ method: 'POST', path: `${PERSONS}?${asked}`, type, body: bytes, key });
    await journal.made(person, String(made.person_id));
    return faceOf(made);
  }

  async function add(personId: string, { item, bytes, type, listIds }: Photo): Promise<string> {
    const path = `${PERSONS}/${personId}/photos?${parametersOf(listIds)}`;
    const key = keyOf(journal.run, 'add', item.name);
    return faceOf(await sender.json({ method: 'POST', path, type, body: bytes, key }));
  }

  function parametersOf(listIds: readonly string[], of: Readonly<Record<string, string>> = {}): URLSearchParams {
    const asked = new URLSearchParams(query);
    asked.set('faces', options.faces);
    if (listIds.length > 0) asked.set('list_ids', listIds.join(','));
    for (const [name, value] of Object.entries(of)) asked.set(name, value);
    return asked;
  }

  return {
    /** Whether it can be done for these options with this server; asks once. */
    async isPossible(): Promise<boolean> {
      if (looksFirst(options)) return false;
      isOurs ??= hasExtensions(sender);
      return isOurs;
    },
    /** To be taken in the order of the source. */
    takeTurn({ person }: UploadItem): Turn {
      const mine = turns.get(person) ?? Promise.resolve();
      let end = (): void => undefined;
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      turns.set(
        person,
        mine.then(() => ended),
      );
      return { mine, end };
    },
    /** @returns the face that was enrolled. @throws Refused */
    async enrol(photo: Photo, { mine, end }: Turn): Promise<string> {
      await mine;
      const personId = journal.persons.get(photo.item.person);
      if (personId === undefined) return make(photo);
      end();
      return add(personId, photo);
    },
  };
}

function faceOf(enrolled: Readonly<Record<string, unknown>>): string {
  return (enrolled.face as { readonly id: string }).id;
}

/** Another server says that it does not know the path. */
async function hasExtensions(sender: Sender): Promise<boolean> {
  try {
    await sender.json({ method: 'GET', path: `${PERSONS}/count` });
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}
