import type { TSchema } from 'typebox';
import type { Base64Decoder } from '../../../core/descriptors/base64Decoder.ts';
import type { ReadingRules } from '../query/readingRules.ts';
import type { Part } from './multipart.ts';

/** A body as it came: `contentType` in lower case without parameters, '' when the header is missing. */
export interface RawBody {
  readonly bytes: Buffer;
  readonly contentType: string;
  /** Of a multipart body, where the operation takes one; `bytes` are empty then. */
  readonly parts?: readonly Part[];
  /** Aborted when the caller no longer waits for the answer. */
  readonly signal?: AbortSignal;
}

/** What reading a body depends on besides the request. */
export interface BodyRules extends ReadingRules {
  readonly base64: Pick<Base64Decoder, 'decode'>;
}

/** How an operation reads its body. */
export interface Body<Value> {
  /** Decides the size limit and what the docs say; `images` may come as multipart/form-data. */
  readonly kind: 'json' | 'image' | 'images';
  readonly optional: boolean;
  readonly schema: TSchema;
  /** Of a body that is no JSON. */
  readonly contentTypes?: readonly string[];
  /** A promise where a large body is read on another thread. */
  read(body: RawBody, rules: BodyRules): Value | Promise<Value>;
}
