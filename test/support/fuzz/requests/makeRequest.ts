import type { Operation } from '../operations.ts';
import { breakRequest } from './breakRequest.ts';
import { type Draft, type Means, validDraft } from './draft.ts';

export interface FuzzRequest {
  readonly number: number;
  readonly operation: Operation;
  readonly method: string;
  /** What is broken in it; nothing in a valid one. */
  readonly breaks: readonly string[];
  /** As HTTP/1.1 has it. */
  readonly bytes: Buffer;
  readonly target: string;
  /** Without those of the framing. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer | undefined;
  readonly isTorn: boolean;
  readonly isAstray: boolean;
  readonly hasUnwantedBody: boolean;
}

/** The request with this number: valid, or broken in some places. */
export function makeRequest(means: Means): FuzzRequest {
  const draft = validDraft(means);
  const breaks = breakRequest(draft, means);
  const { operation, method, isTorn, isAstray } = draft;
  const hasUnwantedBody = draft.body !== undefined && (operation.bodies.size === 0 || isAstray);
  const { number } = means;
  return {
    number,
    operation,
    method,
    breaks,
    bytes: bytesOf(draft),
    target: targetOf(draft),
    headers: headersOf(draft),
    body: draft.body,
    isTorn,
    isAstray,
    hasUnwantedBody,
  };
}

function bytesOf(draft: Draft): Buffer {
  const { method, body, version, framing } = draft;
  const sent = draft.sentBody ?? body;
  const lines = [
    `${method} ${targetOf(draft)} HTTP/${version}`,
    'Host: 127.0.0.1',
    ...headersOf(draft).map(([name, value]) => `${name}: ${value}`),
    ...(framing ?? (sent ? [['Content-Length', sent.length]] : [])).map(([name, value]) => `${name}: ${value}`),
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), sent ?? Buffer.alloc(0)]);
}

function headersOf({ headers, type }: Draft): [name: string, value: string][] {
  return type === undefined ? headers : [...headers, ['Content-Type', type]];
}

function targetOf({ operation, path, ids, query, rawQuery }: Draft): string {
  const own = operation.path.replace(/\{([^}]+)\}/g, (_, name: string) => ids.get(name) ?? '');
  const encoded = query.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
  const text = rawQuery ?? encoded;
  return (path ?? own) + (text === '' ? '' : `?${text}`);
}

/** As `encodeURIComponent`, which refuses half of a pair of surrogates. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
