import type { LoadedSettings } from '../../settings/loadSettings.ts';
import { createCommandLog } from '../createLog.ts';
import { type AdminClient, openAdminClient } from './adminClient.ts';

/** Runs a command with the administrator's API, and closes that again. */
export async function runAsAdmin(
  { settings }: LoadedSettings,
  work: (admin: AdminClient) => Promise<void>,
): Promise<void> {
  const admin = await openAdminClient(settings, createCommandLog(settings));
  try {
    await work(admin);
  } finally {
    await admin.close();
  }
}
