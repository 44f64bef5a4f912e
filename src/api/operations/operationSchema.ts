import type { FastifySchema } from 'fastify';
import { type TSchema, Type } from 'typebox';
import type { Body } from '../wire/body/body.ts';
import { MULTIPART } from '../wire/body/multipart.ts';
import { IDEMPOTENCY_KEY } from '../wire/headers.ts';
import { ErrorObject } from './answerObjects.ts';
import type { Operation } from './operation.ts';

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
export function operationSchema(operation: Operation, documented: boolean): FastifySchema {
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
