import type { FastifyInstance } from 'fastify';
import { apiError } from '../errors/apiError.ts';
import { registerOtherMethods } from '../operations/otherMethods.ts';
import type { Cors } from '../request/cors.ts';
import { type ConsoleFiles, readConsoleFiles } from './consoleFiles.ts';
import { rootFrom } from './pageFrame.ts';

export interface ConsoleFacts {
  /** Who may register, so that the page offers no form that the service refuses. */
  readonly registration: 'open' | 'invite' | 'closed';
}

/** Names of scripts and styles hold a hash of their contents: one that was fetched never changes. */
const FOREVER = 'public, max-age=31536000, immutable';

/** The page runs no script and no style but its own files, and no string ever becomes HTML or a script. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': POLICY,
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  // Photos may be taken for a new person; nothing else of the machine is asked for.
  'permissions-policy': 'camera=(self), microphone=(), geolocation=()',
  'cache-control': 'no-cache',
} as const;

const hidden = { schema: { hide: true } };

/** The console at `/console`: one page, whose screens are fragments of its address, so that it works below any path. */
export function registerConsole(app: FastifyInstance, facts: ConsoleFacts, cors: Cors): void {
  // Read once and by the first visit: a start does not wait for it.
  let reading: Promise<ConsoleFiles | undefined> | undefined;
  const files = async () => {
    reading ??= readConsoleFiles();
    const found = await reading;
    if (!found) throw apiError('pageNotFound');
    return found;
  };

  app.get('/console', hidden, async (request, reply) => {
    const { page } = await files();
    const html = page
      .replaceAll('"./', `"${rootFrom(request.url)}console/`)
      .replace('content="REGISTRATION"', `content="${facts.registration}"`);
    return reply.headers(HEADERS).type('text/html; charset=utf-8').send(html);
  });

  app.get<{ Params: { name: string } }>('/console/assets/:name', hidden, async (request, reply) => {
    const file = (await files()).assets.get(request.params.name);
    if (!file) throw apiError('pageNotFound');
    const zipped = /\bgzip\b/.test(String(request.headers['accept-encoding'])) ? file.gzip : undefined;
    if (zipped) reply.header('content-encoding', 'gzip');
    return reply
      .headers({ 'cache-control': FOREVER, vary: 'Accept-Encoding' })
      .type(file.type)
      .send(zipped ?? file.bytes);
  });

  for (const url of ['/console', '/console/assets/:name']) registerOtherMethods(app, url, ['GET'], cors);
}
