import Fastify, { type FastifyBaseLogger, LogController } from 'fastify';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import type { AccountId, TokenId } from '../../../domain/ids.ts';
import { TouchedObjects } from '../../../http/touchedObjects.ts';
import type { Account } from '../../../store/ports/accounts.ts';
import { apiError } from '../../errors/apiError.ts';
import { createRouteFacts } from '../routeFacts.ts';
import { logRequest } from './requestLog.ts';
import { watchAnswers } from './watchAnswers.ts';

const ID = '3f0c1e0e-0000-4000-8000-000000000000';

/** The line of a request, in the log that `createLog` makes of one for JSON or of one for a terminal. */
async function lineOf(path: string, isWritten: boolean): Promise<Record<string, unknown>> {
  const lines: string[] = [];
  const log: FastifyBaseLogger = pino({ base: null, timestamp: false }, { write: (line) => void lines.push(line) });
  const writeLine = (members: string) => void lines.push(`{"level":30,${members}}`);
  const routeOf = createRouteFacts();
  const app = Fastify({
    loggerInstance: isWritten ? Object.assign(log, { writeLine }) : log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: () => 'r1',
  });
  app.addHook('onRequest', (request, _reply, done) => {
    request.clientAddress = '10.0.0.1';
    request.route = routeOf(request);
    request.touched = new TouchedObjects();
    request.touched.add({ person_ids: Array.from({ length: 21 }, (_, index) => ID.slice(0, -2) + (index + 10)) });
    request.otherModels = { 'a "model"': 3 };
    const account = { accountId: ID as AccountId } as Account;
    const identity = { account, publicTokenId: 'abcdef01-2345-4cde-8f01-23456789abcd' as TokenId };
    request.admission = { identity, caller: { isGone: false }, params: {} };
    request.failure = apiError('pageNotFound');
    done();
  });
  watchAnswers(app, [logRequest]);
  app.get('/things/:thing_id', () => 'done');
  await app.inject(path);
  await app.close();
  expect(lines.length).toBe(1);
  return JSON.parse(lines[0] ?? '');
}

it.each(['/things/1', '/no/"page"?token=x'])('the line of %s has the same members by either way', async (path) => {
  const [written, read] = [await lineOf(path, true), await lineOf(path, false)];
  expect({ ...written, milliseconds: 0 }).toEqual({ ...read, milliseconds: 0 });
  expect(written).toMatchObject({
    requestId: 'r1',
    method: 'GET',
    clientAddress: '10.0.0.1',
    token: 'abcdef012345',
    furtherObjects: 1,
    otherModels: { 'a "model"': 3 },
    error: { code: expect.any(Number) },
    msg: 'request',
  });
  expect(written.objects).toHaveLength(20);
});
