import type { Break } from './breakRequest.ts';
import { ODD_TEXTS } from './values.ts';

const ODD_HEADERS: readonly (readonly [name: string, values: readonly string[]])[] = [
  [
    'Accept',
    [
      '*/*',
      '',
      'application/x-vl-xpk',
      'application/x-vl-face-descriptor',
      'image/webp',
      'text/event-stream',
      'application/x-ndjson',
      'application/x-ndjson',
      'a/b;q=x',
      ','.repeat(4000),
    ],
  ],
  ['Accept-Encoding', ['gzip', 'br', 'identity;q=0, *;q=0', 'x'.repeat(2000)]],
  ['Idempotency-Key', ['', 'once', 'once', 'x'.repeat(255), 'x'.repeat(256), 'é', '\u0001', '"a", "b"']],
  ['Luna-Request-Id', ['', '1', '1700000000,0f0e0d0c-1234-4abc-8def-00112233aabb', 'x'.repeat(3000), '\u00ff']],
  ['Origin', ['null', 'http://evil.example', '\u00e9', 'x'.repeat(3000)]],
  ['Range', ['bytes=0-0', 'bytes=-1', 'bytes=9-1', 'x']],
  ['If-None-Match', ['*', 'W/"a"', '"']],
  ['If-Modified-Since', ['x', 'Thu, 01 Jan 1970 00:00:00 GMT']],
  ['X-Forwarded-For', ['127.0.0.1', '1.2.3.4, ::1', 'x', ',,,', '999.999.999.999']],
  ['Forwarded', ['for=x;proto=', ';;;']],
  ['X-Forwarded-Proto', ['https', 'x']],
  ['Cookie', ['a=b', ';', '=', 'x'.repeat(3000), 'session=%zz']],
  ['traceparent', ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', 'x', '00-0-0-0']],
  ['Upgrade', ['websocket', 'h2c', 'x']],
  ['Connection', ['close', 'Upgrade', 'keep-alive, close', 'x', 'Content-Length', 'X-Auth-Token']],
  ['Access-Control-Request-Method', ['POST', 'x']],
  ['__proto__', ['x']],
  ['Content-Length', ['0', '00', '-1', '+1', '1e3', '0x1', '99999999999999999999', '1, 1', '']],
  ['Trailer', ['X-Auth-Token']],
  ['TE', ['trailers', 'x']],
  ['Via', ['x'.repeat(1000)]],
];

const BREAKS_FRAMING = new Set(['Content-Length', 'Upgrade', 'Connection']);

export const HEADERS: readonly Break[] = [
  {
    name: 'header',
    weight: 5,
    apply: (draft, { random }) => {
      const [name, values] = random.pick(ODD_HEADERS);
      draft.headers.push([name, random.pick(values)]);
      if (BREAKS_FRAMING.has(name)) draft.isTorn = true;
    },
  },
  {
    name: 'known header with odd text',
    apply: (draft, { random }) => {
      const [name] = random.pick(ODD_HEADERS);
      draft.headers.push([name, random.pick(ODD_TEXTS)]);
      draft.isTorn = true;
    },
  },
  {
    name: 'header twice',
    fits: ({ headers }) => headers.length > 0,
    apply: (draft, { random }) => draft.headers.push(random.pick(draft.headers)),
  },
  {
    name: 'header without form',
    apply: (draft, { random }) => {
      draft.headers.push(
        random.pick<[string, string]>([
          ['', 'x'],
          ['X Y', 'x'],
          ['X-\u0000', 'x'],
          ['X-Long', 'x'.repeat(100_000)],
          ['X-Folded', 'a\r\n b'],
          ['X-Bare', 'a\nb'],
          ['X-Bare', 'a\rb'],
          ['Host', 'other.example'],
          ['Host', ''],
          ['Host', 'a b/@:99999'],
        ]),
      );
      draft.isTorn = true;
    },
  },
  {
    name: 'many headers',
    apply: (draft, { random }) => {
      const count = random.pick([100, 1500, 3000]);
      for (let number = 0; number < count; number++) draft.headers.push([`X-${number}`, '1']);
      draft.isTorn = true;
    },
  },
];
