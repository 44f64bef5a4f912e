import { quoted } from '../../../domain/text/quoted.ts';
import type { Timestamp } from '../../../domain/time.ts';
import type { AuditBatch, AuditMark } from '../../../store/ports/upkeep/auditLog.ts';
import { ACCOUNT_FACT, type Audited } from '../audited.ts';
import { type AuditSeal, commitmentToText, sha256 } from '../auditSeal.ts';
import { digestOfShared } from './batchHashes.ts';
import { GrowingLines } from './growingLines.ts';
import { factsText, headText, objectText, requestMember } from './sharingLines.ts';

/** Facts that entries share, and the objects that these entries name. */
interface Caller {
  readonly facts: readonly string[];
  readonly number: number;
  /** The facts, as JSON with their salt. */
  readonly text: string;
  /** Ids of the requests, which the commitment to the facts is made with as well. */
  readonly requests: string[];
  readonly objects: Map<string, { readonly name: string; readonly number: number }>;
}

/** Makes a row of entries as they come. Each is text at once: nothing of its request is kept until the row is written. */
export class BatchBuilder {
  readonly #seal: AuditSeal;
  readonly #lines = new GrowingLines();
  #count = 0;
  /** By the numbers of the parts; those of facts are made at the end. */
  readonly #commitments: string[] = [];
  readonly #callers: Caller[] = [];
  /** By their account. */
  readonly #known = new Map<string, Caller[]>();
  readonly #names = new Map<string, string>();
  #lastTime = '' as Timestamp;

  constructor(seal: AuditSeal) {
    this.#seal = seal;
  }

  /** How many there are. */
  get count(): number {
    return this.#count;
  }

  add(time: Timestamp, { action, operation, status, request, facts: who, objects: named }: Audited): void {
    const caller = this.#callerOf(who);
    const objects = named.map((object) => this.#numberOf(object, caller));
    const entry = { place: this.count, time, action, operation, status, facts: caller.number, objects };
    const head = headText(entry, this.#ofName);
    caller.requests.push(request ?? '');
    this.#lines.addEntry(head, requestMember(request));
    this.#count++;
    if (time > this.#lastTime) this.#lastTime = time;
  }

  seal(): AuditBatch {
    for (const { number, text, requests } of this.#callers)
      this.#commitments[number] = commitmentToText(text, requests);
    const { text, heads } = this.#lines.finish();
    const [count, digest] = [this.count, sha256(heads)];
    const shared = digestOfShared(this.#commitments.entries());
    const link = ({ hash, seq }: AuditMark) => this.#seal.link(hash, seq + 1, count, digest, shared);
    return { count, lastTime: this.#lastTime, text, link };
  }

  readonly #ofName = (name: string) => {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const text = quoted(name);
    this.#names.set(name, text);
    return text;
  };

  /** Only entries of one account share their facts: of all others, each is erased for itself (`eraseFromSharingBatch`). */
  #callerOf(facts: readonly string[]): Caller {
    const at = facts.indexOf(ACCOUNT_FACT);
    const account = at === -1 ? undefined : facts[at + 1];
    const known = account === undefined ? undefined : this.#known.get(account);
    if (known) for (const caller of known) if (isSame(caller.facts, facts)) return caller;
    const text = this.#seal.close(facts);
    const number = this.#commitments.push('') - 1;
    this.#lines.add(factsText(number, text));
    const caller: Caller = { facts, number, text, requests: [], objects: new Map() };
    this.#callers.push(caller);
    if (known) known.push(caller);
    else if (account !== undefined) this.#known.set(account, [caller]);
    return caller;
  }

  #numberOf(object: Audited['objects'][number], { objects }: Caller): number {
    const [name, value] = object;
    const known = objects.get(value);
    if (known?.name === name) return known.number;
    const text = this.#seal.close(object);
    const commitment = commitmentToText(text);
    const number = this.#commitments.push(commitment) - 1;
    this.#lines.add(objectText(number, text, commitment));
    objects.set(value, { name, number });
    return number;
  }
}

/** Their texts are mostly the very same ones, so that this takes less than a key made of them. */
function isSame(one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false;
  return true;
}
