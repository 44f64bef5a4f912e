import { TEXT_LENGTH } from '../../../../domain/textLengths.ts';

/** Why the texts of a person would be refused. */
export function textProblem(userData: string, externalId: string | null): string | undefined {
  if ([...userData].length > TEXT_LENGTH.data) return `user_data has more than ${TEXT_LENGTH.data} characters`;
  if (externalId !== null && [...externalId].length > TEXT_LENGTH.externalId) {
    return `external_id has more than ${TEXT_LENGTH.externalId} characters`;
  }
  return /\0/.test(userData + (externalId ?? '')) ? 'a NUL character' : undefined;
}
