import { Http2Client } from './http/http2Client.ts';
import { type Judge, judge } from './http/judge.ts';
import { judgeAdmin } from './http/judgeAdmin.ts';
import { type FuzzClient, overHttp1 } from './http/rawClient.ts';
import { type Operation, readOperations } from './operations.ts';
import type { Random } from './random.ts';
import { descriptorFiles } from './samples.ts';
import { type Caller, FuzzAccount, idsIn, type Kind, noIds, unknownId } from './world.ts';

const ACCOUNTS = 3;
const DESCRIPTORS = 12;

/** An API whose requests are made of its own document. */
export interface Target {
  readonly open: (giveUpMs: number) => FuzzClient;
  readonly operations: readonly Operation[];
  readonly callers: readonly Caller[];
  readonly judge: Judge;
}

/** What clients are served. @param authority certificate that signs the server's: then requests go by HTTP/2 */
export async function publicTarget(url: string, seed: number, authority?: string): Promise<Target> {
  const files = descriptorFiles(DESCRIPTORS);
  const emails = Array.from({ length: ACCOUNTS }, (_, number) => `fuzz-${seed}-${number}@example.com`);
  const callers = emails.map((email) => new FuzzAccount(url, email, files, authority));
  for (const caller of callers) await caller.register();
  const open = (giveUpMs: number) =>
    authority === undefined ? overHttp1(url, giveUpMs) : new Http2Client(url, authority, giveUpMs);
  return { open, operations: await readOperations(url, '/docs/spec.json', authority), callers, judge };
}

/** The administrator's API. @param publicUrl where accounts are filled */
export async function adminTarget(url: string, key: string, publicUrl: string, seed: number): Promise<Target> {
  const operations = await readOperations(url, '/docs/spec');
  const open = (giveUpMs: number) => overHttp1(url, giveUpMs);
  return { open, operations, callers: [new FuzzAdmin(url, key, publicUrl, seed)], judge: judgeAdmin };
}

/** The administrator, and accounts that he may suspend and erase. */
class FuzzAdmin implements Caller {
  readonly basic: string;
  readonly token: string;
  readonly ids = noIds();
  readonly #url: string;
  readonly #publicUrl: string;
  readonly #seed: number;
  #accounts = 0;

  constructor(url: string, key: string, publicUrl: string, seed: number) {
    this.#url = url;
    this.#publicUrl = publicUrl;
    this.#seed = seed;
    this.token = key;
    this.basic = `Basic ${Buffer.from(`admin:${key}`).toString('base64')}`;
  }

  login(): [name: string, value: string] {
    return ['Authorization', `Bearer ${this.token}`];
  }

  id(kind: Kind, random: Random): string {
    return this.ids[kind].length > 0 ? random.pick(this.ids[kind]) : unknownId(random);
  }

  /** With an account that no request has met yet: the others may be suspended. */
  async refill(): Promise<void> {
    const email = `fuzz-admin-${this.#seed}-${this.#accounts++}@example.com`;
    const account = new FuzzAccount(this.#publicUrl, email, descriptorFiles(DESCRIPTORS));
    await account.register();
    await account.refill();
    const note = JSON.stringify({ note: 'fuzz' });
    await this.#call('/invitations', { method: 'POST', body: note, headers: { 'Content-Type': 'application/json' } });
    const [accounts, invitations] = [await this.#call('/accounts?page_size=20'), await this.#call('/invitations')];
    Object.assign(this.ids, account.ids, {
      account: idsIn(accounts, 'account'),
      invitation: idsIn(invitations, 'invitation'),
    });
  }

  async #call(path: string, { headers, ...more }: RequestInit & { headers?: Record<string, string> } = {}) {
    const [name, value] = this.login();
    const answer = await fetch(this.#url + path, { ...more, headers: { ...headers, [name]: value } });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} of the admin API was answered ${answer.status}: ${text}`);
    return JSON.parse(text) as unknown;
  }
}
