import type { ListId } from '../../domain/ids.ts';
import { oneOf, required, uuid } from '../wire/query/queryParameters.ts';

/** `do` and `list_id` of a change of one object's lists (contract 40). */
export const linkParameters = {
  do: required(oneOf(['attach', 'detach'], 'What to do')),
  list_id: required(uuid<ListId>('List')),
} as const;
