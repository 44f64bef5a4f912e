import { Type } from 'typebox';
import { isEmail, isPassword, LONGEST_EMAIL, PASSWORD_LENGTH } from '../../core/accounts/accountRules.ts';
import { TEXT_LENGTH } from '../../domain/textLengths.ts';
import { AdminError } from '../adminError.ts';
import { text } from '../schemas.ts';

export const Email = Type.String({ maxLength: LONGEST_EMAIL });
export const OrganizationName = text(TEXT_LENGTH.data, 1);
/** Lengths in code points. Written only: no answer holds one. */
export const Password = Type.String({
  minLength: PASSWORD_LENGTH.minimum,
  maxLength: PASSWORD_LENGTH.maximum * 2,
  writeOnly: true,
});

/** The rules of registration that a schema cannot say (contract 10). @throws AdminError */
export function checkTexts({ email, password }: { readonly email?: string; readonly password?: string }): void {
  if (email !== undefined && !isEmail(email)) throw new AdminError('bad-request', 'email: no e-mail address');
  if (password !== undefined && !isPassword(password)) {
    throw new AdminError(
      'bad-request',
      `password: must have ${PASSWORD_LENGTH.minimum} to ${PASSWORD_LENGTH.maximum} characters`,
    );
  }
}
