import { Type } from 'typebox';
import type { Actions } from '../../../core/review/actions.ts';
import { EXAMPLE_ID, PERSON } from '../../documented/exampleObjects.ts';
import { Count, NullableUuid, Time, Uuid } from '../../operations/answerObjects.ts';

const KINDS = ['merge', 'split', 'assign', 'reject', 'dismiss', 'erase'] as const;

/** Ids that an answer holds of an action on many photos. */
const SHOWN_FACES = 100;

/** Something that was done in review. */
export const ActionObject = Type.Object({
  id: Uuid,
  kind: Type.Unsafe<string>({ type: 'string', enum: KINDS }),
  create_time: Time,
  undo_time: Type.Unsafe<string | null>({ type: ['string', 'null'] }),
  person_id: NullableUuid,
  other_person_id: NullableUuid,
  descriptor_ids: Type.Array(Uuid, { description: `The first ${SHOWN_FACES}` }),
  photos: Count,
});

export const ACTION = {
  id: EXAMPLE_ID.action,
  kind: 'merge',
  create_time: PERSON.create_time,
  undo_time: null,
  person_id: EXAMPLE_ID.person,
  other_person_id: EXAMPLE_ID.otherPerson,
  descriptor_ids: [EXAMPLE_ID.descriptor],
  photos: 1,
};

type Action = Awaited<ReturnType<Actions['undo']>>;

/** Every kind of action has its faces in its details. */
export function packAction({ actionId, kind, createTime, undoTime, personId, otherPersonId, details }: Action) {
  const faces = Array.isArray(details.faces) ? (details.faces as readonly string[]) : [];
  return {
    id: actionId,
    kind,
    create_time: createTime,
    undo_time: undoTime,
    person_id: personId,
    other_person_id: otherPersonId,
    descriptor_ids: faces.slice(0, SHOWN_FACES),
    photos: faces.length,
  };
}
