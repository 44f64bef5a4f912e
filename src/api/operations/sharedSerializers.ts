import { SerializerSelector } from '@fastify/fast-json-stringify-compiler';
import type { FastifyInstance } from 'fastify';

/**
 * Compiles each form of an answer once. Every operation is registered below three prefixes, and each of its statuses shares the
 * form of errors: compiling them one by one takes as long as all the rest of the server's start.
 */
export function shareSerializers(app: FastifyInstance): void {
  const compile = SerializerSelector()();
  const compiled = new Map<string, ReturnType<typeof compile>>();
  app.setSerializerCompiler((route) => {
    const form = JSON.stringify(route.schema);
    const known = compiled.get(form) ?? compile({ httpStatus: '', ...route });
    compiled.set(form, known);
    return known;
  });
}
