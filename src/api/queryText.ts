const BEYOND_ASCII = /[\x80-\xff]/;

/**
 * The query of a request target, without its question mark. Node gives the bytes of the target as latin1; clients that do not
 * escape send UTF-8.
 */
export function queryText(url: string): string {
  const start = url.indexOf('?');
  if (start === -1) return '';
  const query = url.slice(start + 1);
  return BEYOND_ASCII.test(query) ? Buffer.from(query, 'latin1').toString('utf8') : query;
}
