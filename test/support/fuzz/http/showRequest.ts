import { gzipSync } from 'node:zlib';

const MOST_SHOWN = 300;

/** A command that sends the same bytes again; `HOST PORT` are those of a server. */
export function showRequest(bytes: Buffer): string {
  const start = JSON.stringify(bytes.toString('latin1', 0, MOST_SHOWN));
  return `echo ${gzipSync(bytes).toString('base64')} | base64 -d | gunzip | nc -q 5 HOST PORT   (${start})`;
}
