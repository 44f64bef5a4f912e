import { type Command, InvalidArgumentError, Option } from 'commander';
import { SAME_PERSON } from '../../../vision/find/similarity.ts';
import { addRemoteOptions, fraction, GENTLE_RATE, positive, serverAddress } from '../remote/remoteOptions.ts';
import type { ReplayOptions } from './replayOptions.ts';

/** `replay`: what clients asked an old server, asked here; what they would notice. */
export function addReplayCommand(program: Command): void {
  const command = program
    .command('replay')
    .description('send requests that clients sent to an old server to this one, and report what they would notice')
    .requiredOption('--log <file|proxy>', 'a recording, an access log, or proxy: records first, before the old server')
    .option(
      '--old <address>',
      'the old server; with a file: asked again, so that both answer at the same time',
      serverAddress,
    )
    .option('--new <address>', 'the server that is tried; without it the proxy only records', serverAddress);
  addRemoteOptions(command)
    .addOption(
      new Option('--listen <address>', 'where the proxy listens')
        .argParser(listenAddress)
        .default({ host: '127.0.0.1', port: 5001 }, '127.0.0.1:5001'),
    )
    .option('--out <file>', 'new file for the recording; <host>.recording.jsonl in this folder when absent')
    .option('--for <minutes>', 'how long the proxy records; until Ctrl-C when absent', positive)
    .option('--largest-body <megabytes>', 'larger bodies pass, and are not recorded', positive, 16)
    .option('--largest-recording <megabytes>', 'then requests pass, and are not recorded', positive, 1024)
    .option('--with-secrets', 'record tokens and logins in clear, so that a later replay needs none')
    .option(
      '--threshold <similarity>',
      'from which clients take a candidate for the person here',
      fraction,
      SAME_PERSON,
    )
    .option('--old-threshold <similarity>', 'and there; the same when absent', fraction)
    .option('--rate <count>', 'most requests a second to the old server', positive, GENTLE_RATE)
    .option('--writes', 'also what changes something: here only, so take a copy that may be thrown away')
    .option('--report <base>', 'where <base>.replay.json and .html are written; beside the log when absent')
    .option('--json', 'the summary as JSON')
    .addHelpText('after', '\nSee docs/moving.md.')
    .action(async (options: ReplayOptions) => {
      const { runReplay } = await import('./runReplay.ts');
      await runReplay(options);
    });
}

function listenAddress(text: string): ReplayOptions['listen'] {
  const [, host = '127.0.0.1', digits = ''] = /^(?:\[?([^[\]]*?)\]?:)?(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  if (digits === '' || port > 65_535) throw new InvalidArgumentError('a port, or host:port');
  return { host: host || '127.0.0.1', port };
}
