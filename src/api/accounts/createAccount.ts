import { Type } from 'typebox';
import { apiError } from '../errors.ts';
import { json, registrationText } from '../jsonBody.ts';
import { operation } from '../operation.ts';
import { Uuid } from '../schemas.ts';

/** Local part of groups separated by dots, then domain labels, the last of 2 to 4 letters (contract 10). */
const EMAIL = /^[_a-z0-9-]+(\.[_a-z0-9-]+)*@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,4}$/;
/** No mailbox is longer (RFC 5321); it also bounds the work of the pattern. */
const LONGEST_EMAIL = 254;

function checkPassword(password: string): void {
  const { length } = [...password];
  if (length < 8 || length > 32) throw apiError('badPasswordLength');
}

function checkEmail(email: string): void {
  if (email.length > LONGEST_EMAIL || !EMAIL.test(email.toLowerCase())) throw apiError('badEmail');
}

/** POST /accounts (contract 10): the order of the members is the order of the checks. */
export const createAccount = operation({
  method: 'POST',
  path: '/accounts',
  tag: 'accounts',
  summary: 'Register an account; the answer holds its first token',
  access: 'none',
  body: json({
    organization_name: registrationText({ maxLength: 128 }),
    password: registrationText({ schema: Type.String({ minLength: 8, maxLength: 32 }) }, checkPassword),
    email: registrationText({ schema: Type.String({ format: 'email' }) }, checkEmail),
  }),
  answer: { status: 201, schema: Type.Object({ token: Uuid }) },
  async run({ body, accounts }) {
    const token = await accounts.register({
      organizationName: body.organization_name,
      password: body.password,
      email: body.email,
    });
    return { token };
  },
});
