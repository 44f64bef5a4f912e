import { CommandFailed } from '../../../commandFailed.ts';
import { EXIT } from '../../../exitCodes.ts';
import { openOracleSeed } from './openOracleSeed.ts';
import { openPostgresSeed } from './openPostgresSeed.ts';
import type { SeedDatabase } from './seedDatabase.ts';

/** `postgres://user@host/name` or `oracle://user@host/service`; the password there or from LUNA_DB_PASSWORD. @throws CommandFailed */
export async function openSeedDatabase(address: URL): Promise<SeedDatabase> {
  const url = new URL(address);
  const password = process.env.LUNA_DB_PASSWORD;
  if (url.password === '' && password !== undefined) url.password = encodeURIComponent(password);
  try {
    if (url.protocol !== 'oracle:') return await openPostgresSeed(url);
    const { loadOracleClient } = await import('../../../../databases/oracle/oracleClient.ts');
    return await openOracleSeed(url, await loadOracleClient());
  } catch (error) {
    const { message } = error as Error;
    throw new CommandFailed(`the database ${nameOf(address)} cannot be opened: ${message}`, EXIT.database);
  }
}

/** Without its password. */
export function nameOf(address: URL): string {
  const { protocol, username, host, pathname } = address;
  return `${protocol}//${username === '' ? '' : `${username}@`}${host}${pathname}`;
}
