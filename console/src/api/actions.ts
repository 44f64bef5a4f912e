import { ask } from './send.ts';

/** What was done to persons and faces, and can be taken back. */
export interface Action {
  readonly id: string;
  readonly kind: 'merge' | 'split' | 'assign' | 'reject' | 'dismiss' | 'erase';
  readonly create_time: string;
  readonly undo_time: string | null;
  readonly person_id: string | null;
  readonly other_person_id: string | null;
  /** The first hundred. */
  readonly descriptor_ids: readonly string[];
  readonly photos: number;
}

export interface ActionsPage {
  readonly actions: readonly Action[];
  readonly next: string | null;
}

const act = (kind: Action['kind'], json: object) => ask<Action>(`/ext/1/actions/${kind}`, { method: 'POST', json });

/** All photos and lists of one person go to another, who stays. */
export const mergePeople = (into: string, from: string) => act('merge', { into, from });

/** Photos of a person become a new one's. */
export const splitPerson = (person_id: string, descriptor_ids: readonly string[], user_data: string) =>
  act('split', { person_id, descriptor_ids, user_data });

/** Faces without a person become a person's. */
export const assignFaces = (descriptor_ids: readonly string[], person_id: string) =>
  act('assign', { descriptor_ids, person_id });

export interface NewPerson {
  readonly user_data: string;
  readonly list_ids?: readonly string[];
}

/** Faces without a person become a new one. */
export const enrolFaces = (descriptor_ids: readonly string[], person: NewPerson) =>
  act('assign', { descriptor_ids, person });

/** These faces are not this person's. */
export const rejectFaces = (person_id: string, descriptor_ids: readonly string[]) =>
  act('reject', { person_id, descriptor_ids });

/** These two are not one person. */
export const rejectPair = (person_id: string, other_person_id: string) => act('reject', { person_id, other_person_id });

/** These faces are not offered any more. */
export const dismissFaces = (descriptor_ids: readonly string[]) => act('dismiss', { descriptor_ids });

export const undoAction = (id: string) => ask<Action>(`/ext/1/actions/${id}/undo`, { method: 'POST' });

const ACTIONS_OF_PAGE = 50;

export function actionsPage(after: string | undefined, signal: AbortSignal, person?: string): Promise<ActionsPage> {
  return ask('/ext/1/actions', { query: { limit: ACTIONS_OF_PAGE, after, person_id: person }, signal });
}
