import type { ExitCode } from './exitCodes.ts';

/** A command ran, and its answer is no: the message is for the user, the code for scripts. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode) {
    super(message);
    this.exitCode = exitCode;
  }
}
