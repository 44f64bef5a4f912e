import { setTimeout as pause } from 'node:timers/promises';
import closeWithGrace from 'close-with-grace';
import { type Command, Option } from 'commander';
import type { Logger } from 'pino';
import type { App } from '../../app/app.ts';
import type { LoadedSettings, SettingInputs } from '../../settings/loadSettings.ts';
import { createLog } from '../createLog.ts';
import { keepCompiled } from '../keepCompiled.ts';
import { createPullReporter } from '../models/pullProgress.ts';
import { endHeldProcess, endNow } from './endProcess.ts';
import { endWithLauncher } from './endWithLauncher.ts';
import { optimizeLater } from './optimizeLater.ts';
import { reloadOnSignal, reloadsOnSignal } from './reloadOnSignal.ts';
import { letRuntimeStandBack } from './runtimeStandsBack.ts';

/** On top of the time that requests get: threads and database end within this or are cut off. */
const CLOSE_PARTS_SECONDS = 10;
/** A line of the log is written by then. */
const WRITTEN_MS = 200;

/** The settings that one tries first; all others come from the environment or a file. */
interface ServeOptions {
  readonly host?: string;
  readonly port?: string;
  readonly dataDir?: string;
  readonly rehearse?: boolean;
}

/** `serve`: the service until a signal ends it. Standard output gets one line, `ready …`, when it can be called. */
export function addServeCommand(program: Command, load: (given: SettingInputs['commandLine']) => LoadedSettings): void {
  program
    .command('serve')
    .description('serve the API; the first start fetches the model weights')
    .option('--host <address>', 'address to listen on, in place of HOST')
    .option('--port <number>', 'port to listen on, in place of PORT')
    .option('--data-dir <folder>', 'folder of the database and portraits, in place of DATA_DIR')
    // For the build (scripts/compileAhead.js): starts without nets, and ends.
    .addOption(new Option('--rehearse').hideHelp())
    .action(async ({ host, port, dataDir, rehearse = false }: ServeOptions) => {
      const stopLooking = endWithLauncher(process.env);
      const loadAgain = () =>
        load({
          ...(host !== undefined && { HOST: host }),
          ...(port !== undefined && { PORT: port }),
          ...(dataDir !== undefined && { DATA_DIR: dataDir }),
        });
      const { settings, secretFiles } = loadAgain();
      const log = createLog(settings);
      await letRuntimeStandBack(settings.VISION_NICENESS);
      keepCompiled(settings.DATA_DIR);
      const optimizeFromNowOn = optimizeLater();
      const { startApp } = await import('../../app/app.ts');
      const reporter = createPullReporter();
      const app = await startApp(settings, log, {
        onModelPull: reporter.onProgress,
        passwordFile: secretFiles.DB_PASSWORD,
        isRehearsal: rehearse,
      }).finally(() => {
        reporter.stop();
        optimizeFromNowOn();
      });
      if (rehearse) return app.close();
      const { CLOSE_DELAY_SECONDS, CLOSE_TIMEOUT_SECONDS } = settings;
      closeOnSignal(app, log, CLOSE_DELAY_SECONDS + CLOSE_TIMEOUT_SECONDS + CLOSE_PARTS_SECONDS, stopLooking);
      if (reloadsOnSignal()) reloadOnSignal(app, log, loadAgain);
      console.log(readyLine(app));
    });
}

function readyLine({ url, docsUrl, dataDirectory, models, adminUrl }: App): string {
  const parts = [url, `docs ${docsUrl}`, `data ${dataDirectory}`, `models ${models}`];
  if (adminUrl !== undefined) parts.push(`admin ${adminUrl}`);
  return `ready in ${process.uptime().toFixed(1)} s: ${parts.join(' · ')}`;
}

/**
 * Signals and fatal errors end in one orderly close with a time limit; a second signal ends the process at once. A thread in
 * a native call that never returns holds up neither.
 */
function closeOnSignal(app: App, log: Logger, limitSeconds: number, onClosing: () => void): void {
  const options = {
    delay: limitSeconds * 1000,
    logger: log,
    onTimeout: endNow,
    ...(reloadsOnSignal() && { skip: ['SIGHUP' as const] }),
    onSecondSignal: endNow,
    onSecondError: endNow,
  };
  closeWithGrace(options, async ({ signal, err }) => {
    onClosing();
    if (err) log.fatal({ err }, 'closing after an error');
    else log.info({ signal }, 'closing');
    try {
      await app.close();
      log.info('closed');
    } finally {
      await endHeldProcess(async () => {
        log.warn('a thread is in a call that does not return: the process is ended by SIGKILL');
        // The log writes on another thread, and its flush does not wait for that.
        await pause(WRITTEN_MS);
      });
    }
  });
}
