import { oracleOptions } from '../../app/database.ts';
import { appVersion } from '../../app/version.ts';
import { loadOracleClient } from '../../databases/oracle/oracleClient.ts';
import { runSelftest } from '../../databases/oracle/selftest/runSelftest.ts';
import type { LoadedSettings } from '../../settings/loadSettings.ts';
import { CommandFailed } from '../commandFailed.ts';
import { createCommandLog } from '../createLog.ts';
import { EXIT } from '../exitCodes.ts';
import { checkInWords, countStates, summaryInWords } from './reportInWords.ts';

/** Prints the report of a selftest. @throws CommandFailed when something differs */
export async function runOracleSelftest({ settings }: LoadedSettings, json: boolean): Promise<void> {
  if (settings.DB_TYPE !== 'oracle') {
    throw new CommandFailed(`the selftest is of an Oracle server, and DB_TYPE is ${settings.DB_TYPE}`, EXIT.usage);
  }
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  // What was made is removed, also when somebody has seen enough.
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const version = appVersion();
  try {
    const report = await runSelftest({
      options: oracleOptions(settings),
      client: await loadOracleClient(),
      log: createCommandLog(settings),
      signal: stop.signal,
      ...(!json && { onResult: (result) => console.log(checkInWords(result)) }),
    });
    console.log(json ? JSON.stringify({ version, ...report }, null, 2) : summaryInWords(report, version));
    const { differs } = countStates(report.checks);
    if (differs > 0 || report.left.length > 0) {
      throw new CommandFailed(
        differs > 0
          ? `${differs} of ${report.checks.length} checks differ from what is assumed`
          : `${report.left.length} objects could not be removed`,
        EXIT.failure,
      );
    }
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}
