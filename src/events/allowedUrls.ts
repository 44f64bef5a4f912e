import { isReceiverUrl, RECEIVER_RULE } from '../domain/outgoing/receiverUrl.ts';

const OFF = 'webhooks are off: the setting WEBHOOK_ALLOWED_URLS of the service allows no URL';
const NOT_ALLOWED = 'the setting WEBHOOK_ALLOWED_URLS of the service does not allow this URL';

/** A receiver may decode these after we compared the path, and leave the folder that was allowed. */
const HIDDEN_SLASH = /%2f|%5c/i;

/**
 * Where the service may post to for a client. A client that could name any URL would reach, through the service, what only this machine
 * reaches; so the operator names what is allowed.
 * @param allowed http and https URLs: their host and port, and their path with what is below it
 */
export class AllowedUrls {
  readonly #allowed: readonly URL[];

  constructor(allowed: readonly string[]) {
    this.#allowed = allowed.map((text) => new URL(text));
  }

  /** Why the URL is not allowed; undefined when it is. */
  refusal(text: string): string | undefined {
    if (this.#allowed.length === 0) return OFF;
    if (!isReceiverUrl(text)) return RECEIVER_RULE;
    const url = new URL(text);
    return this.#allowed.some((allowed) => isUnder(url, allowed)) ? undefined : NOT_ALLOWED;
  }
}

/** `/hooks` allows `/hooks` and `/hooks/x`, not `/hooksx`. URLs are parsed: letter case, default ports and `..` are gone. */
function isUnder(url: URL, allowed: URL): boolean {
  if (url.origin !== allowed.origin) return false;
  if (allowed.pathname === '/') return true;
  const folder = allowed.pathname.endsWith('/') ? allowed.pathname : `${allowed.pathname}/`;
  if (HIDDEN_SLASH.test(url.pathname)) return false;
  return url.pathname === allowed.pathname || url.pathname.startsWith(folder);
}
