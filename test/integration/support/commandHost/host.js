/**
 * A process that runs commands one after the other, each as a process of its own would: with its environment, its standard input and
 * its standard streams. The last argument is written to both streams behind each command.
 */
import { globalAgent as http } from 'node:http';
import { globalAgent as https } from 'node:https';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import '../../../../dist/vision/runtime/telemetryOff.js';
import { runCommandLine } from '../../../../dist/cli/commandLine.js';

const END = process.argv.at(-1);
/** As long as a command may take to let go of what would keep its process alive. */
const PATIENCE_MS = 20_000;

process.umask(0o077);

async function run({ args, environment, input }) {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, environment, { ORT_DISABLE_TELEMETRY: '1' });
  const stdin = Readable.from(input === undefined ? [] : [Buffer.from(input)]);
  Object.defineProperty(process, 'stdin', { value: stdin, configurable: true });
  const before = holders();
  const code = await runCommandLine(args);
  closeIdleConnections();
  const left = await leftBehind(before);
  process.stdout.write(END);
  process.stderr.write(END);
  process.send({ code, left });
}

/** Those that are kept for a next request, of which there is none. */
function closeIdleConnections() {
  http.destroy();
  https.destroy();
  const fetching = Symbol.for('undici.globalDispatcher.1');
  const old = globalThis[fetching];
  if (old === undefined) return;
  globalThis[fetching] = new old.constructor();
  void old.destroy();
}

/** What keeps the process alive: its streams as well, which are open from here on. */
function holders() {
  return [process.stdout, process.stderr] && process.getActiveResourcesInfo();
}

/** What keeps the process alive beside what did before; nothing as soon as that is so. */
async function leftBehind(before) {
  for (const end = performance.now() + PATIENCE_MS; ; await pause(2)) {
    const left = holders();
    for (const each of before) if (left.includes(each)) left.splice(left.indexOf(each), 1);
    if (left.length === 0 || performance.now() > end) return left;
  }
}

process.on('message', (command) => void run(command));
process.on('disconnect', () => process.exit());
