import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { CommandFailed } from '../../commandFailed.ts';
import { EXIT } from '../../exitCodes.ts';

/** Requests a second to an old server, which others use meanwhile; `import` and `replay` begin with it. */
export const GENTLE_RATE = 20;

/** How a server of the public API is reached. */
export interface RemoteOptions {
  readonly login?: string;
  readonly passwordFile?: string;
  readonly token?: string;
  readonly tokenFile?: string;
  readonly timeout: number;
  readonly giveUpAfter: number;
}

/** Options of every command that speaks to a server as a client does. */
export function addRemoteOptions(command: Command): Command {
  return command
    .addOption(new Option('--token <token>', 'token of the account; who lists processes sees it').env('LUNA_TOKEN'))
    .option('--token-file <file>', 'file that holds the token')
    .option('--login <e-mail>', 'login of the account, with LUNA_PASSWORD or --password-file')
    .option('--password-file <file>', 'file that holds the password')
    .option('--timeout <seconds>', 'for one answer', positive, 120)
    .option('--give-up-after <seconds>', 'how long one request is tried again', positive, 600);
}

/** The API below an address: `/4` where the address has no path. @throws InvalidArgumentError */
export function apiAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw new InvalidArgumentError('an address such as http://host:5140');
  if (url.pathname === '/') url.pathname = '/4';
  return url;
}

/** A server, without the path of an API. @throws InvalidArgumentError */
export function serverAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw new InvalidArgumentError('an address such as http://host:5140');
  if (url.pathname !== '/') throw new InvalidArgumentError('an address without a path: requests bring theirs');
  return url;
}

export function fraction(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 1)) throw new InvalidArgumentError('a number 0..1');
  return value;
}

export function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0) || !Number.isFinite(value)) throw new InvalidArgumentError('a number above 0');
  return value;
}

export function positiveCount(text: string): number {
  const value = positive(text);
  if (!Number.isInteger(value)) throw new InvalidArgumentError('a whole number from 1');
  return value;
}

/** @throws CommandFailed when there is no way to log in */
export function credentialHeaders(options: RemoteOptions): Record<string, string> {
  const { login } = options;
  if (login !== undefined) {
    const password = passwordOf(options);
    if (password === undefined) {
      throw new CommandFailed('--login asks for LUNA_PASSWORD or --password-file', EXIT.usage);
    }
    return { authorization: `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}` };
  }
  const token = options.tokenFile === undefined ? options.token : secretOf(options.tokenFile);
  if (token === undefined) throw new CommandFailed('give --token, --token-file, LUNA_TOKEN or --login', EXIT.usage);
  return { 'x-auth-token': token.toLowerCase() };
}

/** Undefined when none is given. @throws CommandFailed */
export function passwordOf({ passwordFile }: RemoteOptions): string | undefined {
  return passwordFile === undefined ? process.env.LUNA_PASSWORD : secretOf(passwordFile);
}

function secretOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    throw new CommandFailed(`${file} cannot be read (${(error as NodeJS.ErrnoException).code})`, EXIT.usage);
  }
}
