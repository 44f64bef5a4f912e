import { SerializerSelector } from '@fastify/fast-json-stringify-compiler';
import type { FastifyInstance } from 'fastify';

/**
 * Compiles each form of an answer once, and when the first answer of that form is sent. Every operation of the API is registered below
 * three prefixes and each of its statuses shares the form of errors: to compile them all takes as long as the rest of the server's start.
 */
export function shareSerializers(app: FastifyInstance): void {
  const compile = SerializerSelector()();
  const shared = new Map<string, ReturnType<typeof compile>>();
  app.setSerializerCompiler((route) => {
    const form = JSON.stringify(route.schema);
    const known = shared.get(form);
    if (known) return known;
    let compiled: ReturnType<typeof compile> | undefined;
    const serialize = (answer: unknown) => {
      compiled ??= compile({ httpStatus: '', ...route });
      return compiled(answer);
    };
    shared.set(form, serialize);
    return serialize;
  });
}
