import type { AccountId, FindingId } from '../../domain/ids.ts';
import { secondsBefore, type Timestamp } from '../../domain/time.ts';
import { isSeen, openVectors, SEEN_COLUMNS } from '../people/vectors.ts';
import type { StoreContext } from '../ports/dialect.ts';
import type { Finding, ReviewRun, ReviewRunStore, RunKind, RunState } from '../ports/review/reviewRuns.ts';
import { atomically } from '../sql/context.ts';
import type { ReviewResultTable } from '../sql/schema.ts';
import { UniqueViolation } from '../sql/storeErrors.ts';

/** A node that was not heard of for so long is not at it any more: many beats, which are `BEAT_MS` of `core/review/runs.ts` apart. */
const SILENT_SECONDS = 60;
const MILLIONTHS = 1_000_000;
/** A body is some kilobytes. */
const ROWS_PER_INSERT = 50;

const RUN_COLUMNS = [
  'kind',
  'run_id',
  'state',
  'start_time',
  'end_time',
  'beat_time',
  'total',
  'done',
  'found',
  'threshold',
] as const;
const FINDING_COLUMNS = ['place', 'result_id', 'faces', 'body'] as const;

export function createReviewRunStore(context: StoreContext): ReviewRunStore {
  const { db, dialect } = context;

  const now = async (): Promise<Timestamp> => {
    const one = db.selectFrom('schema_migration').select(dialect.utcNowRead.as('now')).limit(1);
    return (await one.executeTakeFirstOrThrow()).now;
  };

  const running = (accountId: AccountId, { kind, runId }: { readonly kind: RunKind; readonly runId: string }) =>
    db
      .updateTable('review_run')
      .where('account_id', '=', accountId)
      .where('kind', '=', kind)
      .where('run_id', '=', runId)
      .where('state', '=', 'running');

  async function replaceFindings(
    tx: StoreContext,
    accountId: AccountId,
    kind: RunKind,
    findings: readonly Omit<Finding, 'place'>[],
  ): Promise<void> {
    await tx.db.deleteFrom('review_result').where('account_id', '=', accountId).where('kind', '=', kind).execute();
    const rows = findings.map(({ findingId, faces, body }, place) => ({
      account_id: accountId,
      kind,
      place,
      result_id: findingId,
      faces,
      body: JSON.stringify(body),
    }));
    for (let from = 0; from < rows.length; from += ROWS_PER_INSERT) {
      await tx.db
        .insertInto('review_result')
        .values(rows.slice(from, from + ROWS_PER_INSERT))
        .execute();
    }
  }

  return {
    async runs(accountId) {
      const rows = await db
        .selectFrom('review_run')
        .select(RUN_COLUMNS)
        .where('account_id', '=', accountId)
        .orderBy('kind')
        .execute();
      if (rows.length === 0) return [];
      const silentSince = secondsBefore(await now(), SILENT_SECONDS);
      return rows.map((row): ReviewRun => {
        const isSilent = row.state === 'running' && row.beat_time < silentSince;
        return {
          kind: row.kind as RunKind,
          runId: row.run_id,
          state: isSilent ? 'failed' : (row.state as RunState),
          startTime: row.start_time,
          endTime: row.end_time,
          total: row.total,
          done: row.done,
          found: row.found,
          threshold: row.threshold / MILLIONTHS,
        };
      });
    },

    async begin(accountId, { kind, runId, startTime, threshold }) {
      const silentSince = secondsBefore(await now(), SILENT_SECONDS);
      const fresh = {
        run_id: runId,
        state: 'running',
        start_time: startTime,
        end_time: null,
        total: 0,
        done: 0,
        found: 0,
        threshold: Math.round(threshold * MILLIONTHS),
      };
      const { numUpdatedRows } = await db
        .updateTable('review_run')
        .set({ ...fresh, beat_time: dialect.utcNow })
        .where('account_id', '=', accountId)
        .where('kind', '=', kind)
        .where((eb) => eb.or([eb('state', '<>', 'running'), eb('beat_time', '<', silentSince)]))
        .executeTakeFirstOrThrow();
      if (numUpdatedRows > 0n) return true;
      try {
        await db
          .insertInto('review_run')
          .values({ account_id: accountId, kind, ...fresh, beat_time: dialect.utcNow })
          .execute();
        return true;
      } catch (error) {
        if (error instanceof UniqueViolation) return false;
        throw error;
      }
    },

    async beat(accountId, run) {
      const { numUpdatedRows } = await running(accountId, run)
        .set({ total: run.total, done: run.done, beat_time: dialect.utcNow })
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },

    end: (accountId, run, findings) =>
      atomically(context, async (tx) => {
        const { numUpdatedRows } = await tx.db
          .updateTable('review_run')
          .set({ state: run.state, end_time: run.endTime, ...(findings && { found: findings.length }) })
          .where('account_id', '=', accountId)
          .where('kind', '=', run.kind)
          .where('run_id', '=', run.runId)
          .where('state', '=', 'running')
          .executeTakeFirstOrThrow();
        if (numUpdatedRows === 0n) return false;
        if (findings) await replaceFindings(tx, accountId, run.kind, findings);
        return true;
      }),

    async stop(accountId, kind, at) {
      await db
        .updateTable('review_run')
        .set({ state: 'stopped', end_time: at })
        .where('account_id', '=', accountId)
        .where('kind', '=', kind)
        .where('state', '=', 'running')
        .execute();
    },

    async findings(accountId, kind, { after, limit, leastFaces }) {
      const rows = await db
        .selectFrom('review_result')
        .select(FINDING_COLUMNS)
        .where('account_id', '=', accountId)
        .where('kind', '=', kind)
        .where('faces', '>=', leastFaces)
        .$if(after !== undefined, (query) => query.where('place', '>', after ?? 0))
        .orderBy('place')
        .limit(limit)
        .execute();
      return rows.map(toFinding);
    },

    async finding(accountId, kind, findingId) {
      const row = await db
        .selectFrom('review_result')
        .select(FINDING_COLUMNS)
        .where('result_id', '=', findingId)
        .where('account_id', '=', accountId)
        .where('kind', '=', kind)
        .executeTakeFirst();
      return row && toFinding(row);
    },

    async looseFaces(accountId, after) {
      const rows = await db
        .selectFrom('descriptor')
        .leftJoin('descriptor_vector', (join) => join.on(isSeen(context)))
        .select(['descriptor.descriptor_id', 'create_time', 'account_id', ...SEEN_COLUMNS])
        .where('account_id', '=', accountId)
        .where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom('person_face').select('face_id').whereRef('face_id', '=', 'descriptor.descriptor_id'))),
        )
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('dismissed_face')
                .select('dismissed_face.descriptor_id')
                .whereRef('dismissed_face.descriptor_id', '=', 'descriptor.descriptor_id'),
            ),
          ),
        )
        .$if(after !== undefined, (query) =>
          query.where((eb) => {
            const { createTime, descriptorId } = after as NonNullable<typeof after>;
            // The first comparison alone can be looked up in an index.
            return eb.and([
              eb('create_time', '<=', createTime),
              eb.or([eb('create_time', '<', createTime), eb('descriptor.descriptor_id', '<', descriptorId)]),
            ]);
          }),
        )
        .orderBy('create_time', 'desc')
        .orderBy('descriptor.descriptor_id', 'desc')
        .limit(dialect.vectorsPerStatement)
        .execute();
      const opened = await openVectors(
        context,
        rows.map((row) => ({ ...row, person_id: null })),
      );
      const times = new Map(rows.map((row) => [row.descriptor_id, row.create_time]));
      return opened.map((stored) => ({ ...stored, createTime: times.get(stored.descriptorId) as Timestamp }));
    },
  };
}

function toFinding(row: Pick<ReviewResultTable, (typeof FINDING_COLUMNS)[number]>): Finding {
  return {
    findingId: row.result_id as FindingId,
    place: row.place,
    faces: row.faces,
    body: JSON.parse(row.body),
  };
}
