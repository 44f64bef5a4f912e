import { expect } from 'vitest';
import type { Answer, Client, RequestOptions } from './client.ts';
import { type Photo, photo } from './photos.ts';

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Face {
  readonly id: string;
  readonly rect: Rect;
  readonly rectISO: Rect;
  readonly score: number;
  readonly attributes?: Attributes;
  readonly quality?: Readonly<Record<string, number>>;
}

export interface Attributes {
  readonly age: number;
  readonly gender: number;
  readonly eyeglasses?: number;
  readonly emotions?: { predominant_emotion: string; estimations: Record<string, number> };
  readonly ethnicities?: { predominant_ethnicity: string; estimations: Record<string, number> };
  readonly head_pose?: { yaw: number; pitch: number; roll: number };
}

export interface Extraction {
  readonly faces: Face[];
  readonly exif?: Record<string, unknown>;
}

export interface Person {
  readonly id: string;
  readonly user_data: string;
  readonly external_id: string | null;
  readonly create_time: string;
  readonly descriptors: string[];
  readonly lists: string[];
}

export interface Descriptor {
  readonly id: string;
  readonly last_update: string;
  readonly person_id: string | null;
  readonly lists: string[];
}

export interface ListEntry {
  readonly id: string;
  readonly list_data: string;
  readonly count: number;
}

export interface PersonCandidate {
  readonly similarity: number;
  readonly person_id: string;
  readonly descriptor_id: string;
  readonly user_data: string;
  readonly external_id: string | null;
}

export interface DescriptorCandidate {
  readonly id: string;
  readonly similarity: number;
}

/** The body of an answer that must have this status. */
export function expectBody<Body>(answer: Answer, status: number): Body {
  expect(answer.status, `${answer.method} ${answer.path}: ${answer.text.slice(0, 500)}`).toBe(status);
  return answer.json<Body>();
}

/** `204`, no body. */
export function expectDone(answer: Answer): void {
  expect(`${answer.status} ${answer.text}`, `${answer.method} ${answer.path}`).toBe('204 ');
}

export async function createPerson(
  api: Client,
  fields?: { user_data?: string; external_id?: string | null },
): Promise<string> {
  const answer = await api.post('/storage/persons', fields ? { json: fields } : {});
  return expectBody<{ person_id: string }>(answer, 201).person_id;
}

export async function createList(api: Client, type: 'persons' | 'descriptors', listData?: string): Promise<string> {
  const body = listData === undefined ? {} : { json: { list_data: listData } };
  const answer = await api.post('/storage/lists', { query: { type }, ...body });
  return expectBody<{ list_id: string }>(answer, 201).list_id;
}

/** POST /storage/descriptors with a JPEG. */
export function postImage(api: Client, image: Buffer, options: RequestOptions = {}): Promise<Answer> {
  return api.post('/storage/descriptors', { body: image, type: 'image/jpeg', ...options });
}

export async function extract(
  api: Client,
  image: Buffer,
  query: NonNullable<RequestOptions['query']> = {},
): Promise<Extraction> {
  return expectBody<Extraction>(await postImage(api, image, { query }), 201);
}

/** Id of the one face of a photo. */
export async function enrol(api: Client, name: Photo): Promise<string> {
  const { faces } = await extract(api, await photo(name));
  const [face, ...more] = faces;
  expect(more, `${name} must hold one face`).toHaveLength(0);
  if (!face) {
    throw new Error(`no face in ${name}`);
  }
  return face.id;
}

export async function attachDescriptor(api: Client, personId: string, descriptorId: string): Promise<void> {
  expectDone(
    await api.patch(`/storage/persons/${personId}/linked_descriptors`, {
      query: { do: 'attach', descriptor_id: descriptorId },
    }),
  );
}

export async function linkToList(
  api: Client,
  kind: 'persons' | 'descriptors',
  id: string,
  listId: string,
  action: 'attach' | 'detach' = 'attach',
): Promise<void> {
  expectDone(await api.patch(`/storage/${kind}/${id}/linked_lists`, { query: { do: action, list_id: listId } }));
}

/** A person with the faces of these photos. */
export async function enrolPerson(api: Client, photos: readonly Photo[], userData = ''): Promise<EnrolledPerson> {
  const descriptors: string[] = [];
  for (const name of photos) {
    descriptors.push(await enrol(api, name));
  }
  const person = await createPerson(api, { user_data: userData });
  for (const descriptor of descriptors) {
    await attachDescriptor(api, person, descriptor);
  }
  return { person, descriptors };
}

export interface EnrolledPerson {
  readonly person: string;
  readonly descriptors: string[];
}

/** The only or first item, or a clear failure. */
export function first<Item>(items: readonly Item[]): Item {
  const [item] = items;
  if (item === undefined) {
    throw new Error('expected at least one item');
  }
  return item;
}
