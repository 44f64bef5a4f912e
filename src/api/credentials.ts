import type { IncomingMessage } from 'node:http';
import type { Authentication, Identity } from '../core/authentication.ts';
import { AuthenticationFailed } from '../domain/errors.ts';
import { parseId, type TokenId } from '../domain/ids.ts';
import type { Access } from './operation.ts';

/**
 * Finds out who sends a request (contract 00 §3). A token wins over Basic where both are taken.
 * @throws AuthenticationFailed
 */
export async function identify(
  request: IncomingMessage,
  access: Exclude<Access, 'none'>,
  takesToken: boolean,
  authentication: Authentication,
): Promise<Identity> {
  const identity = await readIdentity(request, takesToken, authentication);
  if (!identity.account.active && access !== 'basic-even-suspended') throw new AuthenticationFailed('suspended');
  return identity;
}

function readIdentity(
  request: IncomingMessage,
  takesToken: boolean,
  authentication: Authentication,
): Promise<Identity> {
  const token = request.headers['x-auth-token'];
  if (takesToken && token !== undefined) {
    const tokenId = parseId<TokenId>(String(token));
    if (tokenId === undefined) throw new AuthenticationFailed('malformed-token');
    return authentication.byToken(tokenId);
  }
  const { login, password } = readBasic(request);
  return authentication.byPassword(login, password);
}

const BASIC = /^basic +([A-Za-z0-9+/]+={0,2})$/i;

/** Two Authorization headers are refused: proxies and servers disagree on which of them counts. */
function readBasic(request: IncomingMessage): { login: string; password: string } {
  const { authorization } = request.headers;
  if (authorization === undefined) throw new AuthenticationFailed('missing');
  if ((request.headersDistinct.authorization?.length ?? 0) > 1) throw new AuthenticationFailed('malformed');
  const [, encoded] = BASIC.exec(authorization.trim()) ?? [];
  if (encoded === undefined) throw new AuthenticationFailed('malformed');
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon === -1) throw new AuthenticationFailed('malformed');
  const login = text.slice(0, colon);
  // NUL cannot be stored, so no account has it, and databases refuse the look-up.
  if (login.includes('\0')) throw new AuthenticationFailed('unknown');
  return { login, password: text.slice(colon + 1) };
}

/** Value of `WWW-Authenticate` (contract 00 §3). */
export function challenge(access: Access): string {
  const basic = 'Basic realm="login:password"';
  return access === 'account' ? `${basic} or token` : basic;
}
