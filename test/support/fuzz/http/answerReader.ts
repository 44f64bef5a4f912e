import type { Answer } from './rawClient.ts';

const NOTHING: Buffer = Buffer.alloc(0);
const LINE_END = '\r\n';

type Head = Omit<Answer, 'body'>;

/** Reads one answer of HTTP/1.1 from the pieces of a connection; interim ones are passed over. */
export class AnswerReader {
  readonly #isHead: boolean;
  #head: Head | undefined;
  /** What came and was not understood yet. */
  #rest = NOTHING;
  readonly #body: Buffer[] = [];
  #bodyLength = 0;
  /** A stream of events, or a body that ends with its connection. */
  isEndless = false;

  constructor(isHead: boolean) {
    this.#isHead = isHead;
  }

  /** @returns the answer as soon as it is whole; of a stream of events, its head */
  take(chunk: Buffer): Answer | undefined {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    this.#head ??= this.#takeHead();
    return this.#head && this.#takeBody(this.#head);
  }

  /** What there is when the connection ends. */
  end(): Answer | undefined {
    return this.#head && this.isEndless ? this.#whole(this.#head) : undefined;
  }

  #takeHead(): Head | undefined {
    for (;;) {
      const end = this.#rest.indexOf(LINE_END + LINE_END);
      if (end < 0) return undefined;
      const head = readHead(this.#rest.toString('latin1', 0, end));
      this.#rest = this.#rest.subarray(end + 4);
      if (head.status >= 200) return head;
    }
  }

  #takeBody(head: Head): Answer | undefined {
    const { status, headers } = head;
    if (this.#isHead || status === 204 || status === 304) return { ...head, body: NOTHING };
    if (headers.get('content-type')?.startsWith('text/event-stream')) {
      this.isEndless = true;
      return { ...head, body: NOTHING };
    }
    const length = headers.get('content-length');
    if (length === undefined && headers.get('transfer-encoding') === 'chunked')
      return this.#takeChunks() ? this.#whole(head) : undefined;
    this.#keep(this.#rest);
    this.#rest = NOTHING;
    this.isEndless = length === undefined;
    return this.#bodyLength >= Number(length) ? this.#whole(head, Number(length)) : undefined;
  }

  /** False as long as the last chunk is missing. */
  #takeChunks(): boolean {
    for (;;) {
      const end = this.#rest.indexOf(LINE_END);
      if (end < 0) return false;
      const length = Number.parseInt(this.#rest.toString('latin1', 0, end), 16);
      if (!(end + 2 + length + 2 <= this.#rest.length)) return false;
      if (length === 0) return true;
      this.#keep(this.#rest.subarray(end + 2, end + 2 + length));
      this.#rest = this.#rest.subarray(end + 2 + length + 2);
    }
  }

  #keep(piece: Buffer): void {
    this.#body.push(piece);
    this.#bodyLength += piece.length;
  }

  #whole(head: Head, length = this.#bodyLength): Answer {
    return { ...head, body: Buffer.concat(this.#body).subarray(0, length) };
  }
}

function readHead(text: string): Head {
  const [first = '', ...lines] = text.split(LINE_END);
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { status: Number(first.split(' ')[1]), headers: new Map(headers) };
}
