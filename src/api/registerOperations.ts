import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify';
import { type TSchema, Type } from 'typebox';
import type { Authentication, Identity } from '../core/authentication.ts';
import type { Idempotency } from '../core/idempotency.ts';
import { answerOnce, IDEMPOTENCY_KEY, keyedBy, sendOnce } from './answerOnce.ts';
import type { Body, BodyRules, RawBody } from './body.ts';
import { clientSignal, requireClient, requireConnection } from './clientSignal.ts';
import type { Cors } from './cors.ts';
import { identify } from './credentials.ts';
import { ApiError, apiError } from './errors.ts';
import { answerEvents } from './events/answerEvents.ts';
import type { EventSink } from './events/eventSource.ts';
import { mapError } from './mapError.ts';
import { MULTIPART, type Part } from './multipart.ts';
import type { Access, Context, Operation, ParamShape, Services } from './operation.ts';
import { registerOtherMethods } from './otherMethods.ts';
import { type QueryShape, readQuery } from './queryParameters.ts';
import { queryText } from './queryText.ts';
import { refuseEncoded } from './refuseEncoded.ts';
import { ErrorObject } from './schemas.ts';
import type { Health } from './service/health.ts';

/** What was found out about a request before its body was read. */
interface Admission {
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
  readonly rules: BodyRules;
  readonly cors: Cors;
  /** Undefined: keys of clients are not looked at. */
  readonly idempotency: Idempotency | undefined;
  /** Undefined when nobody receives events. */
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
  const takesToken =
    access === 'account' || (operation.tokenInLp3 === true && parts.rules.compatibility.tokenOpensTokenResource);

  app.route({
    method: operation.method,
    url,
    config: { operation },
    schema: documentation(operation, documented),
    bodyLimit: body === undefined || body.kind === 'json' ? parts.jsonBodyLimit : parts.imageBodyLimit,
    ...(parts.events && operation.event && answerEvents(parts.events, parts.rules.compatibility)),
    async onRequest(request) {
      const params = readParams(operation.params ?? {}, request);
      request.touched.add(params);
      const identity = access === 'none' ? undefined : await admit(request, access, takesToken, parts);
      request.admission = { identity, params };
      if (body) refuseEncoded(request.raw.headers);
    },
    async handler(request, reply) {
      const form = formOf(operation, request);
      const work = () => runOnBody(request, reply, parts, operation, form?.run ?? operation.run);
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
  access: Exclude<Access, 'none'>,
  takesToken: boolean,
  { authentication, rules }: OperationParts,
): Promise<Identity> {
  try {
    return await identify(
      request.raw,
      request.clientAddress,
      access,
      { takesToken, takesCookie: rules.compatibility.cookieSessions },
      authentication,
    );
  } catch (error) {
    if (mapError(error, rules.compatibility)) throw error;
    throw new ApiError('authorizationFailure', { cause: error });
  }
}

/** The form of the answer that `Accept` names, where the operation has it; JSON otherwise. */
function formOf({ forms = {} }: Operation, request: FastifyRequest) {
  const accepted = (request.headers.accept ?? '').toLowerCase().split(/[,;\s]+/);
  const type = Object.keys(forms).find((each) => accepted.includes(each));
  const run = type === undefined ? undefined : forms[type];
  return type !== undefined && run ? { type, run } : undefined;
}

/** The body's memory is taken while the work runs, also when the client leaves meanwhile, and not while it reads its answer. */
async function holdingBody<Result>(request: FastifyRequest, work: () => Promise<Result>): Promise<Result> {
  try {
    return await (request.bodyShare?.use(work) ?? work());
  } finally {
    request.body = undefined;
  }
}

async function runOnBody(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: OperationParts,
  operation: Operation,
  work: Operation['run'],
): Promise<unknown> {
  const { services, rules } = parts;
  const { touched } = request;
  // Who left while the credentials were checked is not worked for.
  requireConnection(reply);
  const signal = clientSignal(reply);
  const { identity, params } = request.admission ?? { identity: undefined, params: {} };
  const noteEvent = (query: Readonly<Record<string, unknown>>, result?: unknown) => {
    if (parts.events) request.eventFacts = operation.event?.(query, result as never);
  };
  noteEvent({}); // of a request that fails before its query is read
  const query = readQuery(operation.query ?? {}, new URLSearchParams(queryText(request.url)), rules);
  noteEvent(query);
  touched.add(query);
  const context = {
    ...services,
    params,
    query,
    compatibility: rules.compatibility,
    requestId: request.id,
    get signal() {
      return signal();
    },
    // Operations open to everyone never read these two; for all others onRequest has found them.
    ...(identity && { identity, accountId: identity.account.accountId }),
  } as Omit<Context<ParamShape, QueryShape, unknown>, 'body'>;
  await operation.check?.(context);
  if (operation.body && operation.body.kind !== 'json') await requireClient(request, signal());
  const body = await operation.body?.read(rawBodyOf(request, signal), rules);
  touched.add(body);
  // A copy would ask for the signal.
  const result = await work(Object.assign(context, { body }));
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

function rawBodyOf(request: FastifyRequest, signal: () => AbortSignal): RawBody {
  const { body, sentContentType: contentType } = request;
  return {
    bytes: Buffer.isBuffer(body) ? body : NO_BYTES,
    contentType,
    ...(Array.isArray(body) && { parts: body as readonly Part[] }),
    get signal() {
      return signal();
    },
  };
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

const KEY_HEADER = Type.Object({
  [IDEMPOTENCY_KEY]: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 255,
      description:
        'An extension: within a day the same request with the same key is done once and gets the first answer. Another request with it: 422; the first one is not done yet: 409.',
    }),
  ),
});

/** What the OpenAPI document says of an operation, and the serializer that fixes the order of members. */
function documentation(operation: Operation, documented: boolean): FastifySchema {
  const { answer, body, query = {}, params = {}, access } = operation;
  const success =
    'schema' in answer ? answer.schema : answer.status === 204 ? Type.Null() : Type.String({ format: 'binary' });
  return {
    hide: !documented,
    tags: [operation.tag],
    summary: operation.summary,
    ...(access !== 'none' && { security: access === 'account' ? [{ basic: [] }, { token: [] }] : [{ basic: [] }] }),
    ...(access !== 'none' && operation.method !== 'GET' && { headers: KEY_HEADER }),
    ...(Object.keys(params).length > 0 && { params: objectSchema(params, () => true, stringSchema) }),
    ...(Object.keys(query).length > 0 && {
      querystring: objectSchema(
        query,
        (parameter) => parameter.required,
        ({ schema }) => schema,
      ),
    }),
    ...(body?.kind === 'json' && { body: body.schema }),
    ...(body && body.kind !== 'json' && { body: { content: binaryContent(body) } }),
    response: {
      ...('contentType' in answer
        ? { [answer.status]: { content: { [answer.contentType]: { schema: success } } } }
        : { [answer.status]: success }),
      default: ErrorObject,
    },
  };
}

function binaryContent({
  kind,
  schema,
  contentTypes = [],
}: Body<unknown>): Readonly<Record<string, { readonly schema: TSchema }>> {
  const image = kind === 'image' ? schema : Type.String({ format: 'binary' });
  return {
    ...(kind === 'images' && { [MULTIPART]: { schema } }),
    ...Object.fromEntries(contentTypes.map((type) => [type, { schema: image }])),
  };
}

const stringSchema = ({ description }: { readonly description: string }) => Type.String({ description });

function objectSchema<Item>(
  shape: Readonly<Record<string, Item>>,
  isRequired: (item: Item) => boolean,
  schemaOf: (item: Item) => object,
): object {
  const entries = Object.entries(shape);
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([name, item]) => [name, schemaOf(item)])),
    required: entries.flatMap(([name, item]) => (isRequired(item) ? [name] : [])),
  };
}
