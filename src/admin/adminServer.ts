import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { Type } from 'typebox';
import { Check, Convert, Errors } from 'typebox/value';
import { createAdminGate } from '../core/adminKey.ts';
import type { ByteBudget } from '../domain/byteBudget.ts';
import { admitBodies } from '../http/admitBodies.ts';
import type { ClientAddress } from '../http/clientAddress.ts';
import { closeInSteps, DRAIN } from '../http/closeInSteps.ts';
import { refuseBeforeBody } from '../http/refuseBeforeBody.ts';
import { answerHeaders, pageHeaders } from '../http/securityHeaders.ts';
import { shownPath } from '../http/shownPath.ts';
import { TouchedObjects } from '../http/touchedObjects.ts';
import { ADMIN_ERRORS, AdminError, TOO_LARGE, toAdminError } from './errors.ts';
import type { AdminContext, AdminOperation, AdminServices } from './operation.ts';
import { adminOperations } from './operations.ts';

export interface AdminServerOptions {
  readonly services: AdminServices;
  /** Opens everything but the documentation. */
  readonly key: string;
  readonly version: string;
  readonly log: FastifyBaseLogger;
  readonly clientAddress: ClientAddress;
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

const LONGEST_DETAIL = 300;

const DESCRIPTION = `What only an administrator does. Every operation asks for \`Authorization: Bearer\` with the key that
the setting ADMIN_KEY holds.`;

const NO_PAGE = 'there is no such page';

const ErrorObject = Type.Object({ error: Type.String(), detail: Type.String() });

/** The administrator's API as a fastify instance; the caller makes it listen and closes it. */
export async function createAdminServer(options: AdminServerOptions): Promise<FastifyInstance> {
  const opens = createAdminGate(options.key);
  const app: FastifyInstance = Fastify({
    loggerInstance: options.log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    requestTimeout: options.requestTimeout,
    // A client that sends `{"__proto__": …}` is told so by the schema.
    onProtoPoisoning: 'error',
  });
  app.decorateRequest('adminFailure', undefined);
  checkBySchemas(app);
  answerErrors(app);
  app.addHook('onRequest', async (request, reply) => void reply.headers(answerHeaders(request.url)));
  refuseBeforeBody(app, {
    notFound: () => new AdminError('not-found', NO_PAGE),
    expectation: () => new AdminError('expectation-failed', 'Expect: can only be 100-continue'),
  });
  admitBodies(app, { memory: options.bodyMemory, tooLarge: () => new AdminError('too-large', TOO_LARGE) });
  closeInSteps(app, { ...DRAIN, whole: options.requestTimeout });
  app.addHook(
    'onSend',
    async (_request, reply) => void reply.headers(pageHeaders(String(reply.getHeader('content-type')))),
  );
  await registerDocs(app, options.version);
  for (const operation of adminOperations) register(app, operation, options.services, opens);
  app.addHook('onResponse', async (request, reply) => logRequest(request, reply, options.clientAddress));
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
        error: { code: adminFailure.kind, detail: adminFailure.message.slice(0, LONGEST_DETAIL) },
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
  app.setErrorHandler((error, request, reply) => {
    const failed = toAdminError(error);
    request.adminFailure = failed;
    if (failed.cause) request.log.error({ err: failed.cause }, 'admin request failed');
    reply.code(ADMIN_ERRORS[failed.kind]);
    if (failed.kind === 'unauthorized') reply.header('WWW-Authenticate', 'Bearer realm="admin"');
    return reply.send({ error: failed.kind, detail: failed.message });
  });
  app.setNotFoundHandler(() => {
    throw new AdminError('not-found', NO_PAGE);
  });
}

async function registerDocs(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'luna-backport3: administration', version, description: DESCRIPTION },
      components: { securitySchemes: { admin: { type: 'http', scheme: 'bearer', description: 'ADMIN_KEY' } } },
    },
  });
  await app.register(swaggerUi, { routePrefix: '/docs' });
  app.get('/docs/spec', { schema: { hide: true } }, async () => app.swagger());
}

function register(
  app: FastifyInstance,
  operation: AdminOperation,
  services: AdminServices,
  opens: (authorization: string | undefined) => boolean,
): void {
  const { method, path, tag, summary, params, query, body, answer } = operation;
  app.route({
    method,
    url: path,
    schema: {
      tags: [tag],
      summary,
      security: [{ admin: [] }],
      ...(params && { params }),
      ...(query && { querystring: query }),
      ...(body && { body }),
      response: { [answer.status]: answer.status === 204 ? Type.Null() : answer.schema, default: ErrorObject },
    },
    async onRequest({ headers }) {
      if (opens(headers.authorization)) return;
      throw new AdminError('unauthorized', headers.authorization ? 'the key is wrong' : 'a key is needed');
    },
    async handler(request, reply) {
      const context = { ...services, params: request.params, query: request.query, body: request.body };
      const result = await operation.run(context satisfies AdminContext<unknown, unknown, unknown>);
      return answer.status === 204 ? reply.code(204).send() : reply.code(answer.status).send(result);
    },
  });
}
