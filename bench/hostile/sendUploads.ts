import { request } from 'node:http';

/** What the parent process orders: so many uploads at once, all alike. */
export interface UploadOrder {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: number;
  readonly count: number;
  readonly chunked: boolean;
  /** The body begins with it. */
  readonly start: string;
}

/** Answers by status; 0: the answer was lost. */
export type UploadStatuses = Readonly<Record<number, number>>;

const PIECE = Buffer.alloc(64 * 1024, 'A');

function upload({ url, headers, bytes, chunked, start }: UploadOrder): Promise<number> {
  return new Promise((resolve) => {
    const length = chunked ? { 'Transfer-Encoding': 'chunked' } : { 'Content-Length': bytes };
    const outgoing = request(url, { method: 'POST', agent: false, headers: { ...headers, ...length } });
    let left = bytes - start.length;
    let answered = false;
    const write = () => {
      while (left > 0 && !answered) {
        const piece = PIECE.subarray(0, Math.min(left, PIECE.length));
        left -= piece.length;
        if (!outgoing.write(piece)) {
          outgoing.once('drain', write);
          return;
        }
      }
      outgoing.end();
    };
    outgoing.on('response', (incoming) => {
      answered = true;
      incoming.resume().on('end', () => resolve(incoming.statusCode ?? 0));
      incoming.on('error', () => resolve(0));
    });
    outgoing.on('error', () => resolve(0));
    outgoing.write(Buffer.from(start, 'latin1'));
    write();
  });
}

process.on('message', async (order: UploadOrder) => {
  const all = await Promise.all(Array.from({ length: order.count }, () => upload(order)));
  const statuses: Record<number, number> = {};
  for (const status of all) statuses[status] = (statuses[status] ?? 0) + 1;
  process.send?.(statuses satisfies UploadStatuses);
});
