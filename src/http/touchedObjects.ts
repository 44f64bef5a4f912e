import { fingerprint } from './tokenFingerprint.ts';

/** Ids that one line of the log names; further ones are counted. */
const NAMED = 20;
/** Values that are looked at in one request: an answer of a thousand persons is not read twice for the log. */
const LOOKED_AT = 5000;
const DEEPEST = 5;
const UUID_LENGTH = 36;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** As this service writes ids: most are, and a pattern of one case takes half the time. */
const WRITTEN_UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Members that hold ids. All others may hold anything that a client likes, a password too, that looks like one. */
const HOLD_IDS: ReadonlySet<string> = new Set(['id', 'ids', 'token', 'lists', 'descriptors', 'persons', 'portrait']);
/** A client's own. */
const OWN_ID = 'external_id';

/** Ids of what a request reads, makes or changes, for its line in the log. Secrets are shown by their fingerprints. */
export class TouchedObjects {
  readonly #isRead: boolean;
  /** Each with the name of the member that held it. A few are found sooner one by one than by a table of them. */
  readonly #named: (readonly [name: string, id: string])[] = [];
  #further = 0;
  #looked = 0;

  /** @param isRead false collects nothing: no line is written */
  constructor(isRead = true) {
    this.#isRead = isRead;
  }

  /** Collects the ids in parameters, a body or an answer, each under the name of its member. Bytes and streams have none. */
  add(value: unknown, name = 'id', depth = 0): void {
    if (!this.#isRead || ++this.#looked > LOOKED_AT || depth > DEEPEST || name === OWN_ID) return;
    if (typeof value === 'string') this.#note(name, value);
    else if (Array.isArray(value)) for (const item of value) this.add(item, name, depth + 1);
    else if (isPlain(value)) for (const key of Object.keys(value)) this.add(value[key], nameOf(key, name), depth + 1);
  }

  #note(name: string, value: string): void {
    // Most texts are of another length, which is seen soonest; most ids come several times, in a request and in its answer.
    if (value.length !== UUID_LENGTH || this.#has(value)) return;
    if (!holdsIds(name)) return;
    const isWritten = WRITTEN_UUID.test(value);
    if (!isWritten && !UUID.test(value)) return;
    const id = isWritten ? value : value.toLowerCase();
    const text = /token/i.test(name) ? `token ${fingerprint(id)}` : id;
    if (text !== value && this.#has(text)) return;
    if (this.#named.length < NAMED) this.#named.push([name, text]);
    else this.#further += 1;
  }

  #has(text: string): boolean {
    for (const [, id] of this.#named) if (id === text) return true;
    return false;
  }

  /** Ids, each with the name of the member that held it, and how many there were beyond them. */
  get named(): readonly (readonly [name: string, id: string])[] {
    if (this.#further === 0) return this.#named;
    return [...this.#named, ['further_objects', String(this.#further)]];
  }

  /** Members of the line. No text of them has a character that JSON would write otherwise. */
  get members(): { readonly objects?: readonly string[]; readonly furtherObjects?: number } {
    const members: { objects?: string[]; furtherObjects?: number } = {};
    if (this.#named.length > 0) members.objects = this.#named.map(([, id]) => id);
    if (this.#further > 0) members.furtherObjects = this.#further;
    return members;
  }
}

/** Of its own, or `person_id`, `personIds` and the like; without a pattern, as this is asked several times a request. */
function holdsIds(name: string): boolean {
  if (HOLD_IDS.has(name)) return true;
  const end = name.endsWith('s') ? name.length - 1 : name.length;
  return name.endsWith('_id', end) || (name.endsWith('Id', end) && isLowerCase(name.charCodeAt(end - 3)));
}

function isLowerCase(code: number): boolean {
  return code >= 97 && code <= 122;
}

/** The `id` of a token in a list of tokens is a token. */
function nameOf(key: string, parent: string): string {
  return key === 'id' && /token/i.test(parent) ? 'token_id' : key;
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
