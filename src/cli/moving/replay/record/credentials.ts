import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const MARK_LENGTH = 16;

/** Headers that say who asks. */
export type Credentials = Readonly<Record<string, string>>;

/**
 * Stands for a credential in a recording. It cannot be turned back: tokens are random, and of a login only the e-mail goes
 * into it, since passwords could be guessed.
 * @param salt of the recording
 */
export function credentialMark(salt: string, credentials: Credentials): string | null {
  const token = credentials['x-auth-token'];
  const text = token === undefined ? loginOf(credentials.authorization) : `token ${token.toLowerCase()}`;
  if (text === undefined) return null;
  return createHmac('sha256', salt).update(text).digest('hex').slice(0, MARK_LENGTH);
}

/** Where both come, the token counts (contract 00 §3.3). */
export function credentialsOf(headers: IncomingHttpHeaders): Credentials {
  const token = headers['x-auth-token'];
  if (token !== undefined) return { 'x-auth-token': String(token) };
  return headers.authorization === undefined ? {} : { authorization: headers.authorization };
}

function loginOf(authorization: string | undefined): string | undefined {
  const [, encoded] = /^basic\s+(\S+)$/i.exec(authorization ?? '') ?? [];
  const [login] = Buffer.from(encoded ?? '', 'base64')
    .toString()
    .split(':');
  return login ? `login ${login.toLowerCase()}` : undefined;
}

const SECRET_PARAMETER = /([?&](?:auth_token|token|password)=)[^&]*/gi;
const ACCOUNT_PATH = /^(?:\/\d)?\/(?:accounts?|login)(?:\/|\?|$)/i;
const ACCOUNT_ITSELF = /^(?:\/\d)?\/account\/?$/i;

/** Whether a request has or asks for tokens or passwords in its path or bodies. */
export function isAboutCredentials(method: string, path: string): boolean {
  return ACCOUNT_PATH.test(path) && !(method === 'GET' && ACCOUNT_ITSELF.test(path));
}

/** A path that may be read by others: the ids of tokens are their values. */
export function pathWithoutSecrets(method: string, path: string): string {
  const bare = path.replace(SECRET_PARAMETER, '$1*');
  return isAboutCredentials(method, path) ? bare.replace(/(\/tokens\/)[^/?]+/i, '$1*') : bare;
}
