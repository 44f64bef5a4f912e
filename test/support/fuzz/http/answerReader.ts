import type { Answer } from './rawClient.ts';

/** Reads one answer of HTTP/1.1 from the pieces of a connection; interim ones are passed over. */
export class AnswerReader {
  readonly #isHead: boolean;
  #bytes: Buffer = Buffer.alloc(0);
  /** A stream of events, or a body that ends with its connection. */
  isEndless = false;

  constructor(isHead: boolean) {
    this.#isHead = isHead;
  }

  /** @returns the answer as soon as it is whole; of a stream of events, its head */
  take(chunk: Buffer): Answer | undefined {
    this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk]);
    for (;;) {
      const end = this.#bytes.indexOf('\r\n\r\n');
      if (end < 0) return undefined;
      const head = readHead(this.#bytes.toString('latin1', 0, end));
      const rest = this.#bytes.subarray(end + 4);
      if (head.status >= 200) return this.#whole(head, rest);
      this.#bytes = rest;
    }
  }

  /** What there is when the connection ends. */
  end(): Answer | undefined {
    const end = this.#bytes.indexOf('\r\n\r\n');
    if (end < 0 || !this.isEndless) return undefined;
    return { ...readHead(this.#bytes.toString('latin1', 0, end)), body: this.#bytes.subarray(end + 4) };
  }

  #whole(head: Omit<Answer, 'body'>, rest: Buffer): Answer | undefined {
    const { status, headers } = head;
    if (this.#isHead || status === 204 || status === 304) return { ...head, body: Buffer.alloc(0) };
    const length = headers.get('content-length');
    if (length !== undefined) {
      return rest.length >= Number(length) ? { ...head, body: rest.subarray(0, Number(length)) } : undefined;
    }
    this.isEndless = headers.get('transfer-encoding') !== 'chunked';
    if (headers.get('content-type')?.startsWith('text/event-stream')) {
      this.isEndless = true;
      return { ...head, body: Buffer.alloc(0) };
    }
    const body = this.isEndless ? undefined : ofChunks(rest);
    return body && { ...head, body };
  }
}

function readHead(text: string): Omit<Answer, 'body'> {
  const [first = '', ...lines] = text.split('\r\n');
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { status: Number(first.split(' ')[1]), headers: new Map(headers) };
}

/** Undefined as long as the last chunk is missing. */
function ofChunks(bytes: Buffer): Buffer | undefined {
  const chunks: Buffer[] = [];
  for (let at = 0; ; ) {
    const end = bytes.indexOf('\r\n', at);
    if (end < 0) return undefined;
    const length = Number.parseInt(bytes.toString('latin1', at, end), 16);
    if (end + 2 + length + 2 > bytes.length) return undefined;
    if (length === 0) return Buffer.concat(chunks);
    chunks.push(bytes.subarray(end + 2, end + 2 + length));
    at = end + 2 + length + 2;
  }
}
