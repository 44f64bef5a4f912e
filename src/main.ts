// First, while the process has one thread: the environment of a process is not safe to change later.
import './vision/runtime/telemetryOff.ts';

import { runCommandLine } from './cli/commandLine.ts';

// `settings | head` closes the pipe early: that is no failure of the command.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await runCommandLine(process.argv.slice(2));
