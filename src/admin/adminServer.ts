import type { Socket } from 'node:net';
import swagger from '@fastify/swagger';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { Type } from 'typebox';
import { Check, Convert, Errors } from 'typebox/value';
import type { ByteBudget } from '../concurrency/memory/byteBudget.ts';
import { createAdminGate } from '../core/accounts/adminKey.ts';
import type { Audited } from '../core/audit/audited.ts';
import { admitBodies } from '../http/bodies/admitBodies.ts';
import { refuseBeforeBody } from '../http/bodies/refuseBeforeBody.ts';
import type { ClientAddress } from '../http/clientAddress.ts';
import { closeInSteps, DRAIN } from '../http/closeInSteps.ts';
import { requestDeadlines } from '../http/closing/requestDeadlines.ts';
import { answerInTurn } from '../http/pipelining/answerInTurn.ts';
import { answerHeaders, pageHeaders } from '../http/securityHeaders.ts';
import { shareSerializers } from '../http/sharedSerializers.ts';
import { shownDetail } from '../http/shownDetail.ts';
import { shownPath } from '../http/shownPath.ts';
import { TouchedObjects } from '../http/touchedObjects.ts';
import { ADMIN_ERRORS, AdminError, NO_PAGE, TOO_LARGE, toAdminError } from './adminError.ts';
import { answerInLines, JSON_LINES, wantsLines } from './answerInLines.ts';
import { answerWithFile } from './answerWithFile.ts';
import { auditAdminRequest } from './audit/auditAdminRequest.ts';
import type { AdminAnswer, AdminContext, AdminOperation, AdminServices } from './operation.ts';
import { adminOperations } from './operations.ts';
import { refuseConnect, refuseMalformed } from './refuseMalformed.ts';

export interface AdminServerOptions {
  readonly services: AdminServices;
  /** Opens everything but the documentation. Undefined: anyone who can connect may do everything, as on a private socket. */
  readonly key: string | undefined;
  readonly version: string;
  readonly log: FastifyBaseLogger;
  readonly clientAddress: ClientAddress;
  /** Takes entries of the audit log; undefined where there is none. */
  readonly audit: ((audited: Audited) => void) | undefined;
  /** Milliseconds for a client to send a whole request. */
  readonly requestTimeout: number;
  /** Memory that the bodies under way may take together. */
  readonly bodyMemory: ByteBudget;
}

declare module 'fastify' {
  interface FastifyRequest {
    adminFailure: AdminError | undefined;
  }
}

const DESCRIPTION = `What only an administrator does. Every operation asks for \`Authorization: Bearer\` with the key that
the setting ADMIN_KEY holds.`;

const ErrorObject = Type.Object({ error: Type.String(), detail: Type.String() });

/** The administrator's API as a fastify instance; the caller makes it listen and closes it. */
export async function createAdminServer(options: AdminServerOptions): Promise<FastifyInstance> {
  const opens = options.key === undefined ? () => true : createAdminGate(options.key);
  const drainLimits = { ...DRAIN, whole: options.requestTimeout };
  const app: FastifyInstance = Fastify({
    loggerInstance: options.log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    requestTimeout: options.requestTimeout,
    http: requestDeadlines(options.requestTimeout),
    frameworkErrors(error, request, reply) {
      reply.headers(answerHeaders(''));
      sendFailure(error, request, reply);
    },
    clientErrorHandler: (error, socket) => refuseMalformed(error, socket as Socket, drainLimits),
    // A client that sends `{"__proto__": …}` is told so by the schema.
    onProtoPoisoning: 'error',
  });
  answerInTurn(app.server);
  app.decorateRequest('adminFailure', undefined);
  checkBySchemas(app);
  shareSerializers(app);
  answerErrors(app);
  app.addHook('onRequest', async (request, reply) => void reply.headers(answerHeaders(request.url)));
  refuseBeforeBody(app, {
    notFound: () => new AdminError('not-found', NO_PAGE),
    expectation: () => new AdminError('expectation-failed', 'Expect: can only be 100-continue'),
  });
  admitBodies(app, { memory: options.bodyMemory, tooLarge: () => new AdminError('too-large', TOO_LARGE) });
  closeInSteps(app, drainLimits);
  refuseConnect(app, drainLimits);
  app.addHook(
    'onSend',
    async (_request, reply) => void reply.headers(pageHeaders(String(reply.getHeader('content-type')))),
  );
  if (options.key !== undefined) await registerDocs(app, options.version);
  const closing = new AbortController();
  app.addHook('preClose', async () => closing.abort(new AdminError('unavailable', 'the server closes')));
  const surroundings = { services: options.services, opens, closing: closing.signal };
  for (const operation of adminOperations) register(app, operation, surroundings);
  app.addHook('onResponse', async (request, reply) => {
    logRequest(request, reply, options.clientAddress);
    options.audit?.(auditAdminRequest(request, reply, options.clientAddress));
  });
  await app.ready();
  return app;
}

function logRequest(request: FastifyRequest, reply: FastifyReply, clientAddress: ClientAddress): void {
  const { method, routeOptions, adminFailure } = request;
  const touched = new TouchedObjects();
  touched.add(request.params);
  touched.add(request.body);
  request.log.info(
    {
      method,
      ...(routeOptions.url === undefined ? { path: shownPath(request.url) } : { route: routeOptions.url }),
      status: reply.statusCode,
      clientAddress: clientAddress(request.raw),
      ...touched.members,
      ...(adminFailure && {
        error: { code: adminFailure.kind, detail: shownDetail(adminFailure.message) },
      }),
    },
    'admin request',
  );
}

/** Bodies are taken as they are; parameters are texts first and read as what the schema says. */
function checkBySchemas(app: FastifyInstance): void {
  app.setValidatorCompiler<object>(({ schema, httpPart = '' }) => (data: unknown) => {
    const value = httpPart === 'body' ? data : Convert(schema, data);
    if (Check(schema, value)) return { value };
    const [first] = Errors(schema, value);
    const where = `${httpPart}${first?.instancePath ?? ''}`;
    return { error: new AdminError('bad-request', `${where}: ${first?.message ?? 'is not as documented'}`) };
  });
}

function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler(sendFailure);
  app.setNotFoundHandler(() => {
    throw new AdminError('not-found', NO_PAGE);
  });
}

function sendFailure(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const failed = noteFailure(request, error);
  reply.code(ADMIN_ERRORS[failed.kind]);
  if (failed.kind === 'unauthorized') reply.header('WWW-Authenticate', 'Bearer realm="admin"');
  reply.send({ error: failed.kind, detail: failed.message });
}

/** The text for the client; the log of the request has it, too. */
function noteFailure(request: FastifyRequest, error: unknown): AdminError {
  const failed = toAdminError(error);
  request.adminFailure = failed;
  if (request.raw.socket.destroyed) request.log.debug('the client left before the answer');
  else if (failed.cause) request.log.error({ err: failed.cause }, 'admin request failed');
  return failed;
}

async function registerDocs(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'luna-backport3: administration', version, description: DESCRIPTION },
      components: { securitySchemes: { admin: { type: 'http', scheme: 'bearer', description: 'ADMIN_KEY' } } },
    },
  });
  // Loaded here: it brings a hundred modules, and most starts have no administrator's key.
  const { default: swaggerUi } = await import('@fastify/swagger-ui');
  await app.register(swaggerUi, { routePrefix: '/docs' });
  app.get('/docs/spec', { schema: { hide: true } }, async () => app.swagger());
}

interface Surroundings {
  readonly services: AdminServices;
  readonly opens: (authorization: string | undefined) => boolean;
  /** Ends long work when the server closes. */
  readonly closing: AbortSignal;
}

function register(app: FastifyInstance, operation: AdminOperation, { services, opens, closing }: Surroundings): void {
  const { method, path, tag, summary, params, query, body, bodyLimit, answer } = operation;
  app.route({
    method,
    url: path,
    ...(bodyLimit !== undefined && { bodyLimit }),
    schema: {
      tags: [tag],
      summary,
      security: [{ admin: [] }],
      ...(params && { params }),
      ...(query && { querystring: query }),
      ...(body && { body }),
      response: { [answer.status]: responseOf(answer), default: ErrorObject },
    },
    async onRequest({ headers }) {
      if (opens(headers.authorization)) return;
      throw new AdminError('unauthorized', headers.authorization ? 'the key is wrong' : 'a key is needed');
    },
    async handler(request, reply) {
      const isLong = 'events' in answer || 'file' in answer;
      const signal = AbortSignal.any([
        closing,
        leavingOf(
          reply,
          () => isLong && request.log.info({ method, route: path }, 'long operation stopped: its client left'),
        ),
      ]);
      const work = async (tell: (event: unknown) => Promise<void>) => {
        const { params, query, body } = request;
        const context: AdminContext<unknown, unknown, unknown> = { ...services, params, query, body, signal, tell };
        if (!('events' in answer)) return operation.run(context);
        // What was broken off is not done, whatever it returned or threw.
        const result = await operation.run(context).catch((error: unknown) => {
          throw signal.aborted ? signal.reason : error;
        });
        signal.throwIfAborted();
        return result;
      };
      if ('events' in answer && wantsLines(request))
        return answerInLines(reply, work, (error) => noteFailure(request, error));
      const result = await work(async () => undefined);
      if ('file' in answer) return answerWithFile(reply, answer.file, result as AsyncGenerator<Uint8Array>);
      if ('text' in answer) return reply.type(answer.text).send(result);
      return answer.status === 204 ? reply.code(204).send() : reply.code(answer.status).send(result);
    },
  });
}

function responseOf(answer: AdminAnswer) {
  if (answer.status === 204) return Type.Null();
  if ('text' in answer) {
    const [type = ''] = answer.text.split(';', 1);
    return { description: 'Default Response', content: { [type]: { schema: Type.String() } } };
  }
  if ('file' in answer) {
    const schema = { type: 'string', format: 'binary' };
    return { description: 'Default Response', content: { [answer.file]: { schema } } };
  }
  if (!answer.events) return answer.schema;
  return {
    description: 'Default Response',
    content: {
      'application/json': { schema: answer.schema },
      [JSON_LINES]: { schema: Type.Object({ event: answer.events }) },
    },
  };
}

/** Aborted when the client has left before its whole answer. */
function leavingOf({ raw }: FastifyReply, onLeft: () => void): AbortSignal {
  const leaving = new AbortController();
  raw.once('close', () => {
    if (raw.writableFinished) return;
    onLeft();
    leaving.abort(new AdminError('unavailable', 'the client has left'));
  });
  return leaving.signal;
}
