import type { Readable } from 'node:stream';
import type { TSchema } from 'typebox';
import type { PublicRegistration } from '../../core/accounts/publicRegistration.ts';
import type { Statistics } from '../../core/accounts/statistics.ts';
import type { TokenReach } from '../../core/accounts/tokenReach.ts';
import type { Tokens } from '../../core/accounts/tokens.ts';
import type { AuditLog } from '../../core/audit/auditLog.ts';
import type { Descriptors } from '../../core/descriptors/descriptors.ts';
import type { Liveness } from '../../core/descriptors/liveness.ts';
import type { Handlers } from '../../core/handlers/handlers.ts';
import type { Exports } from '../../core/lists/exports.ts';
import type { Lists } from '../../core/lists/lists.ts';
import type { Live } from '../../core/live/liveFigures.ts';
import type { Identity } from '../../core/logins/authentication.ts';
import type { Matching } from '../../core/matching/matching.ts';
import type { RawMatching } from '../../core/matching/rawMatching.ts';
import type { EnrolPhoto } from '../../core/persons/enrolPhoto.ts';
import type { Links } from '../../core/persons/links.ts';
import type { PersonSearch } from '../../core/persons/personSearch.ts';
import type { Persons } from '../../core/persons/persons.ts';
import type { AccountUpkeep } from '../../core/review/accountUpkeep.ts';
import type { Actions } from '../../core/review/actions.ts';
import type { FaceSearch } from '../../core/review/faceSearch.ts';
import type { Inbox } from '../../core/review/inbox.ts';
import type { ReviewRuns } from '../../core/review/runs.ts';
import type { Caller } from '../../domain/caller.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { Documented, Example } from '../documented/documented.ts';
import type { EventFacts } from '../events/eventSource.ts';
import type { Body } from '../wire/body/body.ts';
import type { QueryOf, QueryShape } from '../wire/query/queryParameters.ts';
import type { Compatibility } from './compatibility.ts';

/** What operations delegate to. */
export interface Services {
  readonly registration: PublicRegistration;
  readonly tokens: Tokens;
  readonly tokenReach: TokenReach;
  readonly persons: Persons;
  readonly enrolPhoto: EnrolPhoto;
  readonly personSearch: PersonSearch;
  readonly actions: Actions;
  readonly faceSearch: FaceSearch;
  readonly reviewRuns: ReviewRuns;
  readonly inbox: Inbox;
  readonly accountUpkeep: AccountUpkeep;
  readonly auditTrail: Pick<AuditLog, 'isOn' | 'of'>;
  readonly live: Live;
  readonly lists: Lists;
  readonly links: Links;
  readonly descriptors: Descriptors;
  readonly matching: Matching;
  readonly handlers: Handlers;
  readonly liveness: Liveness;
  readonly rawMatching: RawMatching;
  readonly exports: Exports;
  readonly statistics: Statistics;
}

/**
 * Who may call (contract 00 §3). `basic`: e-mail and password of an active account; `basic-even-suspended`: also of a
 * suspended one; `account`: Basic or token, active.
 */
export type Access = 'none' | 'basic' | 'basic-even-suspended' | 'account';

/** Reads one path parameter; undefined means that the page does not exist (contract 00 §2). */
export interface PathParameter<Value> {
  readonly description: string;
  read(raw: string): Value | undefined;
}

export type ParamShape = Readonly<Record<string, PathParameter<unknown>>>;
export type ParamsOf<Shape extends ParamShape> = {
  readonly [Name in keyof Shape]: Shape[Name] extends PathParameter<infer Value> ? Value : never;
};

/** What an operation's `run` is given: the services and the request, read and checked. */
export interface Context<Params extends ParamShape, Query extends QueryShape, Json> extends Services {
  readonly accountId: AccountId;
  readonly identity: Identity;
  readonly params: ParamsOf<Params>;
  readonly query: QueryOf<Query>;
  readonly body: Json;
  readonly compatibility: Compatibility;
  readonly requestId: string;
  readonly caller: Caller;
  /** Aborted when the client closes its connection before it has its answer. */
  readonly signal: AbortSignal;
}

/** The one success answer: JSON by schema (members leave in its order), bytes, or nothing. */
export type Answer =
  | { readonly status: 200 | 201; readonly schema: TSchema }
  | { readonly status: 200; readonly contentType: 'image/jpeg' }
  | { readonly status: 204 };

/** An example that fits the operation: a value of each path parameter, and no query parameter that it does not read. */
export type ExampleOf<Params extends ParamShape, Query extends QueryShape> = string extends keyof Params
  ? Example
  : Omit<Example, 'params' | 'query'> & {
      readonly query?: { readonly [Name in keyof Query]?: string | number };
    } & ([keyof Params] extends [never] ? object : { readonly params: { readonly [Name in keyof Params]: string } });

export interface Operation<
  Params extends ParamShape = ParamShape,
  Query extends QueryShape = QueryShape,
  Json = unknown,
> extends Omit<Documented, 'example'> {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the version prefix, fastify's `:name` for parameters. */
  readonly path: string;
  /** Further paths to the same, which the docs do not show. */
  readonly aliases?: readonly string[];
  readonly tag: string;
  readonly example: ExampleOf<NoInfer<Params>, NoInfer<Query>>;
  readonly access: Access;
  /** In LP3 the resource also took a token (contract 10). */
  readonly tokenInLp3?: boolean;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body<Json>;
  readonly answer: Answer;
  /**
   * What its statistics event says beside the answer (contract 70); without it there is none. `result` is undefined when the
   * request failed.
   */
  event?(query: QueryOf<Query>, result: never): EventFacts;
  /** What must hold before the body is read, where the contract lets that error win (contract 10). */
  check?(context: Omit<Context<Params, Query, Json>, 'body'>): Promise<unknown>;
  run(context: Context<Params, Query, Json>): Promise<unknown>;
  /** An extension: other forms of the answer, bytes or a stream, by the content type that `Accept` names. */
  readonly representations?: Readonly<
    Record<string, (context: Context<Params, Query, Json>) => Promise<Uint8Array | Readable>>
  >;
}

/** Declares an operation; the types of query, path and body follow from their readers. */
export function operation<
  const Params extends ParamShape = Record<never, never>,
  const Query extends QueryShape = Record<never, never>,
  Json = undefined,
>(declaration: Operation<Params, Query, Json>): Operation {
  // The reader shapes are what ties `run` to its context; the registry only ever hands it what they read.
  return declaration as unknown as Operation;
}
