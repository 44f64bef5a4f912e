import type { Kysely } from 'kysely';
import type { Timestamp } from '../../../domain/time.ts';
import type { Dialect } from '../../../store/ports/dialect.ts';
import type { OracleConnection } from '../oracleClient.ts';

/** The tables that most checks work on; empty when a check begins. */
export interface SelftestTables {
  lbst_parent: { parent_id: string; user_data: string | null };
  lbst_item: {
    item_id: string;
    parent_id: string | null;
    external_id: string | null;
    user_data: string | null;
    body: string | null;
    vector: Uint8Array | null;
    active: boolean | null;
    version: number | null;
    create_time: Timestamp | null;
  };
}

/** What checks work with. */
export interface Bench {
  /** Through the service's own compiler, driver and pool. */
  readonly db: Kysely<SelftestTables>;
  readonly dialect: Dialect;
  /** A session of the driver alone, set as those of the pool; dropped after the check. */
  session(): Promise<OracleConnection>;
  /** Logs in by another SID or service. @throws what the listener says */
  loginTo(name: string): Promise<void>;
}

/** One assumption that only a server can settle. */
export interface Check {
  readonly name: string;
  readonly assumed: string;
  /** What was found, where it is as assumed. @throws Differs, CannotRun; any other error is a difference, too */
  run(bench: Bench): Promise<string>;
}

/** The server does something else. */
export class Differs extends Error {
  override readonly name = 'Differs';
}

/** It could not be tried here: the message says why, and what would help. */
export class CannotRun extends Error {
  override readonly name = 'CannotRun';
}

/** @throws Differs */
export function expectSame(found: unknown, assumed: unknown): string {
  const [one, other] = [JSON.stringify(found), JSON.stringify(assumed)];
  if (one !== other) throw new Differs(`${shortened(one)} instead of ${shortened(other)}`);
  return shortened(one);
}

function shortened(text = 'nothing'): string {
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

/** The server's or driver's code of an error, also of one that our driver has put into other words. */
export function codeOf(error: unknown): string {
  for (let each = error; each instanceof Error; each = each.cause) {
    if ('code' in each && typeof each.code === 'string') return each.code;
  }
  return error instanceof Error ? error.message : String(error);
}

/** What the work fails with. @throws Differs when it does not fail */
export async function failing(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => {
      throw new Differs('no error');
    },
    (error: unknown) => error,
  );
}

/** The code that the work fails with. @throws Differs when it is another one, or there is none */
export async function expectCode(work: Promise<unknown>, ...codes: readonly string[]): Promise<string> {
  const code = codeOf(await failing(work));
  if (!codes.includes(code)) throw new Differs(`${code} instead of ${codes.join(' or ')}`);
  return code;
}

const BLOCKED_AFTER_MS = 700;

/** Whether the work is waiting for something. Its failure is left to whoever awaits it. */
export async function isBlocked(work: Promise<unknown>): Promise<boolean> {
  let isSettled = false;
  const settle = () => {
    isSettled = true;
  };
  work.then(settle, settle);
  await new Promise((resolve) => setTimeout(resolve, BLOCKED_AFTER_MS));
  return !isSettled;
}

const PLAIN = { autoCommit: false, fetchTypeHandler: () => undefined };

/** Executes a statement in a session of the driver, in its transaction. */
export async function inSession(session: OracleConnection, sql: string, binds: unknown[] = []): Promise<unknown[][]> {
  const { rows = [] } = await session.execute(sql, binds, PLAIN);
  return rows as unknown[][];
}
