import type { TSchema } from 'typebox';
import type { ReadingRules } from './queryParameters.ts';

/** A body as it came: `contentType` in lower case without parameters, '' when the header is missing. */
export interface RawBody {
  readonly bytes: Buffer;
  readonly contentType: string;
}

/** How an operation reads its body. */
export interface Body<Value> {
  /** Decides the size limit and what the docs say. */
  readonly kind: 'json' | 'image';
  readonly optional: boolean;
  readonly schema: TSchema;
  read(body: RawBody, rules: ReadingRules): Value;
}
