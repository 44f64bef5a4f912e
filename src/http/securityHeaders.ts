/** Paths whose answers are the same for everyone: pages with their files, versions and probes. */
const PUBLIC = /^\/+((docs|console|version|livez|readyz|healthcheck|metrics)([/?]|$)|\?|$)/;

/**
 * What an answer says to browsers and caches, by the path that was asked for: no browser may guess another type than the one
 * that was sent, and what is personal is kept nowhere.
 */
export function answerHeaders(path: string): Readonly<Record<string, string>> {
  return { 'X-Content-Type-Options': 'nosniff', ...(!PUBLIC.test(path) && { 'Cache-Control': 'no-store' }) };
}

/**
 * Of pages: everything comes from this service, nothing may frame it, and a form leads nowhere else. The API page sets
 * styles by script and has images in `data:` URLs.
 */
const PAGE = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
} as const;

/** What an answer of this type says beyond that. */
export function pageHeaders(contentType: string): Readonly<Record<string, string>> {
  return contentType.startsWith('text/html') ? PAGE : {};
}
