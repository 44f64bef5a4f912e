import { Command } from 'commander';
import { appVersion } from '../app/version.ts';
import { loadSettings, type SettingInputs } from '../settings/loadSettings.ts';
import { addBackupCommand } from './backup/backup.ts';
import { addRestoreCommand } from './backup/restore.ts';
import { addCrossmatchCommand } from './crossmatch/crossmatch.ts';
import { addDemoCommand } from './demo/demo.ts';
import { addDoctorCommand } from './doctor/doctor.ts';
import { addEncryptionCommand } from './encryption/encryption.ts';
import { addEvaluateCommand } from './evaluate/evaluate.ts';
import { EXIT, type ExitCode } from './exitCodes.ts';
import { explainError } from './explainError.ts';
import { addModelsCommand } from './models/models.ts';
import { addExportCommand } from './moving/export/export.ts';
import { addImportCommand } from './moving/import/import.ts';
import { addReplayCommand } from './moving/replay/replay.ts';
import { addUploadCommand } from './moving/upload/upload.ts';
import { addOracleCommand } from './oracle/oracle.ts';
import { addAccountCommand } from './people/account.ts';
import { addInviteCommand } from './people/invite.ts';
import { addPersonCommand } from './people/person.ts';
import { addRetentionCommand } from './people/retention.ts';
import { addServeCommand } from './serve/serve.ts';
import { addSettingsCommand } from './settings.ts';
import { addSizeCommand } from './size/size.ts';
import { addAuditCommand } from './upkeep/audit.ts';
import { addGalleryCommand } from './upkeep/gallery.ts';
import { addGcCommand } from './upkeep/gc.ts';
import { addMigrateCommand } from './upkeep/migrate.ts';
import { addPortraitsCommand } from './upkeep/portraits.ts';

const EXIT_CODES_HELP = `
Exit codes:
  ${EXIT.ok}  done
  ${EXIT.failure}  failure
  ${EXIT.usage}  bad arguments or settings
  ${EXIT.dataDirectory}  the data directory is in use by another process or not writable
  ${EXIT.models}  model weights are missing or damaged and cannot be fetched
  ${EXIT.address}  the address or port cannot be listened on
  ${EXIT.database}  the database is out of reach, refuses the login, or is of a newer version
  ${EXIT.incomplete}  done, but something was not taken or differs: the report names it

Settings come from the environment or a file: see docs/settings.md or run the command settings.`;

/** Runs one command; a message about what went wrong goes to standard error. Resolves with the exit code. */
export async function runCommandLine(args: readonly string[]): Promise<ExitCode> {
  try {
    await createProgram().parseAsync([...args], { from: 'user' });
    return EXIT.ok;
  } catch (error) {
    const { message, exitCode } = explainError(error);
    if (message) console.error(`luna-backport3: ${message}`);
    return exitCode;
  }
}

/** All commands; none of them runs yet. */
export function createProgram(): Command {
  const program = new Command('luna-backport3')
    .description('The LUNA PLATFORM 3 face recognition API, self-contained.')
    .version(appVersion())
    .option('-c, --config <file>', 'settings file, YAML or JSON')
    .addHelpText('after', EXIT_CODES_HELP)
    // Commander would end the process itself, with exit code 1 for what is bad usage here. Subcommands inherit it.
    .exitOverride();
  const load = (commandLine?: SettingInputs['commandLine']) =>
    loadSettings({
      environment: process.env,
      commandLine,
      file: program.opts<{ config?: string }>().config,
      workingDirectory: process.cwd(),
    });

  addServeCommand(program, load);
  addMigrateCommand(program, load);
  addGcCommand(program, load);
  addBackupCommand(program, load);
  addRestoreCommand(program, load);
  addAccountCommand(program, load);
  addInviteCommand(program, load);
  addCrossmatchCommand(program, load);
  addGalleryCommand(program, load);
  addAuditCommand(program, load);
  addEncryptionCommand(program, load);
  addPersonCommand(program, load);
  addPortraitsCommand(program, load);
  addRetentionCommand(program, load);
  addDoctorCommand(program, load);
  addOracleCommand(program, load);
  addExportCommand(program, load);
  addImportCommand(program, load);
  addUploadCommand(program);
  addReplayCommand(program);
  addEvaluateCommand(program, load);
  addModelsCommand(program, load);
  addSettingsCommand(program, load);
  addSizeCommand(program, load);
  addDemoCommand(program, load);
  return program;
}
