import { parseId } from '../../../../domain/ids.ts';
import { TEXT_LENGTH } from '../../../../domain/textLengths.ts';
import type { Json } from '../../remote/outcome.ts';

/** Why an object cannot be kept as it is: its id, or a text that no column here holds. */
export function unfitness(id: string, { user_data, list_data, token_data, external_id }: Json): string | undefined {
  if (parseId(id) === undefined) return 'its id is no UUID4';
  const long = [user_data, list_data, token_data].some((text) => lengthOf(text) > TEXT_LENGTH.data);
  if (long) return `a text has more than ${TEXT_LENGTH.data} characters`;
  return lengthOf(external_id) > TEXT_LENGTH.externalId
    ? `external_id has more than ${TEXT_LENGTH.externalId} characters`
    : undefined;
}

function lengthOf(text: unknown): number {
  return typeof text === 'string' ? [...text].length : 0;
}
