import type { Random } from '../random.ts';
import { ODD_TEXTS, ODD_TYPES } from './values.ts';

export interface Part {
  readonly name: string;
  readonly filename?: string;
  readonly type: string;
  readonly body: Buffer | string;
}

const BOUNDARY = 'fuzz-boundary';
export const FORM_TYPE = `multipart/form-data; boundary=${BOUNDARY}`;

export function formOf(parts: readonly Part[]): Buffer {
  return Buffer.concat([...parts.map(partOf), Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

function partOf({ name, filename, type, body }: Part): Buffer {
  const file = filename === undefined ? '' : `; filename="${filename}"`;
  const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${file}\r\nContent-Type: ${type}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), Buffer.from(body as string), Buffer.from('\r\n')]);
}

type Break = (parts: readonly Part[], random: Random) => Buffer;

const changed = (parts: readonly Part[], random: Random, change: Partial<Part>) => {
  const place = random.below(parts.length);
  return formOf(parts.map((part, at) => (at === place ? { ...part, ...change } : part)));
};

const BREAKS: readonly Break[] = [
  (parts, random) => changed(parts, random, { name: random.pick([...ODD_TEXTS, 'image', 'images[]', 'meta']) }),
  (parts, random) => changed(parts, random, { filename: random.pick(ODD_TEXTS) }),
  (parts, random) => changed(parts, random, { type: random.pick(ODD_TYPES) }),
  (parts, random) => changed(parts, random, { body: random.pick(ODD_TEXTS) }),
  (parts, random) => changed(parts, random, { body: random.bytes(random.below(2000)) }),
  (parts) => formOf([...parts, { name: 'meta', type: 'application/json', body: '{"a": [1' }]),
  (parts) => formOf([...parts, ...parts, ...parts].map((part) => ({ ...part, name: 'meta' }))),
  () => formOf([]),
  () => formOf(Array.from({ length: 3000 }, () => ({ name: 'images', type: 'image/jpeg', body: '' }))),
  (parts, random) => formOf(parts).subarray(0, random.below(formOf(parts).length)),
  (parts) => formOf(parts).subarray(0, -(BOUNDARY.length + 6)),
  (parts) => Buffer.concat([Buffer.from('preamble\r\n'), formOf(parts), Buffer.from('epilogue')]),
  (parts) => Buffer.from(formOf(parts).toString('latin1').replaceAll('\r\n', '\n'), 'latin1'),
  (parts) => Buffer.from(formOf(parts).toString('latin1').replaceAll('Content-Disposition', 'X-Disposition'), 'latin1'),
  (parts) =>
    Buffer.from(
      formOf(parts)
        .toString('latin1')
        .replace('\r\n\r\n', `\r\nX-Long: ${'x'.repeat(100_000)}\r\n\r\n`),
      'latin1',
    ),
  (parts) => Buffer.from(formOf(parts).toString('latin1').replace('\r\n\r\n', '\r\nX: 1'.repeat(3000)), 'latin1'),
  (parts) =>
    Buffer.from(
      formOf(parts).toString('latin1').replace('\r\n\r\n', '\r\nContent-Transfer-Encoding: base64\r\n\r\n'),
      'latin1',
    ),
  (parts) => Buffer.from(formOf(parts).toString('latin1').replace(BOUNDARY, 'another'), 'latin1'),
  (parts, random) => {
    const bytes = formOf(parts);
    for (let times = 1 + random.below(8); times > 0; times--)
      bytes[random.below(Math.min(300, bytes.length))] = random.below(256);
    return bytes;
  },
];

/** The form, broken in one place. */
export function breakForm(parts: readonly Part[], random: Random): Buffer {
  return random.pick(BREAKS)(parts, random);
}
