import type { Break } from './breakRequest.ts';

const hasBody = ({ body }: { readonly body: Buffer | undefined }) => body !== undefined;

/** The body in chunks of the size, with a last one. */
function chunked(body: Buffer, size: number): Buffer {
  const pieces: Buffer[] = [];
  for (let at = 0; at < body.length; at += size) {
    const piece = body.subarray(at, at + size);
    pieces.push(Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n'));
  }
  return Buffer.concat([...pieces, Buffer.from('0\r\n\r\n')]);
}

/** Where the body ends, and how the server is told. */
export const FRAMINGS: readonly Break[] = [
  {
    name: 'chunks',
    fits: hasBody,
    apply: (draft, { random }) => {
      draft.framing = [['Transfer-Encoding', 'chunked']];
      draft.sentBody = chunked(draft.body as Buffer, random.pick([1000, 5000, 100_000]));
    },
  },
  {
    name: 'broken chunks',
    fits: hasBody,
    apply: (draft, { random }) => {
      draft.framing = [['Transfer-Encoding', 'chunked']];
      const bytes = chunked(draft.body as Buffer, 1000);
      draft.sentBody = random.pick([
        bytes.subarray(0, random.below(bytes.length)),
        Buffer.from('zz\r\nabc\r\n0\r\n\r\n'),
        Buffer.from('-1\r\n\r\n'),
        Buffer.from('ffffffffffffffff\r\nabc'),
        Buffer.from(`5;${'x'.repeat(20_000)}\r\nabcde\r\n0\r\n\r\n`),
        Buffer.from(`0\r\nX-Auth-Token: ${'x'.repeat(20_000)}\r\n\r\n`),
        Buffer.concat([Buffer.from('5\r\nabcdefgh\r\n'), bytes]),
      ]);
      draft.isTorn = true;
    },
  },
  {
    name: 'body cut off',
    fits: hasBody,
    apply: (draft, { random }) => {
      const body = draft.body as Buffer;
      draft.framing = [['Content-Length', String(body.length)]];
      draft.sentBody = body.subarray(0, random.below(body.length));
      draft.isTorn = true;
    },
  },
  {
    name: 'length too small, or huge',
    fits: hasBody,
    apply: (draft, { random }) => {
      const { length } = draft.body as Buffer;
      const lengths = [random.below(length + 1), length + 1, 2 ** 31, 2 ** 40, Number.MAX_SAFE_INTEGER];
      draft.framing = [['Content-Length', String(random.pick(lengths))]];
      draft.isTorn = true;
    },
  },
  {
    name: 'length and chunks',
    fits: hasBody,
    apply: (draft, { random }) => {
      draft.framing = [
        ['Content-Length', '5'],
        ['Transfer-Encoding', random.pick(['chunked', 'gzip', 'identity', 'chunked, chunked', 'x'])],
      ];
      draft.sentBody = chunked(draft.body as Buffer, 100_000);
      draft.isTorn = true;
    },
  },
  {
    name: 'coding of the transfer',
    fits: hasBody,
    apply: (draft, { random }) => {
      draft.framing = [
        ['Transfer-Encoding', random.pick(['gzip', 'gzip, chunked', 'identity', 'chunked, gzip', '', ' chunked'])],
      ];
      draft.isTorn = true;
    },
  },
  {
    name: 'expectation',
    apply: (draft, { random }) => {
      draft.headers.push(['Expect', random.pick(['100-continue', '100-Continue', 'x', '', '200-ok'])]);
      draft.isTorn = true;
    },
  },
  {
    name: 'version of HTTP',
    apply: (draft, { random }) => {
      draft.version = random.pick(['1.0', '1.1 ', '2.0', '0.9', '9.9', 'x', '']);
      draft.isTorn = true;
    },
  },
  {
    name: 'second request behind',
    apply: (draft) => {
      const body = draft.body ?? Buffer.alloc(0);
      draft.framing = [['Content-Length', String(body.length)]];
      draft.sentBody = Buffer.concat([body, Buffer.from('GET /version HTTP/1.1\r\nHost: x\r\n\r\nGET')]);
      draft.isTorn = true;
    },
  },
];
