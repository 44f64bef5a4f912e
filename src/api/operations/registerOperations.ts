import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Authentication, Identity } from '../../core/logins/authentication.ts';
import type { Idempotency } from '../../core/upkeep/idempotency.ts';
import type { BeginFor, Caller } from '../../domain/caller.ts';
import { ClientGone } from '../../domain/errors.ts';
import { ApiError, apiError } from '../errors/apiError.ts';
import { mapError } from '../errors/mapError.ts';
import { refuseEncoded } from '../errors/refuseEncoded.ts';
import { answerEvents } from '../events/answerEvents.ts';
import type { EventSink } from '../events/eventSource.ts';
import { callerOf, clientSignal, requireClient, requireConnection } from '../request/clientSignal.ts';
import type { Cors } from '../request/cors.ts';
import { identify } from '../request/credentials.ts';
import { limitIdentity, type RequestLimits } from '../request/limitRequests.ts';
import { inSpan } from '../request/traceRequests.ts';
import type { Health } from '../service/health.ts';
import type { BodyRules, RawBody } from '../wire/body/body.ts';
import type { Part } from '../wire/body/multipart.ts';
import { type QueryShape, readQuery } from '../wire/query/queryParameters.ts';
import { queryText } from '../wire/query/queryText.ts';
import { answerOnce, keyedBy, sendOnce } from './answerOnce.ts';
import type { Access, Context, Operation, ParamShape, Services } from './operation.ts';
import { operationSchema } from './operationSchema.ts';
import { registerOtherMethods } from './otherMethods.ts';
import { permissionOf, requirePermission } from './permissions.ts';
import { boundLists, requireBody, requireParameters, withOwnLists } from './tokenLists.ts';

/** What was found out about a request before its body was read. */
interface Admission {
  readonly caller: Caller;
  readonly identity: Identity | undefined;
  readonly params: Readonly<Record<string, unknown>>;
}

declare module 'fastify' {
  interface FastifyRequest {
    admission: Admission | undefined;
    /** Content type as the client sent it; the header itself is blinded so that fastify never judges it. */
    sentContentType: string;
    /** The same header whole, with the boundary of a multipart body. */
    boundaryHeader: string;
  }
  interface FastifyContextConfig {
    operation?: Operation;
    /** Value of `WWW-Authenticate` where no operation decides it. */
    challenge?: string;
  }
}

export interface OperationParts {
  readonly services: Services;
  readonly authentication: Authentication;
  readonly beginFor: BeginFor;
  readonly rules: BodyRules;
  readonly cors: Cors;
  readonly limits: RequestLimits;
  /** Undefined: keys of clients are not looked at. */
  readonly idempotency: Idempotency | undefined;
  /** Undefined without a receiver of events. */
  readonly events: EventSink | undefined;
  /** Descriptors that no search finds, for the log: why an answer may be empty. */
  readonly otherModels: Health['otherModels'];
  /** Bytes. */
  readonly jsonBodyLimit: number;
  readonly imageBodyLimit: number;
}

/**
 * Registers the operations under a prefix: each path answers its methods, OPTIONS, and 405 to the rest.
 * The path is checked first (404), then the credentials, then parameters and body.
 */
export function registerOperations(
  app: FastifyInstance,
  prefix: string,
  operations: readonly Operation[],
  parts: OperationParts,
  options: { readonly documented: boolean },
): void {
  for (const [path, group] of groupByPath(operations)) {
    for (const operation of group) {
      registerOperation(app, `${prefix}${path}`, operation, parts, options.documented && path === operation.path);
    }
    const methods = group.map(({ method }) => method);
    const params = group[0]?.params ?? {};
    registerOtherMethods(app, `${prefix}${path}`, methods, parts.cors, (request) => readParams(params, request));
  }
}

function groupByPath(operations: readonly Operation[]): Map<string, Operation[]> {
  const groups = new Map<string, Operation[]>();
  for (const operation of operations) {
    for (const path of [operation.path, ...(operation.aliases ?? [])]) {
      const group = groups.get(path);
      if (group) group.push(operation);
      else groups.set(path, [operation]);
    }
  }
  return groups;
}

function registerOperation(
  app: FastifyInstance,
  url: string,
  operation: Operation,
  parts: OperationParts,
  documented: boolean,
): void {
  const { body, access, answer } = operation;
  const common = commonContext(parts);
  const permission = access === 'none' ? undefined : permissionOf(operation.operationId);
  const takesToken =
    access === 'account' || (operation.tokenInLp3 === true && parts.rules.compatibility.tokenOpensTokenResource);

  app.route({
    method: operation.method,
    url,
    config: { operation },
    schema: operationSchema(operation, documented),
    bodyLimit: body === undefined || body.kind === 'json' ? parts.jsonBodyLimit : parts.imageBodyLimit,
    ...(parts.events && operation.event && answerEvents(parts.events, parts.rules.compatibility)),
    async onRequest(request, reply) {
      const params = readParams(operation.params ?? {}, request);
      request.touched.add(params);
      const caller = callerOf(reply);
      const identity =
        access === 'none' ? undefined : await inSpan(request, () => admit(request, caller, access, takesToken, parts));
      if (identity) limitIdentity(identity, request.clientAddress, parts.limits);
      request.admission = { caller, identity, params };
      if (permission && identity?.token) requirePermission(permission, identity.token.permissions);
      if (body) refuseEncoded(request.raw.headers);
    },
    async handler(request, reply) {
      const form = representationOf(operation, request);
      const run = form?.run ?? operation.run;
      const work = () => inSpan(request, () => runOnBody(request, reply, parts, common, operation, run));
      if (form)
        return reply
          .code(200)
          .type(form.type)
          .send(await holdingBody(request, work));
      const keyed = keyedBy(request, parts.idempotency);
      if (keyed) {
        const exchange = { request, reply, status: answer.status };
        return sendOnce(
          reply,
          await holdingBody(request, () => answerOnce(keyed, exchange, parts.rules.compatibility, work)),
        );
      }
      const result = await holdingBody(request, work);
      if (answer.status === 204) return reply.code(204).send();
      if ('contentType' in answer) return reply.code(answer.status).type(answer.contentType).send(result);
      return reply.code(answer.status).send(result);
    },
  });
}

/** Who sends the request; a defect while finding out has an error of its own (contract 00 §3). */
async function admit(
  request: FastifyRequest,
  caller: Caller,
  access: Exclude<Access, 'none'>,
  takesToken: boolean,
  { authentication, beginFor, rules }: OperationParts,
): Promise<Identity> {
  try {
    const client = { address: request.clientAddress, caller };
    const sources = { takesToken, takesCookie: rules.compatibility.cookieSessions };
    return await beginFor(caller, () => identify(request.raw, client, access, sources, authentication));
  } catch (error) {
    if (error instanceof ClientGone || mapError(error, rules.compatibility)) throw error;
    throw new ApiError('authorizationFailure', { cause: error });
  }
}

/** The form of the answer that `Accept` names, where the operation has it; JSON otherwise. */
function representationOf({ representations = {} }: Operation, request: FastifyRequest) {
  const accepted = (request.headers.accept ?? '').toLowerCase().split(/[,;\s]+/);
  const type = Object.keys(representations).find((each) => accepted.includes(each));
  const run = type === undefined ? undefined : representations[type];
  return type !== undefined && run ? { type, run } : undefined;
}

/** The body's memory is taken while the work runs, even when the client leaves, and not while it reads its answer. */
async function holdingBody<Result>(request: FastifyRequest, work: () => Promise<Result>): Promise<Result> {
  try {
    return await (request.bodyShare?.use(work) ?? work());
  } finally {
    request.body = undefined;
  }
}

type CommonContext = Services & Pick<Context<ParamShape, QueryShape, unknown>, 'compatibility' | 'signal'>;

/** What all requests inherit: copied into each, the services would cost more than the rest of a small request. */
function commonContext({ services, rules }: OperationParts): CommonContext {
  return {
    ...services,
    compatibility: rules.compatibility,
    get signal() {
      // `this` is the request's own context, which inherits this getter; TypeScript has no word for that.
      return (this as unknown as { readonly clientSignal: () => AbortSignal }).clientSignal();
    },
  };
}

async function runOnBody(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: OperationParts,
  common: CommonContext,
  operation: Operation,
  work: Operation['run'],
): Promise<unknown> {
  const { rules } = parts;
  const { touched } = request;
  // Who left while the credentials were checked is not worked for.
  const { caller, identity, params } = request.admission ?? {
    caller: callerOf(reply),
    identity: undefined,
    params: {},
  };
  requireConnection(caller);
  const signal = clientSignal(reply);
  const noteEvent = (query: Readonly<Record<string, unknown>>, result?: unknown) => {
    if (parts.events) request.eventFacts = operation.event?.(query, result as never);
  };
  noteEvent({}); // of a request that fails before its query is read
  const query = readQuery(operation.query ?? {}, new URLSearchParams(queryText(request.url)), rules);
  noteEvent(query);
  touched.add(query);
  const context = Object.assign(Object.create(common), {
    params,
    query,
    requestId: request.id,
    caller,
    clientSignal: signal,
    // Operations open to everyone never read these two; for all others onRequest has found them.
    identity,
    accountId: identity?.account.accountId,
  }) as Omit<Context<ParamShape, QueryShape, unknown>, 'body'>;
  const bound = identity && boundLists(operation.operationId, identity, parts.services.tokenReach);
  if (bound) await parts.beginFor(caller, () => requireParameters(bound, params, query));
  await parts.beginFor(caller, () => operation.check?.(context));
  if (operation.body && operation.body.kind !== 'json') await requireClient(request, signal());
  const body = await operation.body?.read(new ReceivedBody(request, signal), rules);
  touched.add(body);
  if (bound) await parts.beginFor(caller, () => requireBody(bound, body));
  // A copy would ask for the signal.
  const whole = await parts.beginFor(caller, () => work(Object.assign(context, { body })));
  const result = bound ? withOwnLists(whole, bound.lists) : whole;
  touched.add(result);
  if (isEmptyMatch(result)) request.otherModels = parts.otherModels();
  noteEvent(query, result);
  return result;
}

const NO_BYTES = Buffer.alloc(0);

/** An answer of matching without a candidate. */
function isEmptyMatch(result: unknown): boolean {
  return typeof result === 'object' && result !== null && 'candidates' in result && isEmpty(result.candidates);
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

class ReceivedBody implements RawBody {
  readonly bytes: Buffer;
  readonly contentType: string;
  readonly parts?: readonly Part[];
  readonly #clientSignal: () => AbortSignal;

  constructor({ body, sentContentType }: FastifyRequest, clientSignal: () => AbortSignal) {
    this.bytes = Buffer.isBuffer(body) ? body : NO_BYTES;
    this.contentType = sentContentType;
    if (Array.isArray(body)) this.parts = body;
    this.#clientSignal = clientSignal;
  }

  get signal(): AbortSignal {
    return this.#clientSignal();
  }
}

function readParams(shape: ParamShape, request: FastifyRequest): Readonly<Record<string, unknown>> {
  const raw = request.params as Readonly<Record<string, string>>;
  const params: Record<string, unknown> = {};
  for (const [name, parameter] of Object.entries(shape)) {
    const value = parameter.read(raw[name] ?? '');
    if (value === undefined) throw apiError('pageNotFound');
    params[name] = value;
  }
  return params;
}
