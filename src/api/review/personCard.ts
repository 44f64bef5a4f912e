import { Type } from 'typebox';
import type { Persons } from '../../core/persons/persons.ts';
import { EXAMPLE_ID, PERSON } from '../documented/exampleObjects.ts';
import { Count, NullableText, NullableUuid, Time, Uuid } from '../operations/answerObjects.ts';

/** What a list or a candidate shows of a person. */
export const PersonCard = Type.Object({
  id: Uuid,
  user_data: Type.String(),
  external_id: NullableText,
  create_time: Time,
  portrait: NullableUuid,
  photos: Count,
  lists: Type.Array(Uuid),
});

export const PERSON_CARD = {
  id: PERSON.id,
  user_data: PERSON.user_data,
  external_id: PERSON.external_id,
  create_time: PERSON.create_time,
  portrait: EXAMPLE_ID.descriptor,
  photos: 1,
  lists: PERSON.lists,
};

type Person = Awaited<ReturnType<Persons['get']>>;

/** The oldest photo stands for the person. */
export function packCard({ personId, userData, externalId, createTime, descriptors, lists }: Person) {
  return {
    id: personId,
    user_data: userData,
    external_id: externalId,
    create_time: createTime,
    portrait: descriptors[0] ?? null,
    photos: descriptors.length,
    lists,
  };
}
