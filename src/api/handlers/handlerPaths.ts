import type { HandlerKind } from '../../domain/handlerKind.ts';

/** The manual names handlers with and without the folder (contract 60). */
export function handlerPaths(kind: HandlerKind, below = '') {
  return { path: `/handlers/${kind}${below}`, aliases: [`/${kind}${below}`] } as const;
}

/** `getExtractorHandler` of `get` and `extractor`. */
export function handlerOperationId(verb: 'get' | 'change', kind: HandlerKind): string {
  return `${verb}${kind.charAt(0).toUpperCase()}${kind.slice(1)}Handler`;
}
