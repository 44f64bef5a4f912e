import type { HandlerKind } from '../../domain/handlerKind.ts';

/** The manual names handlers with and without the folder (contract 60). */
export function handlerPaths(kind: HandlerKind, below = '') {
  return { path: `/handlers/${kind}${below}`, aliases: [`/${kind}${below}`] } as const;
}
