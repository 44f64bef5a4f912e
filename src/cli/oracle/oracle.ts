import type { Command } from 'commander';
import type { LoadedSettings } from '../../settings/loadSettings.ts';

/** `oracle selftest`: what is assumed of an Oracle server, tried on one. */
export function addOracleCommand(program: Command, load: () => LoadedSettings): void {
  program
    .command('oracle')
    .description('try what the service assumes of an Oracle server')
    .command('selftest')
    .description('in tables of its own, which it removes again; takes up to two minutes; exits with 1 on a difference')
    .option('--json', 'print the report as JSON')
    .action(async ({ json }: { readonly json?: true }) => {
      const { runOracleSelftest } = await import('./runOracleSelftest.ts');
      await runOracleSelftest(load(), json === true);
    });
}
