import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Authentication, Identity } from '../../core/logins/authentication.ts';
import type { BeginFor } from '../../domain/caller.ts';
import { ClientGone } from '../../domain/errors.ts';
import { ApiError } from '../errors/apiError.ts';
import { mapError } from '../errors/mapError.ts';
import { ErrorObject } from '../operations/answerObjects.ts';
import type { Compatibility } from '../operations/compatibility.ts';
import { registerOtherMethods } from '../operations/otherMethods.ts';
import { PREFIXES } from '../operations/routes.ts';
import { callerOf } from '../request/clientSignal.ts';
import type { Cors } from '../request/cors.ts';
import { identify, SESSION_COOKIE, sessionCookie } from '../request/credentials.ts';

export interface LoginParts {
  readonly authentication: Authentication;
  readonly beginFor: BeginFor;
  readonly compatibility: Compatibility;
  readonly cors: Cors;
}

/** No script reads the cookie, and no page of another site has it sent: the credentials in it open everything. */
const ATTRIBUTES = 'Path=/; HttpOnly; SameSite=Strict';

/** `/login`, LP3's sessions: the credentials in a cookie (contract 10). */
export function registerLogin(app: FastifyInstance, prefix: string, parts: LoginParts): void {
  const url = `${prefix}/login`;
  const whole = (summary: string, success: object) => ({
    config: { challenge: 'Basic realm="login:password"' },
    schema: {
      hide: prefix !== PREFIXES[0],
      tags: ['accounts'],
      summary,
      security: [{ basic: [] }],
      response: { ...success, default: ErrorObject },
    },
  });
  const html = { content: { 'text/html': { schema: Type.String() } } };

  app.get(url, whole('Account id of the session', { 200: html }), async (request, reply) => {
    const { account } = await admit(request, reply, parts);
    return reply.type('text/html').send(account.accountId);
  });

  app.post(url, whole('Open a session', { 201: html, 204: Type.Null() }), async (request, reply) => {
    await admit(request, reply, parts);
    if (sessionCookie(request.raw) !== undefined) return reply.code(204).send();
    const credentials = (request.headers.authorization ?? '').replace(/\s+/, '');
    setCookie(reply, `${SESSION_COOKIE}=${credentials.trim()}`);
    return reply.code(201).type('text/html').send('Created');
  });

  app.delete(url, whole('End the session', { 204: Type.Null() }), async (request, reply) => {
    // Also when the credentials are refused: a cookie that no longer opens anything must not stay.
    setCookie(reply, `${SESSION_COOKIE}=; Expires=Thu, 01 Jan 1970 00:00:00 GMT`);
    await admit(request, reply, parts);
    return reply.code(204).send();
  });

  registerOtherMethods(app, url, ['GET', 'POST', 'DELETE'], parts.cors);
}

function setCookie(reply: FastifyReply, pair: string): void {
  reply.header('Set-Cookie', `${pair}; ${ATTRIBUTES}`);
}

async function admit(
  request: FastifyRequest,
  reply: FastifyReply,
  { authentication, beginFor, compatibility }: LoginParts,
): Promise<Identity> {
  const caller = callerOf(reply);
  try {
    const client = { address: request.clientAddress, caller };
    const sources = { takesToken: false, takesCookie: true };
    return await beginFor(caller, () => identify(request.raw, client, 'basic', sources, authentication));
  } catch (error) {
    if (error instanceof ClientGone || mapError(error, compatibility)) throw error;
    throw new ApiError('authorizationFailure', { cause: error });
  }
}
