import type { Answered } from './connection.ts';

export type Json = Readonly<Record<string, unknown>>;

/** What an answer means for who has asked. */
export type Outcome =
  | { readonly kind: 'done'; readonly json: Json; readonly bytes: Buffer }
  /** The same request may succeed. */
  | {
      readonly kind: 'later';
      readonly why: string;
      /** `busy`: the server has too much to do. `failed`: it may fail for good. `beside`: an earlier attempt is under way. */
      readonly cause: 'busy' | 'failed' | 'beside';
      readonly afterMs: number | undefined;
    }
  | { readonly kind: 'refused'; readonly status: number; readonly code: number; readonly detail: string }
  /** Credentials are not taken: nothing else will be answered either. */
  | { readonly kind: 'login'; readonly detail: string };

const BUSY = new Set([408, 429, 502, 503, 504]);
/** Answers of 500 that are about the picture: no face, bad base64. */
const ABOUT_THE_PICTURE = new Set([4003, 18001]);
const SUSPENDED = 11004;

/** Reads an answer, also one that an old server or a proxy before it made in HTML or cut off. */
export function outcomeOf(answered: Answered): Outcome {
  const { status, headers, body } = answered;
  const json = parse(body);
  if (status < 300) {
    if (!isJson(headers['content-type']) || status === 204) return { kind: 'done', json: {}, bytes: body };
    return json ? { kind: 'done', json, bytes: body } : later('an answer that is no JSON', 'failed');
  }
  const code = Number(json?.error_code ?? 0);
  const detail = typeof json?.detail === 'string' ? json.detail : `status ${status}`;
  if (status === 401 || (status === 403 && code === SUSPENDED)) return { kind: 'login', detail };
  const afterMs = waitOf(headers['retry-after']);
  if (BUSY.has(status)) return later(`${status} ${detail}`, 'busy', afterMs);
  if (status === 409 && afterMs !== undefined) return later(detail, 'beside', afterMs);
  if (status >= 500 && !ABOUT_THE_PICTURE.has(code)) return later(`${status} ${detail}`, 'failed', afterMs);
  return { kind: 'refused', status, code, detail };
}

type Later = Extract<Outcome, { kind: 'later' }>;

function later(why: string, cause: Later['cause'], afterMs?: number): Outcome {
  return { kind: 'later', why, cause, afterMs };
}

function isJson(type: string | undefined): boolean {
  return type === undefined || !/^(image|application\/(octet|x-))/i.test(type);
}

function parse(body: Buffer): Json | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}

/** Seconds or a date; milliseconds from now. */
function waitOf(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : undefined;
}
