import type { Rejected, UploadItem } from '../uploadItem.ts';
import { textProblem } from './textProblem.ts';

/** An item whose person is told by the path alone. */
export function itemOfPath(name: string, person: string, read: UploadItem['read']): UploadItem | Rejected {
  const problem = textProblem(person, null);
  if (problem !== undefined) return { name, reason: problem };
  return { name, person, userData: person, externalId: null, lists: [], read };
}
