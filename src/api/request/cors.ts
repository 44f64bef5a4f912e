import type { FastifyReply, FastifyRequest } from 'fastify';
import { IDEMPOTENCY_KEY, REQUEST_ID_HEADER, TOKEN_HEADER } from '../wire/headers.ts';

export interface CorsOptions {
  /** `*`, one origin, or several: then the request's own is named when it is among them. */
  readonly origins: readonly string[];
  /** Request headers that scripts may send beyond those of the API itself. */
  readonly extraHeaders: readonly string[];
  /** How long a browser may remember a preflight. */
  readonly maxAgeSeconds: number;
}

/** What the API itself reads. */
const REQUEST_HEADERS = ['Authorization', 'Content-Type', IDEMPOTENCY_KEY, REQUEST_ID_HEADER.lp3, TOKEN_HEADER];

/** Which pages of other origins may use the API, and how (contract 70 §6). */
export interface Cors {
  /** Headers of an answer to an unknown origin. */
  readonly ofAnyone: Readonly<Record<string, string>>;
  /** Puts the headers that every answer carries. */
  mark(request: FastifyRequest, reply: FastifyReply): void;
  /** Answers OPTIONS of a resource with these methods, separated by commas. */
  preflight(reply: FastifyReply, allow: string): FastifyReply;
}

export function createCors({ origins, extraHeaders, maxAgeSeconds }: CorsOptions): Cors {
  const [first = '*'] = origins;
  const headers = [...REQUEST_HEADERS, ...extraHeaders].join(', ');
  const exposed = `${REQUEST_ID_HEADER.lp3}, WWW-Authenticate`;
  return {
    ofAnyone: { 'Access-Control-Allow-Origin': first, 'Access-Control-Expose-Headers': exposed },
    mark(request, reply) {
      const { origin } = request.headers;
      reply.header('Access-Control-Allow-Origin', origin !== undefined && origins.includes(origin) ? origin : first);
      reply.header('Access-Control-Expose-Headers', exposed);
      // A shared cache must not give one origin the answer for another.
      if (origins.length > 1) reply.header('Vary', 'Origin');
    },
    preflight: (reply, allow) =>
      reply
        .code(204)
        .header('Allow', allow)
        .header('Access-Control-Allow-Methods', allow)
        .header('Access-Control-Allow-Headers', headers)
        .header('Access-Control-Max-Age', String(maxAgeSeconds))
        .send(),
  };
}
