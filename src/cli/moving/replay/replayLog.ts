import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { CommandFailed } from '../../commandFailed.ts';
import { EXIT } from '../../exitCodes.ts';
import { credentialHeaders, type RemoteOptions } from '../remote/remoteOptions.ts';
import { readAccessLog } from './record/accessLog.ts';
import { type Credentials, credentialMark } from './record/credentials.ts';
import type { Exchange } from './record/exchange.ts';
import { type RecordingHead, readRecording, readRecordingHead } from './record/recording.ts';

/** Requests that are sent again. */
export interface ReplayLog {
  readonly kind: 'recording' | 'access log';
  readonly path: string;
  /** Names the old server. */
  readonly from: string;
  readonly count: number;
  exchanges(): AsyncGenerator<Exchange>;
  /** Headers for a request; undefined when they are not known. */
  credentialsOf(exchange: Exchange): Credentials | undefined;
}

/**
 * @param known credentials by their marks, beside those of the options
 * @throws CommandFailed
 */
export async function openLog(
  path: string,
  options: RemoteOptions & { readonly old?: URL },
  known: ReadonlyMap<string, Credentials> = new Map(),
): Promise<ReplayLog> {
  await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new CommandFailed(`${path} cannot be read (${error.code})`, EXIT.usage);
  });
  const head = await readRecordingHead(path);
  const given = givenCredentials(options);
  const log = head ? recordingLog(path, head, given, known) : accessLog(path, given, options);
  let count = 0;
  for await (const _ of log.exchanges()) count++;
  if (count === 0) throw new CommandFailed(`${path} holds no request of this API`, EXIT.usage);
  return { ...log, count };
}

function recordingLog(
  path: string,
  head: RecordingHead,
  given: readonly Credentials[],
  known: ReadonlyMap<string, Credentials>,
): Omit<ReplayLog, 'count'> {
  const byMark = new Map(known);
  for (const each of given) {
    const mark = credentialMark(head.salt, each);
    if (mark !== null) byMark.set(mark, each);
  }
  return {
    ...{ kind: 'recording', path, from: head.old },
    exchanges: () => readRecording(path, (mark, headers) => byMark.set(mark, headers)),
    credentialsOf: ({ as }) => (as === null ? {} : byMark.get(as)),
  };
}

/** It does not say who asked: the first credential that is given. */
function accessLog(
  path: string,
  [given]: readonly Credentials[],
  { old }: { readonly old?: URL },
): Omit<ReplayLog, 'count'> {
  if (!given) throw new CommandFailed('an access log does not say who asked: give --token or --login', EXIT.usage);
  return {
    ...{ kind: 'access log', path, from: old?.origin ?? path },
    exchanges: () => readAccessLog(path),
    credentialsOf: () => given,
  };
}

/** A file of tokens may hold several, one a line. */
function givenCredentials(options: RemoteOptions): readonly Credentials[] {
  const { token, tokenFile, login } = options;
  const found: Credentials[] = [];
  if (tokenFile !== undefined) {
    const lines = readTokens(tokenFile);
    found.push(...lines.map((line) => ({ 'x-auth-token': line })));
  }
  if (token !== undefined) found.push({ 'x-auth-token': token.toLowerCase() });
  if (login !== undefined) found.push(credentialHeaders(options));
  return found;
}

function readTokens(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8')
      .split(/\s+/)
      .filter(Boolean)
      .map((token) => token.toLowerCase());
  } catch (error) {
    throw new CommandFailed(`${file} cannot be read (${(error as NodeJS.ErrnoException).code})`, EXIT.usage);
  }
}
