/** Members of a request's line that its text on a terminal shows in short. */
export const SHOWN_IN_TEXT = ['method', 'route', 'path', 'status', 'milliseconds', 'requestId'] as const;

/** `GET /4/storage/persons 200 12.3 ms` for requests, the message itself for all other lines. */
export function requestText(line: Readonly<Record<string, unknown>>, messageKey: string): string {
  const message = String(line[messageKey] ?? '');
  const { method, route, path, status, milliseconds } = line;
  if (method === undefined) return message;
  const took = milliseconds === undefined ? '' : ` ${String(milliseconds)} ms`;
  return `${message === 'request' ? '' : `${message}: `}${String(method)} ${String(route ?? path)} ${String(status)}${took}`;
}
