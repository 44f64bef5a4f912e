import { LunaError } from '../../../client/src/lunaError.ts';
import type { PersonData } from './people.ts';
import { ask } from './send.ts';

interface Enrolled {
  readonly person_id: string;
  readonly face: { readonly id: string };
}

/** Code of a photo that shows more faces than the one that was asked for (docs/errors.md). */
const SEVERAL_FACES = 4004;

/** Whether a photo was refused because it shows several faces. */
export const hasSeveralFaces = (error: unknown) => error instanceof LunaError && error.code === SEVERAL_FACES;

/** Makes a person of the only face of a photo, all or nothing. @throws LunaError, of several faces too */
export async function enrolPhoto(photo: Blob, { user_data, external_id }: PersonData): Promise<string> {
  const query = { faces: 'only', user_data, external_id: external_id ?? undefined };
  const { person_id } = await ask<Enrolled>('/ext/1/persons', { method: 'POST', query, body: photo });
  return person_id;
}

/** Gives the only face of a photo to a person. @returns the face @throws LunaError, of several faces too */
export async function addPhoto(person: string, photo: Blob): Promise<string> {
  const path = `/ext/1/persons/${person}/photos`;
  const { face } = await ask<Enrolled>(path, { method: 'POST', query: { faces: 'only' }, body: photo });
  return face.id;
}
