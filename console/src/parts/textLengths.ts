/**
 * Longest texts and lengths of passwords, in characters: the fields' own copy, so that nothing is sent that the service refuses.
 * Decided in `src/domain/textLengths.ts` and `src/core/accounts/accountRules.ts`.
 */
export const LONGEST_DATA = 128;
export const LONGEST_EXTERNAL_ID = 36;
export const PASSWORD_LENGTH = { least: 8, most: 32 } as const;
