import { parseId } from '../../../../domain/ids.ts';
import type { Json } from '../../remote/outcome.ts';

const LONGEST_TEXT = 128;
const LONGEST_EXTERNAL_ID = 36;

/** Why an object cannot be kept as it is: its id, or a text that no column here holds. */
export function unfitness(id: string, { user_data, list_data, token_data, external_id }: Json): string | undefined {
  if (parseId(id) === undefined) return 'its id is no UUID4';
  const long = [user_data, list_data, token_data].some((text) => lengthOf(text) > LONGEST_TEXT);
  if (long) return `a text has more than ${LONGEST_TEXT} characters`;
  return lengthOf(external_id) > LONGEST_EXTERNAL_ID
    ? `external_id has more than ${LONGEST_EXTERNAL_ID} characters`
    : undefined;
}

function lengthOf(text: unknown): number {
  return typeof text === 'string' ? [...text].length : 0;
}
