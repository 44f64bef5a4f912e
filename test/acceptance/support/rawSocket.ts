import { connect } from 'node:net';

/**
 * Writes bytes to the server as they are and reads until it closes the connection or falls silent: for what no HTTP
 * library agrees to send.
 * @param silenceMs how long no byte may arrive before the answer counts as complete
 */
export function exchangeRaw(base: string, request: string | Buffer, silenceMs = 1500): Promise<string> {
  const target = new URL(base);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(target.port), target.hostname);
    const chunks: Buffer[] = [];
    const finish = () => {
      socket.destroy();
      resolve(Buffer.concat(chunks).toString('latin1'));
    };
    socket.setTimeout(silenceMs, finish);
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('end', finish);
    socket.on('error', (error) => (chunks.length > 0 ? finish() : reject(error)));
    socket.write(request);
  });
}

/** Status code of a raw answer, 0 when there was none. */
export function rawStatus(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
}

/** Body of a raw answer with a content length. */
export function rawBody(answer: string): string {
  return answer.slice(answer.indexOf('\r\n\r\n') + 4);
}
