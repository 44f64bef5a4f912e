import { expect, it } from 'vitest';
import { answerHeaders } from './securityHeaders.ts';

it.each(['/', '/?a=1', '/docs', '/docs/static/swagger-ui.css', '/docs/spec?x', '//docs', '/version', '/readyz'])(
  'caches may keep %s',
  (path) => expect(answerHeaders(path)).toEqual({ 'X-Content-Type-Options': 'nosniff' }),
);

it.each(['/4/accounts', '//4/accounts', '/6/storage/portraits/x', '/config', '/documents', '/versions/4', '', '*'])(
  'no cache keeps %j',
  (path) => expect(answerHeaders(path)).toMatchObject({ 'Cache-Control': 'no-store' }),
);
