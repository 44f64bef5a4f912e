import { unwrap } from '../../../client/src/client.ts';
import { luna } from './send.ts';

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
  readonly text: string;
  readonly list: string;
}

export const PAGE_SIZE = 60;

export interface PeoplePage {
  readonly persons: readonly PersonCard[];
  readonly count: number;
}

export function cardOf({ descriptors, ...person }: Person): PersonCard {
  return { ...person, portrait: descriptors[0] ?? null, photos: descriptors.length };
}

/** @param page from 0 on */
export async function peoplePage(filter: PeopleFilter, page: number, signal: AbortSignal): Promise<PeoplePage> {
  const paging = { page: page + 1, page_size: PAGE_SIZE };
  if (filter.list !== '') {
    const path = { list_id: filter.list };
    const members = await unwrap(luna.GET('/4/storage/lists/{list_id}', { params: { path, query: paging }, signal }));
    return 'persons' in members
      ? { persons: members.persons.map(cardOf), count: members.count }
      : { persons: [], count: 0 };
  }
  const query = { ...paging, ...(filter.text !== '' && { user_data: filter.text }) };
  const { persons, count } = await unwrap(luna.GET('/4/storage/persons', { params: { query }, signal }));
  return { persons: persons.map(cardOf), count };
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
