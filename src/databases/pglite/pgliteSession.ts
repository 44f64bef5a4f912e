import { setImmediate as nextTurn } from 'node:timers/promises';
import { messages, type PGlite } from '@electric-sql/pglite';
import type { CompiledQuery } from 'kysely';
import type { Caller } from '../../domain/caller.ts';
import { Unavailable } from '../../domain/errors.ts';
import type { PoolStatus } from '../../store/ports/openDatabase.ts';
import { fromSqlState } from '../sqlState.ts';
import { requireStorable } from '../values.ts';
import type { LogSync } from './files/logSync.ts';
import { PgliteStatements, type StatementResult } from './pgliteStatements.ts';
import { type Job, SessionQueue } from './sessionQueue.ts';
import { PgliteCheckpoints } from './upkeep/pgliteCheckpoints.ts';
import { PgliteUpkeep } from './upkeep/pgliteUpkeep.ts';

type Query = Pick<CompiledQuery, 'sql' | 'parameters'>;

/** The one that has the session to itself until it is over. */
export interface PgliteTransaction {
  execute(query: Query): Promise<StatementResult>;
  /** Resolves when the changes are on disk. */
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

interface Answer {
  readonly tell: () => void;
  readonly refuse: (error: Error) => void;
}

/** Statements and transactions that may wait, as many as may wait for a connection to a server. */
const QUEUE_LIMIT = 1000;
/** Answers that one write-through is for. */
const GROUP_LIMIT = 64;
/** The database computes on the thread that serves HTTP: after this long others get a turn. */
const TURN_MILLISECONDS = 5;
/** How long what may be lost stays unflushed when no other write comes. */
const SOON_MILLISECONDS = 100;

const BEGIN: Query = { sql: 'begin', parameters: [] };
const COMMIT: Query = { sql: 'commit', parameters: [] };
/** Writes everything to the files, so that a copy of them has nothing to recover. */
const CHECKPOINT: Query = { sql: 'checkpoint', parameters: [] };
const ROLLBACK: Query = { sql: 'rollback', parameters: [] };
/** Flushes all that was committed before it (Postgres 17 and later). */
const FLUSH: Query = { sql: `select pg_logical_emit_message(false, '', '', true)`, parameters: [] };

/**
 * The only connection that PGlite has. Statements, each a commit of its own, and transactions wait in one queue in the
 * order of their arrival.
 *
 * Commits are asynchronous in the server, and no caller is answered before a flush: what comes close together is executed
 * one by one, each with its own success or failure, then written through once, then answered. So a group costs the disk
 * one wait, and whatever a request has seen of another is on disk before it is answered. While the disk writes one group,
 * the next is executed.
 */
export class PgliteSession {
  readonly #pglite: PGlite;
  readonly #logSync: LogSync;
  readonly #statements: PgliteStatements;
  readonly #upkeep = new PgliteUpkeep((sql) => this.run({ sql, parameters: [] }));
  readonly #checkpoints = new PgliteCheckpoints({
    run: (query) => this.run(query),
    checkpoint: () => this.pause(async () => undefined),
  });
  readonly #queue: SessionQueue;
  #running: Promise<void> | undefined;
  #closing: Promise<void> | undefined;
  #closed = false;
  /** Set when the instance no longer answers; only a restart of the process repairs that. */
  #broken: Error | undefined;
  #answers: Answer[] = [];
  #unflushed = false;
  /** The group that the disk writes now: none is answered before it. */
  #writing: Promise<void> | undefined;
  #soon: NodeJS.Timeout | undefined;
  #turnEnds = 0;

  /** @param waitMs how long a statement or a transaction waits for its turn */
  constructor(pglite: PGlite, logSync: LogSync, waitMs: number) {
    this.#pglite = pglite;
    this.#logSync = logSync;
    this.#queue = new SessionQueue({ most: QUEUE_LIMIT, waitMs });
    this.#statements = new PgliteStatements(pglite);
  }

  /** The instance no longer answers, and only a restart of the process repairs that. */
  get isBroken(): boolean {
    return this.#broken !== undefined;
  }

  /** As of a pool with one connection. */
  get status(): PoolStatus {
    const host = this.isBroken ? undefined : 'embedded';
    const now = { size: 1, lent: this.#running ? 1 : 0, waiting: this.#queue.length };
    return { pool: 'embedded', host, role: 'primary', ...now, opened: 1, events: [] };
  }

  /**
   * Executes and commits one statement; resolves when it is on disk.
   * @throws Unavailable when too many wait, or it waited too long; ClientGone when its caller left before its turn
   */
  run(query: Query, caller?: Caller): Promise<StatementResult> {
    return new Promise((resolve, refuse) => {
      const run = async () => {
        try {
          const result = await this.#execute(query);
          this.#noteFlush(result.flush);
          this.#answers.push({ tell: () => resolve(result), refuse });
        } catch (error) {
          this.#answers.push({ tell: () => refuse(asError(error)), refuse });
        }
      };
      this.#enqueue({ run, refuse, caller });
    });
  }

  /** @throws as `run` */
  begin(caller?: Caller): Promise<PgliteTransaction> {
    return new Promise((grant, refuse) => {
      const run = async () => {
        try {
          await this.#execute(BEGIN);
          await new Promise<void>((over) => grant(this.#transaction(over)));
        } catch (error) {
          refuse(asError(error));
        }
      };
      this.#enqueue({ run, refuse, caller });
    });
  }

  /** Writes everything to the files, and lets the work see them as they are between two transactions; everybody else waits for it. */
  pause(work: () => Promise<void>): Promise<void> {
    return new Promise((resolve, refuse) => {
      const run = async () => {
        try {
          // Those that were executed do not have to wait.
          await this.#flushAndAnswer();
          await this.#writing;
          await this.#execute(CHECKPOINT);
          await work();
          resolve();
        } catch (error) {
          refuse(asError(error));
        }
      };
      this.#enqueue({ run, refuse, caller: undefined }, 'patient');
    });
  }

  /** Waits for what was asked before, then closes the database. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    // Kysely hands a statement over a few microtasks after it was asked for.
    await nextTurn();
    this.#closed = true;
    while (this.#running || this.#writing) await (this.#running ?? this.#writing);
    await this.#pglite.close();
  }

  #enqueue(job: Job, patience?: 'patient'): void {
    if (this.#closed) {
      job.refuse(new Unavailable('database'));
      return;
    }
    if (patience) this.#queue.addPatient(job);
    else this.#queue.add(job);
    this.#running ??= this.#work();
  }

  async #work(): Promise<void> {
    // A turn later, so that what arrives in the same turn of the event loop shares the group.
    await nextTurn();
    this.#turnEnds = performance.now() + TURN_MILLISECONDS;
    for (;;) {
      const job = this.#queue.take();
      await job?.run();
      const isFull = this.#answers.length >= GROUP_LIMIT;
      // What the disk has not written yet ends this loop's pause by itself.
      if (!job && (this.#writing || !(this.#unflushed || this.#answers.length > 0))) break;
      if (isFull || (!this.#writing && this.#queue.length === 0)) await this.#flushAndAnswer();
      else if (performance.now() > this.#turnEnds) await this.#endTurn();
    }
    this.#running = undefined;
  }

  /** What nobody waits for is flushed with the next that somebody does, or by itself: nothing else would do it. */
  #noteFlush(flush: StatementResult['flush']): void {
    if (flush === 'now') this.#unflushed = true;
    if (flush !== 'soon' || this.#soon) return;
    this.#soon = setTimeout(() => {
      this.#soon = undefined;
      this.#unflushed = true;
      if (!this.#closed) this.#running ??= this.#work();
    }, SOON_MILLISECONDS).unref();
  }

  /** Others wait for their answers, and the event loop for its turn. */
  async #endTurn(): Promise<void> {
    if (!this.#writing && this.#answers.length > 0) return this.#flushAndAnswer();
    await nextTurn();
    this.#turnEnds = performance.now() + TURN_MILLISECONDS;
  }

  async #flushAndAnswer(): Promise<void> {
    await this.#writing;
    const answers = this.#answers;
    this.#answers = [];
    if (this.#unflushed) {
      this.#unflushed = false;
      clearTimeout(this.#soon);
      this.#soon = undefined;
      const failure = await this.#logSync.defer(() => this.#execute(FLUSH)).then(() => undefined, asError);
      if (failure) refuseAll(answers, failure);
      else this.#writing = this.#writeThrough(answers);
    } else if (this.#broken) refuseAll(answers, new Unavailable('database', 1, { cause: this.#broken }));
    else for (const { tell } of answers) tell();
    await nextTurn();
    this.#turnEnds = performance.now() + TURN_MILLISECONDS;
  }

  async #writeThrough(answers: readonly Answer[]): Promise<void> {
    try {
      await this.#logSync.settle();
      for (const { tell } of answers) tell();
    } catch (error) {
      this.#broken = asError(error);
      refuseAll(answers, new Unavailable('database', 1, { cause: error }));
    }
    this.#writing = undefined;
    // What was executed meanwhile may have seen this group.
    if (this.#unflushed || this.#answers.length > 0) this.#running ??= this.#work();
  }

  #transaction(over: () => void): PgliteTransaction {
    let flush: StatementResult['flush'] = 'never';
    /** Lets the next job in, and waits for the flush that follows. */
    const end = async (finish: () => Promise<void>) => {
      let told: Promise<void>;
      try {
        await finish();
        told = new Promise((tell, refuse) => this.#answers.push({ tell, refuse }));
      } finally {
        over();
      }
      await told;
    };
    const commit = async () => {
      const { tag } = await this.#execute(COMMIT);
      // The server answers so, without an error, when an earlier statement of the transaction failed.
      if (tag === 'ROLLBACK') throw new Error('a failed transaction cannot be committed');
      this.#noteFlush(flush);
    };
    const rollback = async () => {
      await this.#execute(ROLLBACK);
    };
    return {
      execute: async (query) => {
        const result = await this.#execute(query);
        if (result.flush === 'now' || flush === 'never') flush = result.flush;
        if (performance.now() > this.#turnEnds) await this.#endTurn();
        return result;
      },
      commit: () => end(commit),
      rollback: () => end(rollback),
    };
  }

  async #execute(query: Query): Promise<StatementResult> {
    if (this.#broken) throw new Unavailable('database', 1, { cause: this.#broken });
    requireStorable(query.parameters);
    try {
      const result = await this.#statements.execute(query.sql, query.parameters);
      if (result.numAffectedRows) {
        this.#upkeep.note(Number(result.numAffectedRows));
        this.#checkpoints.note();
      }
      return result;
    } catch (error) {
      // After a PANIC, as for a disk that refuses, a server would restart itself; PGlite cannot.
      if (error instanceof messages.DatabaseError && error.severity === 'ERROR') throw fromSqlState(error);
      if (error instanceof TypeError) throw error;
      this.#broken = asError(error);
      throw new Unavailable('database', 1, { cause: error });
    }
  }
}

function refuseAll(answers: readonly Answer[], error: Error): void {
  for (const { refuse } of answers) refuse(error);
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
