import { Type } from 'typebox';
import { isEmail, isPassword, PASSWORD_LENGTH } from '../../core/accounts/accountRules.ts';
import { TEXT_LENGTH } from '../../domain/textLengths.ts';
import { EXAMPLE_ID } from '../documented/exampleObjects.ts';
import { apiError } from '../errors/apiError.ts';
import { Uuid } from '../operations/answerObjects.ts';
import { operation } from '../operations/operation.ts';
import { json } from '../wire/body/jsonBody.ts';
import { registrationText } from '../wire/body/members.ts';
import { text } from '../wire/query/queryParameters.ts';

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
  operationId: 'createAccount',
  summary: 'Register an account; the answer holds its first token',
  description: `Creates an account and its first token. Everything else that the account stores belongs to it alone. An e-mail address can be registered once; a password has ${PASSWORD_LENGTH.minimum} to ${PASSWORD_LENGTH.maximum} characters. Send the token of the answer as \`X-Auth-Token\` with other requests; keep the password for the operations on tokens. A server may be closed to strangers, or open to those with an invitation only: the setting \`REGISTRATION\`.`,
  errors: [
    'fieldMissing',
    'fieldEmpty',
    // Text that no database holds is refused so in both modes.
    'schemaViolation',
    ({ schemaValidation }) => (schemaValidation ? 'schemaViolation' : 'fieldType'),
    'badEmail',
    'badPasswordLength',
    'emailTaken',
    'registrationClosed',
    'invitationMissing',
    'invitationUnknown',
  ],
  example: {
    body: { organization_name: 'Example Ltd', email: 'jane.doe@example.com', password: 'correct horse 9' },
    answer: { token: EXAMPLE_ID.token },
  },
  access: 'none',
  query: {
    invitation_code: text(
      'An extension: code of an invitation, where `REGISTRATION=invite` asks for one; otherwise ignored',
    ),
  },
  body: json({
    organization_name: registrationText({ maxLength: TEXT_LENGTH.data }),
    password: registrationText(
      { schema: Type.String({ minLength: PASSWORD_LENGTH.minimum, maxLength: PASSWORD_LENGTH.maximum }) },
      checkPassword,
    ),
    email: registrationText({ schema: Type.String({ format: 'email' }) }, checkEmail),
  }),
  answer: { status: 201, schema: Type.Object({ token: Uuid }) },
  check: ({ registration, query }) => registration.requireOpen(query.invitation_code),
  async run({ body, registration, query, caller }) {
    const { organization_name: organizationName, password, email } = body;
    const asked = { organizationName, password, email };
    return { token: await registration.register(asked, query.invitation_code, caller) };
  },
});
