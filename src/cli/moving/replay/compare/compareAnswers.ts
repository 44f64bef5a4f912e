import type { RecordedAnswer } from '../record/exchange.ts';
import { type Compared, compareJson, type JsonRules } from './compareJson.ts';
import { finding } from './finding.ts';

/** Statuses of 500 that are about the request: no face, bad base64. */
const ABOUT_THE_REQUEST = new Set([4003, 18001]);

/** Whether an answer says what its server thinks of the request, and not that it is broken. */
export function isWord({ status, body }: RecordedAnswer): boolean {
  if (status === 429 || status === 0) return false;
  if (status < 500) return true;
  const code = (body && (parse(body) as { error_code?: unknown } | undefined))?.error_code;
  return ABOUT_THE_REQUEST.has(Number(code));
}

/** Compares what two servers said to one request. */
export function compareAnswers(there: RecordedAnswer, here: RecordedAnswer, rules: JsonRules): Compared {
  const [old, own] = [there.body && parse(there.body), here.body && parse(here.body)];
  if (there.status !== here.status) {
    const told = (answer: RecordedAnswer, json: unknown) => `${answer.status}${codeOf(json)}`;
    return only(finding('breaks', 'status', '', told(there, old), told(here, own)));
  }
  if (there.body === undefined) return { findings: [], decisions: [] };
  if (old !== undefined && own !== undefined) return compareJson(old, own, rules);
  if (there.body.equals(here.body ?? Buffer.alloc(0))) return { findings: [], decisions: [] };
  const [type, ownType] = [mediaType(there.type), mediaType(here.type)];
  if (type !== ownType) return only(finding('breaks', 'content type', '', type, ownType));
  if (type.startsWith('image/')) {
    return only(
      finding('differs', 'bytes of a picture', '', `${there.body.length} bytes`, `${here.body?.length} bytes`),
    );
  }
  return only(finding('breaks', 'body', '', there.body.toString('utf8', 0, 200), here.body?.toString('utf8', 0, 200)));
}

function only(found: ReturnType<typeof finding>): Compared {
  return { findings: [found], decisions: [] };
}

function codeOf(json: unknown): string {
  const code = (json as { error_code?: unknown } | undefined)?.error_code;
  return code === undefined ? '' : `/${String(code)}`;
}

function mediaType(type: string | undefined): string {
  return (type ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

function parse(body: Buffer): unknown {
  const first = body[0];
  // Neither a brace nor a bracket: no answer of this API.
  if (first !== 0x7b && first !== 0x5b) return undefined;
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
