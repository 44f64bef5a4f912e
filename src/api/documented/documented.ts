import type { ErrorName } from '../errors/errorTable.ts';
import type { Compatibility } from '../operations/compatibility.ts';

/** An error of the table, or one whose name depends on the mode. */
export type Raised = ErrorName | ((compatibility: Compatibility) => ErrorName);

/** What a reader sends as an example: an object as JSON, or a photo of their own. */
export type ExampleBody = Readonly<Record<string, unknown>> | 'photo';

/** One request and its answer, as the API page prints them; a test sends each to a running server. */
export interface Example {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: ExampleBody;
  /** Left out where the answer has no body, or is a picture. */
  readonly answer?: unknown;
}

/** What the API page says of an operation besides its schemas. Every operation has all of it. */
export interface Documented {
  /** Unique name, for client generators. */
  readonly operationId: string;
  readonly summary: string;
  /** What it does, in sentences: rules, limits, what it leaves alone. Markdown. */
  readonly description: string;
  /** Errors of its own rules; those of its credentials, path, parameters and kind of body follow from these. */
  readonly errors: readonly Raised[];
  readonly example: Example;
}

/** A resource without an `Operation`: one of the service's own pages. */
export interface DocumentedPage extends Documented {
  readonly path: string;
  /** `get` when it is left out. */
  readonly method?: 'get' | 'post' | 'delete';
}
