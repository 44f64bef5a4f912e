import type { Command } from 'commander';
import type { LoadedSettings } from '../../settings/loadSettings.ts';

/** `doctor`: looks at everything that a node needs, and says what to do. */
export function addDoctorCommand(program: Command, load: () => LoadedSettings): void {
  program
    .command('doctor')
    .description(
      'look at database, models, portraits, disk, memory, clock and ports, and say what to do; changes nothing',
    )
    .option('--json', 'as one JSON array')
    .action(async ({ json }: { readonly json?: true }) => {
      const { runDoctor } = await import('./runDoctor.ts');
      await runDoctor(load(), json === true);
    });
}
