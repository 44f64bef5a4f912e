import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';

/** A browser asked for a page: it names the type. `curl` and API clients send no such type, or a wildcard. */
export function wantsPage(accept: string | undefined): boolean {
  return /\btext\/html\b/i.test(accept ?? '');
}

/**
 * Sends an HTML page under a policy that lets it load this server's own files and nothing else: no inline script, no
 * frame, no form, and of inline styles only the one given.
 * @param style text of the page's one `<style>` element
 */
export function sendPage(reply: FastifyReply, html: string, style: string): FastifyReply {
  const hash = createHash('sha256').update(style).digest('base64');
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'sha256-${hash}'`,
    // swagger-ui's icons, and answers that are pictures.
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return reply
    .header('content-security-policy', policy.join('; '))
    .header('referrer-policy', 'no-referrer')
    .header('vary', 'Accept')
    .type('text/html; charset=utf-8')
    .send(html);
}
