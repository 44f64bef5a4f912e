import { expect } from 'vitest';
import type { Answer } from './client.ts';
import type { Mode } from './target.ts';

const INPUT = 'Bad/incomplete input data';
const MISSING = 'Object not found';
const UNIQUE = 'Unique constraint error';

/** Contract 80: short and specific text of each code that this suite can provoke. `{}` stands for an inserted value. */
const TEXTS: Readonly<Record<number, { readonly desc: string; readonly detail: string | RegExp }>> = {
  100: { desc: 'Forbidden', detail: 'Metrics are switched off' },
  102: { desc: INPUT, detail: /^Request body / },
  3000: { desc: 'Failed to create image', detail: /^Failed to create image\. Detail: ./ },
  3001: { desc: 'Failed to decode image data', detail: /^Failed to decode image data\. Detail: ./ },
  3002: { desc: 'Incorrect image size', detail: 'Incorrect image size. Detail: Image size {}.' },
  4003: { desc: 'No faces found', detail: 'No faces found. Detail: No faces found.' },
  4011: { desc: 'Failed to extract a descriptor', detail: /^Failed to extract a descriptor\. Detail: ./ },
  5003: { desc: 'Failed to match descriptors', detail: /^Failed to match descriptors\. Detail: ./ },
  11002: { desc: 'Authorization failed', detail: 'Account corresponding login/password not found' },
  11004: { desc: 'Account is suspended', detail: 'Account is suspended' },
  11011: { desc: UNIQUE, detail: 'An account with given email already exists' },
  11012: { desc: 'Extract policy error', detail: /./ },
  11013: { desc: INPUT, detail: 'Invalid email address' },
  11014: { desc: INPUT, detail: 'Length password  must be between 8 and 32 symbols' },
  11015: { desc: INPUT, detail: 'Max length user data is 128 symbols' },
  11016: { desc: UNIQUE, detail: 'This descriptor is already attached to the person or list' },
  11018: { desc: MISSING, detail: /^Descriptor .*not found$/i },
  11020: { desc: MISSING, detail: 'One or more {} not found' },
  11022: { desc: MISSING, detail: 'Token not found' },
  11024: { desc: MISSING, detail: 'Portrait not found' },
  11027: { desc: '', detail: /Detail: No faces found\.$/ },
  11055: { desc: 'Forbidden', detail: "License problem: '{}'" },
  12001: {
    desc: INPUT,
    detail: 'Object in  query is not UUID4, format: xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx',
  },
  12002: { desc: INPUT, detail: 'Request does not contain json' },
  12003: { desc: INPUT, detail: "Field '{}' not found in json" },
  12004: { desc: INPUT, detail: "Field '{}' must be {}" },
  12005: { desc: INPUT, detail: 'Request contain empty json' },
  12009: { desc: INPUT, detail: "Empty field '{}'" },
  12010: { desc: INPUT, detail: 'This resource need "Authorization" authorization headers' },
  12012: { desc: INPUT, detail: "Bad query parameters '{}'" },
  12013: { desc: 'Resource not found', detail: 'Page not found' },
  12014: { desc: INPUT, detail: "Required parameters '{}' not found" },
  12016: { desc: INPUT, detail: "No one  parameters '{}' not found" },
  12017: { desc: INPUT, detail: 'Bad content type' },
  12018: { desc: INPUT, detail: "Unsupported param '{}'" },
  12021: { desc: 'Method not allowed', detail: 'Method not allowed' },
  12022: { desc: INPUT, detail: "Failed to validate input json. Path: '{}',  message: '{}'" },
  12024: { desc: INPUT, detail: 'Unsopported media type' },
  12025: { desc: INPUT, detail: 'Specified content type does not match data type' },
  12026: { desc: INPUT, detail: 'Failed to parse XPK' },
  13003: { desc: '', detail: 'Image not found' },
  18001: { desc: INPUT, detail: 'Failed convert data from base64 to bytes' },
  18002: { desc: INPUT, detail: 'Failed convert bytes to jpg' },
  22002: { desc: MISSING, detail: 'Face not found' },
  22003: { desc: MISSING, detail: /^List (with id '[^']+' )?not found$/ },
  22004: { desc: MISSING, detail: 'One or more faces not found' },
  22006: { desc: MISSING, detail: 'One or more persons not found' },
  22007: { desc: MISSING, detail: /^Person (with id '[^']+' )?not found$/ },
  22008: { desc: UNIQUE, detail: 'This face is already attached to the person' },
  36001: { desc: INPUT, detail: "Expected list of {}. Got list of {}. List id '{}'" },
  36003: {
    desc: 'Face does not satisfy thresholds limits',
    detail:
      /^(No faces found\.|(Liveness (probability|quality)|Face quality) \([\d.]+\) is lower than minimum allowed \([\d.]+\)\.|Likelihood of a mask \([\d.]+\) is not lower than maximum allowed \([\d.]+\)\.)$/,
  },
  4004: { desc: 'Multiple faces found', detail: 'Multiple faces found. Detail: {} faces found, one is needed.' },
  4009: {
    desc: 'Failed to estimate face image attributes',
    detail: /^Failed to estimate face image attributes\. Detail: ./,
  },
  36004: { desc: INPUT, detail: 'Face was not linked to the person' },
};

interface Envelope {
  readonly error_code: number;
  readonly desc?: string;
  readonly detail: unknown;
}

export interface ExpectedError {
  readonly status: number;
  /** One code, or those that the contract leaves open. */
  readonly code: number | readonly number[];
  /** Values inserted into the detail text; left out: any. */
  readonly inserted?: readonly string[];
}

function detailPattern(template: string, inserted: readonly string[] | undefined): RegExp {
  let position = 0;
  const source = template
    .split('{}')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .reduce((left, right) => {
      const value = inserted?.[position++];
      const filled = value === undefined ? '[^]*' : value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      return `${left}${filled}${right}`;
    });
  return new RegExp(`^${source}$`);
}

/** Contract 00 §7: members of the envelope, in order, and their kinds. */
export function expectEnvelope(answer: Answer, mode: Mode): Envelope {
  const body = answer.json<Envelope>();
  const members = Object.keys(body);
  if (mode === 'lp3') {
    expect(members).toEqual(['error_code', 'detail']);
  } else {
    expect(members.filter((name) => name !== 'link')).toEqual(['error_code', 'desc', 'detail']);
    expect(typeof body.desc).toBe('string');
  }
  expect(Number.isInteger(body.error_code)).toBe(true);
  expect(answer.headers['content-type']).toMatch(/^application\/json/);
  return body;
}

/** Status, code, envelope and both texts, byte for byte as contract 80 prints them. */
export function expectError(answer: Answer, mode: Mode, expected: ExpectedError): void {
  const codes = typeof expected.code === 'number' ? [expected.code] : expected.code;
  expect(`${answer.status} ${answer.text}`).toMatch(
    new RegExp(`^${expected.status} \\{"error_code":\\s?(${codes.join('|')}),`),
  );
  const body = expectEnvelope(answer, mode);
  const texts = TEXTS[body.error_code];
  if (!texts) {
    throw new Error(`the suite has no texts for code ${body.error_code}`);
  }
  if (mode === 'backport3' && texts.desc !== '') {
    expect(body.desc).toBe(texts.desc);
  }
  if (body.error_code === 11012) {
    expect(typeof body.detail).toBe('object');
    return;
  }
  expect(body.detail).toMatch(
    typeof texts.detail === 'string' ? detailPattern(texts.detail, expected.inserted) : texts.detail,
  );
}
