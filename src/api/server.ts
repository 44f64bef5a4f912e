import type { Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
  LogController,
} from 'fastify';
import type { ByteBudget } from '../concurrency/memory/byteBudget.ts';
import type { Base64Decoder } from '../core/descriptors/base64Decoder.ts';
import type { Authentication } from '../core/logins/authentication.ts';
import type { Idempotency } from '../core/upkeep/idempotency.ts';
import type { BeginFor } from '../domain/caller.ts';
import { admitBodies } from '../http/bodies/admitBodies.ts';
import type { WorkQueue } from '../http/bodies/bodyTurns.ts';
import { refuseBeforeBody } from '../http/bodies/refuseBeforeBody.ts';
import { SlowBodies } from '../http/bodies/slowBodies.ts';
import { type ClientAddress, plainAddress } from '../http/clientAddress.ts';
import { closeInSteps, DRAIN } from '../http/closeInSteps.ts';
import { requestDeadlines } from '../http/closing/requestDeadlines.ts';
import { whenAccepted } from '../http/closing/whenAccepted.ts';
import { cutOffSlowReaders, LEAST_TAKEN } from '../http/cutOffSlowReaders.ts';
import { HTTP2_OR_1, serveHttp2 } from '../http/http2/serveHttp2.ts';
import { answerInTurn } from '../http/pipelining/answerInTurn.ts';
import { answerHeaders, pageHeaders } from '../http/securityHeaders.ts';
import { shareSerializers } from '../http/sharedSerializers.ts';
import { TouchedObjects } from '../http/touchedObjects.ts';
import { registerDocs } from './documented/docs.ts';
import { type ApiError, apiError } from './errors/apiError.ts';
import { refuseMalformed, writeRefusal } from './errors/refuseMalformed.ts';
import { JSON_TYPE } from './errors/renderError.ts';
import { sendError } from './errors/sendError.ts';
import type { EventSink } from './events/eventSource.ts';
import { noteTraffic } from './live/noteTraffic.ts';
import { compatibilityOf, type Mode } from './operations/compatibility.ts';
import { EXTENSION_PREFIX, extensions } from './operations/extensionRoutes.ts';
import type { Services } from './operations/operation.ts';
import { registerOperations } from './operations/registerOperations.ts';
import { operations, PREFIXES } from './operations/routes.ts';
import { type ConsoleFacts, registerConsole } from './pages/consolePage.ts';
import { registerLanding } from './pages/landingPage.ts';
import { answerHalfClosed } from './request/clientSignal.ts';
import { type CorsOptions, createCors } from './request/cors.ts';
import { restoreMethod, routeForeignMethod } from './request/foreignMethods.ts';
import { limitAddress, type RequestLimits } from './request/limitRequests.ts';
import { repairTarget } from './request/repairTarget.ts';
import { requestIdOf } from './request/requestId.ts';
import { createRouteFacts } from './request/routeFacts.ts';
import { type RequestTracer, traceRequests } from './request/traceRequests.ts';
import { type AuditedModel, type AuditSink, recordRequests } from './request/watched/auditRequest.ts';
import { observeRequests, type RequestObserver } from './request/watched/observeRequests.ts';
import { logRequest, shownError } from './request/watched/requestLog.ts';
import { watchAnswers } from './request/watched/watchAnswers.ts';
import type { ConfigResource } from './service/config.ts';
import type { Health } from './service/health.ts';
import type { MetricsPage } from './service/metricsPage.ts';
import type { Readiness } from './service/readiness.ts';
import { registerLogin } from './service/registerLogin.ts';
import { registerProbes } from './service/registerProbes.ts';
import { registerService } from './service/registerService.ts';
import { isBodyWanted, isPicture, readBodiesRaw, readMultipartBodies } from './wire/body/bodyParsers.ts';
import { UNDECLARED } from './wire/body/readBody.ts';

export interface ServerOptions {
  readonly mode: Mode;
  /** Semantic version of the service. */
  readonly version: string;
  readonly services: Services;
  readonly authentication: Authentication;
  readonly beginFor: BeginFor;
  /** Undefined: keys of clients are not looked at. */
  readonly idempotency: Idempotency | undefined;
  readonly health: Health;
  readonly readiness: Readiness;
  readonly log: FastifyBaseLogger;
  readonly clientAddress: ClientAddress;
  /** Which clock made request ids follow (contract 95 §3). */
  readonly logTime: 'UTC' | 'LOCAL';
  readonly cors: CorsOptions;
  readonly limits: RequestLimits;
  /** Undefined without a receiver of events. */
  readonly events: EventSink | undefined;
  /** Who may read `/config`, and what it shows; undefined: there is no such page. */
  readonly config: ConfigResource | undefined;
  /** Undefined: the console is not served. */
  readonly console: ConsoleFacts | undefined;
  /** Told of each request that was answered. */
  readonly observe: RequestObserver | undefined;
  /** Undefined: requests are not traced. */
  readonly trace: RequestTracer | undefined;
  /** The page of metrics that everyone may read; undefined: they are off. */
  readonly metrics: MetricsPage | undefined;
  readonly base64: Pick<Base64Decoder, 'decode'>;
  /** Upper bound of `limit` in matching. */
  readonly maxCandidates: number;
  /** Bytes. */
  readonly jsonBodyLimit: number;
  readonly imageBodyLimit: number;
  /** Memory that the bodies under way may take together. */
  readonly bodyMemory: ByteBudget;
  /** Where pictures wait to be worked on. */
  readonly pictures: WorkQueue & AuditedModel;
  /** Takes entries of the audit log; undefined where there is none. */
  readonly audit: AuditSink | undefined;
  /** Undefined: the API is served in the clear. */
  readonly tls: TlsOptions | undefined;
  /** Requests of one connection of HTTP/2 under way; undefined: HTTP/1.1 alone is spoken. It takes TLS. */
  readonly http2Streams: number | undefined;
  /** Bytes of a request's URL and headers together. */
  readonly headerLimit: number;
  /** Milliseconds for a client to send a whole request. */
  readonly requestTimeout: number;
  /** Milliseconds over which the pace of a body is taken. */
  readonly slowBodyPeriod: number;
  /** Milliseconds in which a client has to take some of a download. */
  readonly sendTimeout: number;
  /** Milliseconds that an idle connection stays open. */
  readonly keepAliveTimeout: number;
}

/** The public API as a fastify instance; the caller makes it listen and closes it. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const compatibility = compatibilityOf(options.mode);
  const cors = createCors(options.cors);
  const addCommonHeaders = (request: FastifyRequest, reply: FastifyReply) => {
    // Set on the raw response: fastify would send the name in lower case, and LP3 clients were seen to compare it.
    reply.raw.setHeader(compatibility.requestIdHeader, request.id);
    reply.headers(answerHeaders(request.url));
    cors.mark(request, reply);
  };
  const { audit } = options;
  // Asked each time: the level may change while the service runs.
  const logsRequests = () => !QUIET.has(options.log.level);
  const routeOf = createRouteFacts();
  const noteClient = (request: FastifyRequest) => {
    restoreMethod(request.raw);
    request.route = routeOf(request);
    request.clientAddress = options.clientAddress(request.raw);
    request.touched = new TouchedObjects(logsRequests() || audit !== undefined);
  };
  const drainLimits = { ...DRAIN, whole: options.requestTimeout };
  // Nothing here depends on `Host`, and what Node answers without it is none of the contract.
  const deadlines = requestDeadlines(options.requestTimeout);
  const http = { maxHeaderSize: options.headerLimit, requireHostHeader: false, ...deadlines };
  const protocols = options.http2Streams ? { ALPNProtocols: [...HTTP2_OR_1] } : {};
  // Its types tell servers with TLS from those without; nothing here does.
  const whole: FastifyServerOptions = {
    loggerInstance: options.log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    ...(options.tls ? { https: { ...options.tls, ...protocols, ...http } } : { http }),
    // Clients put slashes together from parts.
    routerOptions: { ignoreTrailingSlash: true, ignoreDuplicateSlashes: true },
    requestTimeout: options.requestTimeout,
    keepAliveTimeout: options.keepAliveTimeout,
    // While it closes: who still has a connection is served, and told to close it, rather than refused by an answer that
    // is none of the contract.
    return503OnClosing: false,
    genReqId: (request) => requestIdOf(request.headers, options.logTime),
    frameworkErrors(error, request, reply) {
      noteClient(request);
      addCommonHeaders(request, reply);
      sendError(error, request, reply, compatibility);
    },
    rewriteUrl: routeForeignMethod,
    clientErrorHandler(error, socket) {
      if (repairTarget(app.server, error, socket)) return;
      logRefusal(refuseMalformed(error, socket, compatibility, headersOfRefusal(), drainLimits), socket);
    },
  };
  const headersOfRefusal = () => ({
    [compatibility.requestIdHeader]: requestIdOf({}, options.logTime),
    ...answerHeaders(''),
    ...cors.ofAnyone,
  });
  const logRefusal = (refusal: ApiError | undefined, socket: Socket) => {
    if (!refusal) return;
    const clientAddress = options.clientAddress({ socket, headers: {} });
    options.log.info({ clientAddress, status: refusal.entry.status, error: shownError(refusal) }, 'no request');
  };
  const app: FastifyInstance = Fastify(whole);
  answerInTurn(app.server);
  if (options.tls && options.http2Streams) {
    serveHttp2(app, {
      streams: options.http2Streams,
      headerLimit: options.headerLimit,
      requestTimeout: options.requestTimeout,
      idleTimeout: options.keepAliveTimeout,
      onTooManyResets: (address) =>
        options.log.warn(
          { clientAddress: plainAddress(address) },
          'a connection of HTTP/2 took back too many requests',
        ),
    });
  }
  // Node takes CONNECT for no request: without this the connection just ends.
  app.server.on('connect', (_request, stream) => {
    const socket = (stream as Socket).on('error', () => undefined);
    const refusal = apiError('methodNotAllowed');
    writeRefusal(refusal, socket, compatibility, headersOfRefusal(), drainLimits);
    logRefusal(refusal, socket);
  });

  // The contract's own readers check requests; the schemas are there for the docs and for the order of members.
  app.setValidatorCompiler(() => () => true);
  shareSerializers(app);
  app.addHook('preClose', () => whenAccepted(app.server));
  // Before all other hooks, which look at it.
  app.addHook('onRequest', (request, _reply, done) => {
    noteClient(request);
    done();
  });
  answerHalfClosed(app);
  readBodiesRaw(app);
  readMultipartBodies(app, options.imageBodyLimit);
  if (options.trace) traceRequests(app, options.trace);
  app.addHook('onRequest', (request, reply, done) => {
    addCommonHeaders(request, reply);
    limitAddress(request, options.limits);
    done();
  });
  refuseBeforeBody(app, {
    notFound: () => apiError('pageNotFound'),
    expectation: () => apiError('expectationFailed'),
  });
  admitBodies(app, {
    memory: options.bodyMemory,
    undeclared: UNDECLARED,
    wanted: isBodyWanted,
    queue: (request) => (isPicture(request) ? options.pictures : undefined),
    slow: new SlowBodies(options.bodyMemory, {
      period: options.slowBodyPeriod,
      whole: options.requestTimeout,
      tooSlow: () => apiError('requestTimeout'),
    }),
    tooLarge: () => apiError('bodyTooLarge'),
  });
  closeInSteps(app, drainLimits);
  cutOffSlowReaders(app, { period: options.sendTimeout, bytes: LEAST_TAKEN });
  app.addHook('onSend', (_request, reply, payload, done) => {
    nameJsonPlainly(reply);
    markPage(reply);
    done(null, payload);
  });
  watchAnswers(app, [
    (answered) => logsRequests() && logRequest(answered),
    ...(audit ? [recordRequests(audit, options.pictures)] : []),
    noteTraffic(app, () => options.services?.live),
    ...(options.observe ? [observeRequests(options.observe)] : []),
  ]);
  app.setErrorHandler((error, request, reply) => sendError(error, request, reply, compatibility));
  app.setNotFoundHandler((request, reply) => sendError(apiError('pageNotFound'), request, reply, compatibility));

  await registerDocs(app, { version: options.version, compatibility });
  const rules = { compatibility, maxCandidates: options.maxCandidates, base64: options.base64 };
  const { health, version, config, metrics, authentication, beginFor } = options;
  registerService(app, { health, version, config, metrics, rules, cors });
  registerProbes(app, options.readiness, cors);
  registerLanding(app, { version, mode: options.mode, hasConsole: options.console !== undefined });
  if (options.console) registerConsole(app, options.console, cors);
  const parts = {
    services: options.services,
    authentication,
    beginFor,
    limits: options.limits,
    idempotency: options.idempotency,
    rules,
    cors,
    events: options.events,
    otherModels: () => health.otherModels(),
    jsonBodyLimit: options.jsonBodyLimit,
    imageBodyLimit: options.imageBodyLimit,
  };
  for (const prefix of PREFIXES) {
    registerOperations(app, prefix, operations, parts, { documented: prefix === PREFIXES[0] });
    if (compatibility.cookieSessions) registerLogin(app, prefix, { authentication, beginFor, compatibility, cors });
  }
  registerOperations(app, EXTENSION_PREFIX, extensions, parts, { documented: true });
  await app.ready();
  return app;
}

/** Levels at which no line of a request is written. */
const QUIET: ReadonlySet<string> = new Set(['warn', 'error', 'fatal', 'silent']);

/** The framework adds a charset, which JSON does not have (RFC 8259) and the originals did not send (contract 00 §5). */
function nameJsonPlainly(reply: FastifyReply): void {
  if (String(reply.getHeader('content-type')).startsWith(`${JSON_TYPE};`)) reply.header('content-type', JSON_TYPE);
}

/** What the route itself has set stays. */
function markPage(reply: FastifyReply): void {
  for (const [name, value] of Object.entries(pageHeaders(String(reply.getHeader('content-type'))))) {
    if (!reply.hasHeader(name)) reply.header(name, value);
  }
}
