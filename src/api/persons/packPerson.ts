import type { Persons } from '../../core/persons/persons.ts';

type Person = Awaited<ReturnType<Persons['get']>>;

/** Person object (contract 30). */
export function packPerson(person: Person) {
  return {
    id: person.personId,
    user_data: person.userData,
    external_id: person.externalId,
    create_time: person.createTime,
    descriptors: person.descriptors,
    lists: person.lists,
  };
}
