import { ERRORS, type ErrorName } from '../errors/errorTable.ts';
import { envelopeOf } from '../errors/renderError.ts';
import type { Compatibility } from '../operations/compatibility.ts';
import type { Operation } from '../operations/operation.ts';
import type { Documented, DocumentedPage, Example } from './documented.ts';
import { raisedBy } from './raisedBy.ts';

interface MediaType {
  readonly schema?: unknown;
  example?: unknown;
  examples?: Readonly<Record<string, { readonly summary: string; readonly value: unknown }>>;
}

interface Response {
  description: string;
  content?: Record<string, MediaType>;
}

/** The parts of an OpenAPI operation that are filled in here. */
interface OperationObject {
  operationId?: string;
  description?: string;
  parameters?: { readonly name: string; readonly in: string; example?: unknown }[];
  requestBody?: { required?: boolean; content: Record<string, MediaType> };
  responses: Record<string, Response>;
}

/** By reference: it stands in the document some hundred times. */
const ERROR = { schema: { $ref: '#/components/schemas/Error' } };

export type Paths = Record<string, Record<string, OperationObject>>;

/**
 * Adds to the paths of an OpenAPI document what operations declare: names, descriptions, examples, and the errors of each by
 * status, with code and texts of the one table. Only the document grows: answers are not serialized by these.
 */
export function describeOperations(
  paths: Paths,
  prefix: string,
  operations: readonly Operation[],
  compatibility: Compatibility,
): void {
  for (const operation of operations) {
    const path = `${prefix}${operation.path}`.replace(/:(\w+)/g, '{$1}');
    const found = paths[path]?.[operation.method.toLowerCase()];
    if (!found) continue;
    describe(found, operation, raisedBy(operation, compatibility), compatibility);
    // The plugin takes every body for one that must be there.
    if (found.requestBody && operation.body?.kind === 'json' && operation.body.optional)
      delete found.requestBody.required;
  }
}

/** The same for pages of the service. */
export function describePages(paths: Paths, pages: readonly DocumentedPage[], compatibility: Compatibility): void {
  for (const page of pages) {
    const found = paths[page.path]?.[page.method ?? 'get'];
    const errors = page.errors.map((each) => (typeof each === 'function' ? each(compatibility) : each));
    if (found) describe(found, page, errors, compatibility);
  }
}

function describe(
  target: OperationObject,
  { operationId, description, example }: Documented,
  errors: readonly ErrorName[],
  compatibility: Compatibility,
): void {
  target.operationId = operationId;
  target.description = description;
  showRequest(target, example);
  for (const [status, response] of Object.entries(target.responses)) {
    if (!status.startsWith('2')) continue;
    response.description = status === '204' ? 'Done; the answer has no body.' : 'Success.';
    const json = response.content?.['application/json'];
    if (json && example.answer !== undefined) json.example = example.answer;
  }
  for (const [status, names] of byStatus(errors)) {
    // One error has more members than the envelope: that of the health check.
    const schema = target.responses[status]?.content?.['application/json']?.schema ?? ERROR.schema;
    target.responses[status] = errorResponse(names, schema, compatibility);
  }
  target.responses.default = {
    description: 'Any other error, in the same form.',
    content: { 'application/json': ERROR },
  };
}

function showRequest(target: OperationObject, { params = {}, query = {}, body }: Example): void {
  for (const parameter of target.parameters ?? []) {
    const value = parameter.in === 'path' ? params[parameter.name] : query[parameter.name];
    if (value !== undefined) parameter.example = value;
  }
  const json = target.requestBody?.content['application/json'];
  if (json && body !== undefined && body !== 'photo') json.example = body;
}

function byStatus(errors: readonly ErrorName[]): [string, ErrorName[]][] {
  const statuses = [...new Set(errors.map((name) => ERRORS[name].status))].sort((a, b) => a - b);
  return statuses.map((status) => [String(status), errors.filter((name) => ERRORS[name].status === status)]);
}

function errorResponse(names: readonly ErrorName[], schema: unknown, compatibility: Compatibility): Response {
  const sorted = [...names].sort((a, b) => ERRORS[a].code - ERRORS[b].code);
  const lines = sorted.map((name) => `- \`${ERRORS[name].code}\` ${ERRORS[name].detail}`);
  const examples = sorted.map((name) => [
    name,
    {
      summary: `${ERRORS[name].code}: ${name}`,
      value: envelopeOf({ entry: ERRORS[name], detail: ERRORS[name].detail }, compatibility),
    },
  ]);
  return {
    description: lines.join('\n'),
    content: { 'application/json': { schema, examples: Object.fromEntries(examples) } },
  };
}
