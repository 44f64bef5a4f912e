import type { Static, TSchema } from 'typebox';
import type { AccountAdministration } from '../core/accounts/accountAdministration.ts';
import type { Invitations } from '../core/accounts/invitations.ts';
import type { Statistics } from '../core/accounts/statistics.ts';
import type { Tokens } from '../core/accounts/tokens.ts';
import type { AuditLog } from '../core/audit/auditLog.ts';
import type { ModelMigration } from '../core/embedders/modelMigration.ts';
import type { Encryption } from '../core/encryption/encryption.ts';
import type { GalleryAudit } from '../core/matching/galleryAudit.ts';
import type { ListPairs } from '../core/matching/listPairs.ts';
import type { Held } from '../core/moving/held.ts';
import type { Intake } from '../core/moving/intake.ts';
import type { Cleanup } from '../core/upkeep/cleanup.ts';
import type { Erasure } from '../core/upkeep/erasure.ts';
import type { PortraitMove } from '../core/upkeep/portraitMove.ts';
import type { Retention } from '../core/upkeep/retention.ts';
import type { SchemaCheck } from '../core/upkeep/schemaCheck.ts';

/** What the operations delegate to. */
export interface AdminServices {
  readonly accounts: AccountAdministration;
  readonly tokens: Tokens;
  readonly statistics: Statistics;
  readonly invitations: Invitations;
  /** How long an invitation is valid unless it says otherwise. */
  readonly invitationHours: number;
  readonly erasure: Erasure;
  readonly retention: Retention;
  readonly cleanup: Cleanup;
  readonly listPairs: ListPairs;
  readonly intake: Intake;
  readonly held: Held;
  readonly portraitMove: PortraitMove;
  readonly modelMigration: ModelMigration;
  /** What makes descriptors here, and the bill of materials of its nets. */
  readonly weights: Weights;
  readonly auditLog: AuditLog;
  readonly encryption: Encryption;
  /** Keys of accounts as a file. */
  readonly accountKeys: () => AsyncGenerator<Uint8Array>;
  readonly checkSchema: SchemaCheck;
  /** Undefined where the database cannot be read beside others. */
  readonly backup: ((signal: AbortSignal) => AsyncGenerator<Uint8Array>) | undefined;
  /** Undefined where no lists are kept in memory: pgvector, the command line. */
  readonly galleryAudit: GalleryAudit | undefined;
  /** What became of outgoing events. */
  readonly events: () => EventCounts;
  /** Settings in force by their names, secrets hidden. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Every metric of this process; undefined in the command line, which has none. */
  readonly metrics: (() => Promise<string>) | undefined;
}

export interface Weights {
  readonly embedder: string;
  /** Of descriptors that it makes. */
  readonly modelId: string;
  readonly nets: readonly {
    readonly role: string;
    readonly upstream: string;
    /** Undefined: none is stated for these weights. */
    readonly licence: string | undefined;
    readonly data: string;
    readonly package: string;
    readonly packageLicence: string;
    readonly files: readonly { readonly file: string; readonly sha256: string; readonly bytes: number }[];
  }[];
}

export interface EventCounts {
  readonly queued: number;
  readonly delivered: number;
  readonly retried: number;
  readonly dropped: number;
  readonly refused: number;
  readonly givenUp: number;
}

type Read<Schema> = Schema extends TSchema ? Static<Schema> : undefined;

export interface AdminContext<Params, Query, Body> extends AdminServices {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** The client has left, or the server closes. Only long work has to look at it. */
  readonly signal: AbortSignal;
  /** Tells the client how far the work is; resolves when it is ready for more. The client need not listen. */
  readonly tell: (event: unknown) => Promise<void>;
}

/**
 * How an operation answers. With `events` its work is long: a client that accepts `application/x-ndjson` gets a line
 * `{"event": …}` for each thing that it tells, then `{"result": …}` or `{"error": …, "detail": …}`.
 */
export type AdminAnswer =
  | { readonly status: 200 | 201; readonly schema: TSchema; readonly events?: TSchema }
  /** `run` returns the pieces of a file, which are sent as they come. */
  | { readonly status: 200; readonly file: string }
  /** `run` returns a text of this type. */
  | { readonly status: 200; readonly text: string }
  | { readonly status: 204 };

/**
 * One operation of the administrator's API. Its schemas are its types, its checks and its documentation; parameters and
 * body reach `run` checked. To add one, declare it in a file of its own and name it in `operations.ts`.
 */
export interface AdminOperation {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** fastify's `:name` for parameters. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly params?: TSchema;
  readonly query?: TSchema;
  readonly body?: TSchema;
  /** Bytes; a megabyte when absent. */
  readonly bodyLimit?: number;
  readonly answer: AdminAnswer;
  run(context: AdminContext<unknown, unknown, unknown>): Promise<unknown>;
}

/** Declares an operation; the types of parameters, query and body follow from their schemas. */
export function adminOperation<
  const Params extends TSchema | undefined = undefined,
  const Query extends TSchema | undefined = undefined,
  const Body extends TSchema | undefined = undefined,
>(
  declaration: Omit<AdminOperation, 'run' | 'params' | 'query' | 'body'> & {
    readonly params?: Params;
    readonly query?: Query;
    readonly body?: Body;
    run(context: AdminContext<Read<Params>, Read<Query>, Read<Body>>): Promise<unknown>;
  },
): AdminOperation {
  // The schemas are what ties `run` to its context; the server only ever hands it what they passed.
  return declaration as unknown as AdminOperation;
}
