import { sendPlain } from './http/sendPlain.ts';

/** As much of JSON Schema as the document of the service uses. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: string;
  readonly pattern?: string;
  readonly default?: unknown;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path' | 'header';
  readonly required?: boolean;
  readonly schema: Schema;
}

/** An operation of the server, as its OpenAPI document describes it. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly bodies: ReadonlyMap<string, Schema>;
  readonly needsLogin: boolean;
  /** Its work may take as long as there is much: it answers in lines, or with all that there is. */
  readonly isLong: boolean;
  /** Statuses of its answers, without an error of their own those of success. */
  readonly statuses: ReadonlySet<number>;
  /** `status/code` of each error that is documented for it. */
  readonly errors: ReadonlySet<string>;
}

/** Types of answers of the admin API that come piece by piece. */
const LONG = ['application/x-ndjson', 'application/x-tar'];

interface Answered {
  readonly content?: Record<
    string,
    { readonly examples?: Record<string, { readonly value: { error_code?: number } }> }
  >;
}

interface Described {
  /** The admin API gives none. */
  readonly operationId?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: Schema }> };
  readonly security?: readonly Record<string, unknown>[];
  readonly responses: Record<string, Answered>;
}

interface Document {
  readonly paths: Record<string, Record<string, Described>>;
}

/** All operations of the server's own document. @param page where it is; that of the admin API has another address */
export async function readOperations(
  url: string,
  page = '/docs/spec.json',
  authority?: string,
): Promise<readonly Operation[]> {
  const document = JSON.parse((await sendPlain(url + page, {}, authority)).text) as Document;
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => operation(method.toUpperCase(), path, described)),
  );
}

function operation(method: string, path: string, described: Described): Operation {
  const { operationId = `${method} ${path}`, parameters = [], requestBody, security = [], responses } = described;
  return {
    id: operationId,
    method,
    path,
    parameters,
    bodies: new Map(Object.entries(requestBody?.content ?? {}).map(([type, { schema }]) => [type, schema])),
    needsLogin: security.length > 0,
    isLong: Object.values(responses).some(({ content = {} }) => LONG.some((type) => type in content)),
    statuses: new Set(Object.keys(responses).map(Number)),
    errors: new Set(Object.entries(responses).flatMap(([status, answer]) => codesOf(answer, status))),
  };
}

function codesOf({ content = {} }: Answered, status: string): string[] {
  return Object.values(content)
    .flatMap(({ examples = {} }) => Object.values(examples))
    .flatMap(({ value }) => (value?.error_code === undefined ? [] : [`${status}/${value.error_code}`]));
}
