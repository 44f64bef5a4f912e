import { describe, expect, it } from 'vitest';
import { type BucketOptions, objectUrl } from './bucketOptions.ts';

const options = (endpoint: string, pathStyle: boolean) =>
  ({ endpoint, bucket: 'faces', pathStyle }) as unknown as BucketOptions;

describe('the address of an object', () => {
  it.each([
    ['https://s3.eu-west-1.amazonaws.com', false, 'https://faces.s3.eu-west-1.amazonaws.com/a/b.jpg'],
    ['https://s3.eu-west-1.amazonaws.com', true, 'https://s3.eu-west-1.amazonaws.com/faces/a/b.jpg'],
    ['http://minio:9000', true, 'http://minio:9000/faces/a/b.jpg'],
    ['http://minio:9000/', false, 'http://faces.minio:9000/a/b.jpg'],
    ['https://example.com/storage/', true, 'https://example.com/storage/faces/a/b.jpg'],
  ])('at %s, with the path style %s', (endpoint, pathStyle, expected) => {
    expect(objectUrl(options(endpoint, pathStyle), 'a/b.jpg').href).toBe(expected);
  });
});
