/** A bucket of any service that speaks S3's protocol, and the way to it. */
export interface BucketOptions {
  /** `https://s3.eu-central-1.amazonaws.com`, `http://minio:9000`. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  /** Before the names of all objects, with a slash at its end; may be empty. */
  readonly prefix: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of temporary credentials. */
  readonly sessionToken?: string | undefined;
  /** `endpoint/bucket/name`, else `bucket.endpoint/name`. */
  readonly pathStyle: boolean;
  /** Milliseconds for one call, all its attempts and pauses together. */
  readonly callMs: number;
  /** Connections at the same time; further calls wait for one. */
  readonly connections: number;
}

/** Where an object is. @param key the whole name, prefix included; empty: the bucket itself */
export function objectUrl({ endpoint, bucket, pathStyle }: BucketOptions, key: string): URL {
  const url = new URL(endpoint);
  const folder = url.pathname.replace(/\/+$/, '');
  if (!pathStyle) url.hostname = `${bucket}.${url.hostname}`;
  url.pathname = pathStyle ? `${folder}/${bucket}/${key}` : `${folder}/${key}`;
  return url;
}
