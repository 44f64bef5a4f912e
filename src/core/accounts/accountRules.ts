/** Local part of groups separated by dots, then domain labels, the last of 2 to 4 letters (contract 10). */
const EMAIL = /^[_a-z0-9-]+(\.[_a-z0-9-]+)*@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,4}$/;
/** No mailbox is longer (RFC 5321); it also bounds the work of the pattern. */
export const LONGEST_EMAIL = 254;

/** Characters, counted as code points (contract 10). */
export const PASSWORD_LENGTH = { minimum: 8, maximum: 32 } as const;

/** Whether the text can be the login of an account, in any letter case. */
export function isEmail(text: string): boolean {
  return text.length <= LONGEST_EMAIL && EMAIL.test(text.toLowerCase());
}

export function isPassword(text: string): boolean {
  const { length } = [...text];
  return length >= PASSWORD_LENGTH.minimum && length <= PASSWORD_LENGTH.maximum;
}
