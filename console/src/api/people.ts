import { unwrap } from '../../../client/src/client.ts';
import { ask, luna } from './send.ts';

/** What the screens show of a person. */
export interface PersonCard {
  readonly id: string;
  readonly user_data: string;
  readonly external_id: string | null;
  readonly create_time: string;
  /** The face that stands for the person. */
  readonly portrait: string | null;
  readonly photos: number;
  readonly lists: readonly string[];
}

export interface Person {
  readonly id: string;
  readonly user_data: string;
  readonly external_id: string | null;
  readonly create_time: string;
  readonly descriptors: readonly string[];
  readonly lists: readonly string[];
}

export interface PeopleFilter {
  /** Searched in user data and external ids. */
  readonly text: string;
  readonly list: string;
  readonly order?: 'oldest' | undefined;
}

export const PAGE_SIZE = 60;

const queryOf = ({ text, list, order }: PeopleFilter) => ({
  text: text || undefined,
  list_id: list || undefined,
  order: order ?? undefined,
});

/** @param page from 0 on */
export async function peoplePage(
  filter: PeopleFilter,
  page: number,
  signal: AbortSignal,
): Promise<readonly PersonCard[]> {
  const query = { ...queryOf(filter), skip: page * PAGE_SIZE || undefined, limit: PAGE_SIZE };
  const { persons } = await ask<{ persons: readonly PersonCard[] }>('/ext/1/persons', { query, signal });
  return persons;
}

export async function peopleCount({ text, list }: PeopleFilter, signal: AbortSignal): Promise<number> {
  const { count } = await ask<{ count: number }>('/ext/1/persons/count', { query: queryOf({ text, list }), signal });
  return count;
}

export function readPerson(id: string, signal?: AbortSignal): Promise<Person> {
  return unwrap(
    luna.GET('/4/storage/persons/{person_id}', { params: { path: { person_id: id } }, signal: signal ?? null }),
  );
}

export interface PersonData {
  readonly user_data: string;
  readonly external_id: string | null;
}

export async function createPerson(data: PersonData): Promise<string> {
  const { person_id: id } = await unwrap(luna.POST('/4/storage/persons', { body: data }));
  return id;
}

export async function changePerson(id: string, data: PersonData): Promise<void> {
  await unwrap(luna.PATCH('/4/storage/persons/{person_id}', { params: { path: { person_id: id } }, body: data }));
}

export async function deletePerson(id: string): Promise<void> {
  await unwrap(luna.DELETE('/4/storage/persons/{person_id}', { params: { path: { person_id: id } } }));
}

export async function linkFace(id: string, face: string, action: 'attach' | 'detach'): Promise<void> {
  const params = { path: { person_id: id }, query: { do: action, descriptor_id: face } };
  await unwrap(luna.PATCH('/4/storage/persons/{person_id}/linked_descriptors', { params }));
}

export async function linkList(id: string, list: string, action: 'attach' | 'detach'): Promise<void> {
  const params = { path: { person_id: id }, query: { do: action, list_id: list } };
  await unwrap(luna.PATCH('/4/storage/persons/{person_id}/linked_lists', { params }));
}
