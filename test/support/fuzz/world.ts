import { sendPlain } from './http/sendPlain.ts';
import type { Random } from './random.ts';

/** What an id is of, by the names of parameters and members. */
export type Kind = 'person' | 'descriptor' | 'list' | 'token' | 'action' | 'cluster' | 'account' | 'invitation';

const KINDS: readonly (readonly [RegExp, Kind])[] = [
  [/person/, 'person'],
  [/descriptor|portrait|face/, 'descriptor'],
  [/list/, 'list'],
  [/token/, 'token'],
  [/action/, 'action'],
  [/cluster/, 'cluster'],
  [/account/, 'account'],
  [/invitation/, 'invitation'],
];

export function kindOf(name: string): Kind | undefined {
  return KINDS.find(([pattern]) => pattern.test(name))?.[1];
}

const MOST_IDS = 200;
const PASSWORD = 'correct horse 9';

/** Whose requests they are, and what they may be about. */
export interface Caller {
  /** A login by name and password, and one by a token, whether or not they open anything. */
  readonly basic: string;
  readonly token: string;
  readonly ids: Readonly<Record<Kind, readonly string[]>>;
  /** One of the caller's own, or of nobody's where it has none. */
  id(kind: Kind, random: Random): string;
  /** A header that opens the operations. */
  login(random: Random): [name: string, value: string];
  /** Makes anew what requests have deleted. */
  refill(): Promise<void>;
}

export const noIds = (): Record<Kind, string[]> => ({
  person: [],
  descriptor: [],
  list: [],
  token: [],
  action: [],
  cluster: [],
  account: [],
  invitation: [],
});

/** An account, and what it has as far as answers told. */
export class FuzzAccount implements Caller {
  readonly basic: string;
  readonly ids = noIds();
  token = '';
  readonly #files: readonly Buffer[];
  readonly #authority: string | undefined;
  readonly #url: string;
  readonly #email: string;

  /** @param files descriptors that it has @param authority certificate that signs the server's */
  constructor(url: string, email: string, files: readonly Buffer[] = [], authority?: string) {
    this.#url = url;
    this.#authority = authority;
    this.#files = files;
    this.#email = email;
    this.basic = `Basic ${Buffer.from(`${email}:${PASSWORD}`).toString('base64')}`;
  }

  async register(): Promise<void> {
    await this.#call('POST', '/4/accounts', { organization_name: 'Fuzz', email: this.#email, password: PASSWORD });
  }

  /** Gives the account a token that may do everything as well. */
  async refill(): Promise<void> {
    this.token = (await this.#call('POST', '/4/account/tokens', {})).token as string;
    for (let missing = 4 - (await this.#read('list', '/4/storage/lists', 'lists')); missing > 0; missing--) {
      await this.#call('POST', `/4/storage/lists?type=${missing % 2 ? 'persons' : 'descriptors'}`, {});
    }
    for (let missing = 8 - (await this.#read('person', '/4/storage/persons', 'persons')); missing > 0; missing--) {
      await this.#call('POST', '/4/storage/persons', { user_data: `person ${missing}` });
    }
    const stored = await this.#read('descriptor', '/4/storage/descriptors', 'descriptors');
    for (const file of this.#files.slice(stored)) await this.#call('POST', '/4/storage/descriptors', file);
    await this.#read('list', '/4/storage/lists', 'lists');
    await this.#read('person', '/4/storage/persons', 'persons');
    await this.#read('descriptor', '/4/storage/descriptors', 'descriptors');
    await this.#read('token', '/4/account/tokens', 'tokens');
    await this.#read('action', '/ext/1/actions', 'actions');
    await this.#read('cluster', '/ext/1/review/clusters', 'clusters');
  }

  login(random: Random): [name: string, value: string] {
    const isToken = this.token !== '' && random.chance(0.5);
    return isToken ? ['X-Auth-Token', this.token] : ['Authorization', this.basic];
  }

  id(kind: Kind, random: Random): string {
    return this.ids[kind].length > 0 ? random.pick(this.ids[kind]) : unknownId(random);
  }

  async #read(kind: Kind, path: string, member: string): Promise<number> {
    const most = path.startsWith('/4') ? '?page_size=100' : '?limit=100';
    this.ids[kind] = idsIn((await this.#call('GET', path + most))[member], kind);
    return this.ids[kind].length;
  }

  async #call(method: string, path: string, body?: object | Buffer): Promise<Record<string, unknown>> {
    const type = Buffer.isBuffer(body) ? 'application/x-vl-face-descriptor' : 'application/json';
    const headers = { Authorization: this.basic, ...(body && { 'Content-Type': type }) };
    const sent = body && (Buffer.isBuffer(body) ? body : JSON.stringify(body));
    const { status, text } = await sendPlain(
      this.#url + path,
      { method, headers, ...(sent !== undefined && { body: sent }) },
      this.#authority,
    );
    if (status >= 300) throw new Error(`${method} ${path} of an account's own was answered ${status}: ${text}`);
    return JSON.parse(text);
  }
}

/** Where the id of a thing itself stands in a page of them; members hold ids of other things. */
const OWN_ID: Readonly<Record<Kind, RegExp>> = {
  person: /"id":\s*"[0-9a-f-]{36}"/g,
  descriptor: /"id":\s*"[0-9a-f-]{36}"/g,
  list: /"id":\s*"[0-9a-f-]{36}"/g,
  token: /"id":\s*"[0-9a-f-]{36}"/g,
  action: /"(?:action_)?id":\s*"[0-9a-f-]{36}"/g,
  cluster: /"(?:cluster_)?id":\s*"[0-9a-f-]{36}"/g,
  account: /"account_id":\s*"[0-9a-f-]{36}"/g,
  invitation: /"invitation_id":\s*"[0-9a-f-]{36}"/g,
};

/** Ids of things of the kind in a page of them. */
export function idsIn(page: unknown, kind: Kind): string[] {
  const found = JSON.stringify(page ?? []).match(OWN_ID[kind]) ?? [];
  return [...new Set(found.map((each) => each.slice(-37, -1)))].slice(0, MOST_IDS);
}

export function unknownId(random: Random): string {
  const digits = random.bytes(16);
  digits[6] = 0x40 | ((digits[6] as number) & 0x0f);
  digits[8] = 0x80 | ((digits[8] as number) & 0x3f);
  return digits.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
