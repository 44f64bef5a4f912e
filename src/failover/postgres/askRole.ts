import type pg from 'pg';
import type { HostRole } from '../hostDriver.ts';
import { failureOfAnswer } from './failures.ts';
import { laterSettings, READ_SETTINGS, requireFitSession } from './sessionSettings.ts';

/**
 * The timeline of the log that is written now; the one of the last checkpoint lags behind a promotion. Both are
 * undefined on servers that are only compatible to Postgres.
 */
const WITH_TIMELINE = `select pg_is_in_recovery() as standby, current_setting('transaction_read_only') as read_only,
  ${READ_SETTINGS} as settings, (select system_identifier::text from pg_control_system()) as cluster,
  case when pg_is_in_recovery() then null else substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) end as timeline`;

const PLAIN = `select pg_is_in_recovery() as standby, current_setting('transaction_read_only') as read_only,
  ${READ_SETTINGS} as settings, null as cluster, null as timeline`;

interface Answer {
  readonly standby: boolean;
  readonly read_only: string;
  readonly settings: string;
  readonly cluster: string | null;
  /** Hexadecimal. */
  readonly timeline: string | null;
}

export interface AskedHost {
  readonly role: HostRole;
  /** For `options` of sessions to come: what a server of this version may be told. */
  readonly settings: string;
}

/**
 * Asks a server for its role; settings such as default_transaction_read_only count, as new sessions have them.
 * @throws UnfitSession, and what the driver throws
 */
export async function askRole(client: pg.ClientBase): Promise<AskedHost> {
  const { rows } = await client.query<Answer>(WITH_TIMELINE).catch((error: unknown) => {
    if (failureOfAnswer(error) !== 'statement') throw error;
    return client.query<Answer>(PLAIN);
  });
  const [answer] = rows;
  if (!answer) throw new Error('the server did not say its role');
  requireFitSession(answer.settings);
  const { standby, read_only: readOnly, cluster, timeline } = answer;
  const role: HostRole = {
    kind: standby ? 'standby' : 'primary',
    readOnly: standby || readOnly === 'on',
    ...(cluster === null ? {} : { cluster }),
    ...(timeline === null ? {} : { timeline: Number.parseInt(timeline, 16) }),
  };
  return { role, settings: laterSettings(answer.settings) };
}
