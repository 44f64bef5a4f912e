import { describe, expect, it } from 'vitest';
import { loadSettings } from '../loadSettings.ts';

const load = (environment: Record<string, string>) => loadSettings({ environment, workingDirectory: '/' }).settings;
const whole = { S3_BUCKET: 'faces', S3_ACCESS_KEY_ID: 'id', S3_SECRET_ACCESS_KEY: 'secret' };

describe('settings of S3', () => {
  it('are none by default, and enough with a bucket and its credentials', () => {
    expect(load({}).S3_BUCKET).toBe('');
    expect(load({ ...whole, PORTRAIT_STORE: 's3' }).S3_PREFIX).toBe('portraits/');
  });

  it.each([
    [{ PORTRAIT_STORE: 's3' }, 'PORTRAIT_STORE = s3: needs S3_BUCKET'],
    [{ S3_BUCKET: 'faces' }, 'S3_BUCKET: needs S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY'],
    [{ ...whole, S3_SECRET_ACCESS_KEY: '' }, 'S3_BUCKET: needs S3_SECRET_ACCESS_KEY'],
    [{ ...whole, S3_BUCKET: 'Faces!' }, 'must be the name of a bucket'],
    [{ ...whole, S3_ENDPOINT: 'https://user:word@s3.example.com' }, 'S3_ENDPOINT'],
    [{ ...whole, S3_ENDPOINT: 'http://[' }, 'must be a URL'],
    [{ ...whole, S3_PREFIX: '../x&y' }, 'S3_PREFIX'],
    [{ ...whole, S3_PREFIX: '/absolute' }, 'S3_PREFIX'],
  ])('%j is refused', (environment, says) => {
    expect(() => load(environment)).toThrow(says);
  });

  it('a secret that is refused is not repeated', () => {
    expect(() => load({ ...whole, S3_SECRET_ACCESS_KEY: 'with a blank' })).toThrow(/^(?!.*with a blank).*hidden/s);
  });
});
