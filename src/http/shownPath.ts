import { fingerprint } from './tokenFingerprint.ts';

const LONGEST = 200;
const LONGEST_PART = 64;
const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/**
 * A path that no route knows, fit for a log: without its query, bounded, only printable ASCII, and with fingerprints in the
 * place of ids, since one of them may be a token.
 */
export function shownPath(url: string): string {
  const [path = ''] = url.slice(0, LONGEST * 4).split(/[?#]/, 1);
  const parts = path
    .replace(UUID, (id) => `{${fingerprint(id.toLowerCase())}}`)
    .split('/')
    .map((part) => (part.length > LONGEST_PART ? `${part.slice(0, 8)}…` : part));
  const text = parts.join('/').replace(/[^!-~…]/g, '?');
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
