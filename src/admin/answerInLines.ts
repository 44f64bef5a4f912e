import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AdminError } from './adminError.ts';

export const JSON_LINES = 'application/x-ndjson';

/** Whether the client wants to hear of long work while it goes on. */
export function wantsLines({ headers }: FastifyRequest): boolean {
  return headers.accept?.includes(JSON_LINES) ?? false;
}

/**
 * Answers with a line for each event and one for the outcome. Work that fails before its first event is answered as any
 * other; later the status has left, and the last line says what went wrong.
 * @param explain the text of an error for the client
 */
export async function answerInLines(
  reply: FastifyReply,
  work: (tell: (event: unknown) => Promise<void>) => Promise<unknown>,
  explain: (error: unknown) => AdminError,
): Promise<FastifyReply> {
  const lines = new PassThrough();
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const write = async (line: unknown) => {
    if (lines.destroyed) return;
    if (lines.write(`${JSON.stringify(line)}\n`)) return;
    // A slow reader is waited for; one that left ends the wait.
    await Promise.race([once(lines, 'drain'), once(lines, 'close')]).catch(() => undefined);
  };
  const outcome = work(async (event) => {
    begin();
    await write({ event });
  });
  await Promise.race([begun, outcome]);
  void outcome
    .then(
      (result) => write({ result }),
      (error: unknown) => {
        const { kind, message } = explain(error);
        return write({ error: kind, detail: message });
      },
    )
    .finally(() => lines.end());
  return reply.code(200).type(JSON_LINES).send(lines);
}
