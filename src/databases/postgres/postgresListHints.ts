import { type Kysely, sql } from 'kysely';
import type { OnHostEvent } from '../../failover/hostEvents.ts';
import type { PostgresHosts } from '../../failover/postgres/openPostgresHosts.ts';
import type { ListHints } from '../../store/lists/listHints.ts';
import type { Database } from '../../store/sql/schema.ts';
import type { StoreLog } from '../../store/sql/storeLog.ts';
import { ListAnnouncer } from './listAnnouncer.ts';
import { ListListener } from './listListener.ts';

export interface PostgresListHints extends ListHints {
  /** To be told what becomes of the hosts. */
  readonly notice: OnHostEvent;
}

/** Heard by the sessions of this database alone. */
const CHANNEL = 'luna_backport3_lists';

/** NOTIFY and LISTEN: a notification is the id of a list. */
export function createPostgresListHints(db: Kysely<Database>, pool: PostgresHosts, log: StoreLog): PostgresListHints {
  const listeners = new Set<ListListener>();
  const notify = (texts: readonly string[]) => notifyAll(db, texts);
  const announcer = new ListAnnouncer(notify);
  return {
    notice(event) {
      for (const listener of listeners) listener.notice(event);
    },
    announce: (listIds) => announcer.announce(listIds),
    watch(watcher) {
      const listener = new ListListener({
        channel: CHANNEL,
        connect: () => pool.connectBeside(),
        notify: (text) => notify([text]),
        watcher,
        log,
      });
      listeners.add(listener);
      return {
        async close() {
          listeners.delete(listener);
          await listener.close();
        },
      };
    },
  };
}

/** A plain SELECT, so that it is sent again when its connection is lost: to say it twice does no harm. */
export function notifyAll(db: Kysely<Database>, texts: readonly string[]): Promise<unknown> {
  return db
    .selectFrom(sql<{ text: string }>`unnest(${texts}::text[])`.as<'hint'>(sql`hint(text)`))
    .select(({ ref }) => sql`pg_notify(${CHANNEL}, ${ref('hint.text')})`.as('told'))
    .execute();
}
