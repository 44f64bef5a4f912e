import { Type } from 'typebox';
import { isEmail, isPassword } from '../../core/accountRules.ts';
import { apiError } from '../errors.ts';
import { json, registrationText } from '../jsonBody.ts';
import { operation } from '../operation.ts';
import { Uuid } from '../schemas.ts';

function checkPassword(password: string): void {
  if (!isPassword(password)) throw apiError('badPasswordLength');
}

function checkEmail(email: string): void {
  if (!isEmail(email)) throw apiError('badEmail');
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
