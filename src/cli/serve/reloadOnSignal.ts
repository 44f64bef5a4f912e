import type { Logger } from 'pino';
import type { App } from '../../app/app.ts';
import type { LoadedSettings } from '../../settings/loadSettings.ts';
import { SettingsError } from '../../settings/settingsError.ts';
import { StoreRefused } from '../../store/sql/storeErrors.ts';

/** In a terminal SIGHUP says that its window was closed, and ends the service as other signals do. */
export function reloadsOnSignal(): boolean {
  return !process.stdin.isTTY && !process.stderr.isTTY;
}

/** Reads the settings again at SIGHUP. Bad ones change nothing. */
export function reloadOnSignal(app: Pick<App, 'reload'>, log: Logger, load: () => LoadedSettings): void {
  process.on('SIGHUP', async () => {
    try {
      await app.reload(load().settings);
    } catch (error) {
      const isOurs = error instanceof SettingsError || error instanceof StoreRefused;
      const reason = isOurs ? { reason: error.message } : { err: error };
      log.error(reason, 'settings were not reloaded, the old ones stay');
    }
  });
}
