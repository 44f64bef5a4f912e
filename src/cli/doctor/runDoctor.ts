import type { LoadedSettings } from '../../settings/loadSettings.ts';
import { CommandFailed } from '../commandFailed.ts';
import { EXIT } from '../exitCodes.ts';
import { checkDatabase } from './databaseChecks.ts';
import { type Finding, look } from './finding.ts';
import { checkFolder, checkMemory } from './machineChecks.ts';
import { checkModels } from './modelChecks.ts';
import { checkPorts } from './serviceChecks.ts';

const SIGNS = { ok: 'ok     ', warning: 'warning', bad: 'bad    ', unknown: 'unknown' } as const;

/** Prints every finding. @throws CommandFailed when one of them is bad */
export async function runDoctor({ settings }: LoadedSettings, json: boolean): Promise<void> {
  const findings = [
    ...(await look(() => checkFolder(settings), 'data folder')),
    ...(await look(() => checkMemory(settings), 'memory')),
    ...(await look(() => checkModels(settings), 'models')),
    ...(await look(() => checkDatabase(settings), 'database')),
    ...(await look(() => checkPorts(settings), 'port')),
  ];
  console.log(json ? JSON.stringify(findings, null, 2) : findings.map(inWords).join('\n'));
  const wrong = findings.filter(({ state }) => state === 'bad').length;
  if (wrong > 0) throw new CommandFailed(`${wrong} of ${findings.length} findings are bad`, EXIT.incomplete);
}

function inWords({ check, state, found, todo }: Finding): string {
  const line = `${SIGNS[state]}  ${check}: ${found}`;
  return todo === undefined ? line : `${line}\n         ${todo}`;
}
