/** More bytes than this go to a file, not to the page. */
const MOST_SHOWN = 2000;

/** A command that sends the same bytes again; `HOST PORT` are those of a server. */
export function showRequest(bytes: Buffer): string {
  if (bytes.length > MOST_SHOWN)
    return `${JSON.stringify(bytes.toString('latin1', 0, MOST_SHOWN))} … of ${bytes.length} bytes`;
  return `echo ${bytes.toString('base64')} | base64 -d | nc -q 5 HOST PORT   (${JSON.stringify(bytes.toString('latin1', 0, 300))})`;
}
