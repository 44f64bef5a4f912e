// First, while the process has one thread: the environment of a process is not safe to change later.
import './vision/runtime/telemetryOff.ts';

import { runCommandLine } from './cli/commandLine.ts';

// What this process writes is biometric data or leads to it: database, portraits, locks, journals and reports are the user's
// own, also where a shell or a service manager has left the umask open. Weights are made readable where they are written.
process.umask(0o077);

// `settings | head` closes the pipe early: that is no failure of the command.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

void runCommandLine(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
});
