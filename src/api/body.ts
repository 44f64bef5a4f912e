import type { TSchema } from 'typebox';
import type { Part } from './multipart.ts';
import type { ReadingRules } from './queryParameters.ts';

/** A body as it came: `contentType` in lower case without parameters, '' when the header is missing. */
export interface RawBody {
  readonly bytes: Buffer;
  readonly contentType: string;
  /** Of a multipart body, where the operation takes one; `bytes` are empty then. */
  readonly parts?: readonly Part[];
}

/** How an operation reads its body. */
export interface Body<Value> {
  /** Decides the size limit and what the docs say; `images` may come as multipart/form-data. */
  readonly kind: 'json' | 'image' | 'images';
  readonly optional: boolean;
  readonly schema: TSchema;
  /** Of a body that is no JSON. */
  readonly contentTypes?: readonly string[];
  read(body: RawBody, rules: ReadingRules): Value;
}
