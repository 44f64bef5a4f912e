import { once } from 'node:events';
import { CommandFailed } from '../../commandFailed.ts';
import { EXIT } from '../../exitCodes.ts';
import type { Credentials } from './record/credentials.ts';
import { RecordingWriter } from './record/recording.ts';
import { startRecordingProxy } from './record/recordingProxy.ts';
import type { ReplayOptions } from './replayOptions.ts';

const MEGABYTE = 1024 * 1024;

export interface Recorded {
  readonly path: string;
  /** By their marks; only in this process. */
  readonly credentials: ReadonlyMap<string, Credentials>;
}

/** Passes requests on and records them, until a signal or the end of the time. @throws CommandFailed */
export async function recordByProxy(options: ReplayOptions): Promise<Recorded> {
  const { old, listen, withSecrets } = options;
  if (!old) throw new CommandFailed('--old says which server the proxy stands before', EXIT.usage);
  const path = options.out ?? `${old.hostname}.recording.jsonl`;
  const writer = await RecordingWriter.open(path, old.origin, options.largestRecording * MEGABYTE);
  const credentials = new Map<string, Credentials>();
  let count = 0;
  let told = false;
  try {
    const proxy = await startRecordingProxy({
      ...{ old, ...listen, largestBody: options.largestBody * MEGABYTE, salt: writer.head.salt },
      onExchange(exchange) {
        writer.add(exchange);
        count++;
        if (writer.stopped === undefined || told) return;
        told = true;
        console.error(`${writer.stopped}: requests are passed on and not recorded`);
      },
      onCredentials(mark, headers) {
        credentials.set(mark, headers);
        if (withSecrets) writer.addCredentials(mark, headers);
      },
    });
    console.error(`recording: ${proxy.address} → ${old.origin}, into ${path}; Ctrl-C ends it`);
    await untilEnd(options.for);
    await proxy.close();
  } finally {
    await writer.close();
  }
  console.error(`${count} requests recorded in ${path}`);
  return { path, credentials };
}

/** A signal, or the end of the time. */
async function untilEnd(minutes: number | undefined): Promise<void> {
  const stop = new AbortController();
  const { signal } = stop;
  const ends = [once(process, 'SIGINT', { signal }), once(process, 'SIGTERM', { signal })];
  const timer = minutes === undefined ? undefined : setTimeout(() => process.emit('SIGTERM'), minutes * 60_000);
  await Promise.race(ends);
  clearTimeout(timer);
  stop.abort();
  await Promise.allSettled(ends);
}
