import { ADMIN_LIMIT } from '../../../../domain/adminLimits.ts';
import { formatMicroseconds } from '../../../../domain/time.ts';
import type { AdminClient, Json } from '../../../admin/adminClient.ts';
import { vectorText } from '../../vectorText.ts';
import type { Inventory, Problem } from '../inventory.ts';
import { type IsLocal, withLocal } from '../local.ts';
import type { MadeFace } from '../makeFace.ts';
import type { Plan } from '../plan.ts';

const AT_ONCE = ADMIN_LIMIT.movedAtOnce;
/** Far apart enough to keep the order, whatever the clock does. */
const MICROSECONDS = 1000;

/** What is there, what is here, and what of it the import lets be. */
export interface BothSides {
  readonly old: Inventory;
  readonly here: Inventory;
  readonly isLocal: IsLocal;
}

/** Writes objects of the old server here, by the administrator's API. */
export class HereWriter {
  readonly #path: string;
  readonly #admin: AdminClient;
  readonly #old: Inventory;
  readonly #here: Inventory;
  readonly #isLocal: IsLocal;

  /** @param here as it was before */
  constructor(admin: AdminClient, accountId: string, { old, here, isLocal }: BothSides) {
    this.#admin = admin;
    this.#path = `/accounts/${accountId}/moving`;
    this.#old = old;
    this.#here = here;
    this.#isLocal = isLocal;
  }

  async tokens(tokens: readonly string[]): Promise<void> {
    const texts = tokens.map((token) => ({ token, token_data: this.#old.tokens.get(token) ?? '' }));
    await this.#inBatches(texts, (some) => ({ tokens: some }));
  }

  /** No API shows when a list was made: they are made now, in their order. */
  async lists(ids: readonly string[]): Promise<void> {
    const now = Date.now() - ids.length;
    const lists = ids.map((id, index) => {
      const { kind = 'persons', listData = '' } = this.#old.lists.get(id) ?? {};
      return { list_id: id, kind, list_data: listData, create_time: formatMicroseconds((now + index) * MICROSECONDS) };
    });
    await this.#inBatches(lists, (some) => ({ lists: some }));
  }

  async descriptor(id: string, face: MadeFace): Promise<void> {
    await this.#send({ descriptors: [{ ...this.#descriptor(id), face: faceText(face) }] });
  }

  async descriptors(ids: readonly string[]): Promise<void> {
    const changed = ids.map((id) => this.#descriptor(id));
    await this.#inBatches(changed, (some) => ({ descriptors: some }));
  }

  #descriptor(id: string) {
    const { lastUpdate, lists } = this.#old.descriptors.get(id) ?? { lastUpdate: '', lists: [] };
    return {
      id,
      last_update: lastUpdate,
      lists: withLocal(lists, this.#here.descriptors.get(id)?.lists, this.#isLocal),
    };
  }

  /** @param keep which of a person's descriptors are linked now */
  async persons(ids: readonly string[], keep: (descriptorId: string, personId: string) => boolean): Promise<void> {
    const persons = ids.flatMap((id) => {
      const person = this.#old.persons.get(id);
      if (!person) return [];
      const { userData, externalId, createTime, descriptors, lists } = person;
      const known = this.#here.persons.get(id);
      const links = {
        descriptors: withLocal(
          descriptors.filter((each) => keep(each, id)),
          known?.descriptors,
          this.#isLocal,
        ),
        lists: withLocal(lists, known?.lists, this.#isLocal),
      };
      return [{ id, user_data: userData, external_id: externalId, create_time: createTime, ...links }];
    });
    await this.#inBatches(persons, (some) => ({ persons: some }));
  }

  async remove({ removedPersons, removedLists, removedTokens }: Plan): Promise<void> {
    const send = (body: Json) => this.#admin.call('POST', `${this.#path}/removed`, body);
    await this.#inBatches(removedPersons, (some) => ({ person_ids: some }), send);
    await this.#inBatches(removedLists, (some) => ({ list_ids: some }), send);
    await this.#inBatches(removedTokens, (some) => ({ tokens: some }), send);
  }

  async handlers(): Promise<readonly Problem[]> {
    const handlers = this.#old.handlers.map(({ handlerId, ...handler }) => ({ handler_id: handlerId, ...handler }));
    if (handlers.length === 0) return [];
    const { handlers_left } = await this.#send({ handlers });
    return Object.entries(handlers_left as Record<string, string>).map(([id, reason]) => ({
      kind: 'handler',
      id,
      reason,
    }));
  }

  async #inBatches<Item>(
    items: readonly Item[],
    body: (some: readonly Item[]) => Json,
    send = (made: Json) => this.#send(made),
  ): Promise<void> {
    for (let from = 0; from < items.length; from += AT_ONCE) await send(body(items.slice(from, from + AT_ONCE)));
  }

  #send(body: Json): Promise<Json> {
    return this.#admin.call('POST', this.#path, body);
  }
}

function faceText({ modelId, vector, image, thumbnails = new Map() }: MadeFace) {
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  const small = [...thumbnails].map(([side, bytes]) => [String(side), base64(bytes)]);
  const portrait = image ? { image: base64(image), thumbnails: Object.fromEntries(small) } : null;
  return { model_id: modelId, vector: vectorText(vector), portrait };
}
