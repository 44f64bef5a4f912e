import type { ListId } from '../../../domain/ids.ts';
import type { QueryOf } from '../../wire/query/queryParameters.ts';
import { oneOf, text, uuid } from '../../wire/query/queryParameters.ts';

/** Which persons are wanted. */
export const personFilter = {
  text: text('Searched in user_data and external_id, whatever the letter case'),
  match: oneOf(['contains', 'prefix'], 'Where the text must stand; contains when left out'),
  list_id: uuid<ListId>('Only members of this persons list'),
} as const;

/** The same in the words of the rules. */
export function wantedPersons({ text, match = 'contains', list_id }: QueryOf<typeof personFilter>) {
  return { text, match, listId: list_id };
}
