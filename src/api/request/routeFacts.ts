import type { FastifyRequest } from 'fastify';
import type { Operation } from '../operations/operation.ts';

/** What all requests of a route have in common. */
export interface RouteFacts {
  /** Undefined of pages and probes, and where no route knows the path. */
  readonly operation: Operation | undefined;
  /** Value of `WWW-Authenticate` where no operation decides it. */
  readonly challenge: string | undefined;
  /** The template of its path; undefined where no route knows the path. */
  readonly url: string | undefined;
  /** By the method: how metrics name it (`observeRequests`). */
  readonly paths: Map<string, string>;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Once a request: fastify makes an object of twelve members each time that it is asked for a route. */
    route: RouteFacts;
  }
}

/** @returns finds the route of a request; one object a route */
export function createRouteFacts(): (request: FastifyRequest) => RouteFacts {
  const known = new WeakMap<object, RouteFacts>();
  return ({ routeOptions: { config, url } }) => {
    const before = known.get(config);
    if (before) return before;
    const { operation, challenge } = config;
    const facts = { operation, challenge, url, paths: new Map<string, string>() };
    known.set(config, facts);
    return facts;
  };
}
