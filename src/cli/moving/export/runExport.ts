import type { AdminClient, Json } from '../../admin/adminClient.ts';
import { CommandFailed } from '../../commandFailed.ts';
import { EXIT } from '../../exitCodes.ts';
import { findAccount } from '../../people/account.ts';
import { type DescriptorLine, EXPORT_FORMAT } from '../archive/archiveLines.ts';
import { ArchiveWriter, headName, readPassphrase } from '../archive/archiveWriter.ts';
import { readHereInventory } from '../import/here/readHereInventory.ts';
import type { Inventory } from '../import/inventory.ts';
import { showProgress } from '../steadyProgress.ts';

export interface ExportOptions {
  readonly account: string;
  readonly out: string;
  readonly list?: string;
  readonly tokens?: true;
  readonly passphraseFile?: string;
  readonly json?: true;
}

/** Faces of one request: some megabytes. */
const AT_ONCE = 20;

/** Writes an account, or one list of it. @throws CommandFailed */
export async function runExport(admin: AdminClient, options: ExportOptions): Promise<void> {
  const passphrase = await readPassphrase(options.passphraseFile);
  const accountId = await findAccount(admin, options.account);
  const account = await admin.call('GET', `/accounts/${accountId}`);
  const whole = await readHereInventory(admin, accountId);
  const held = options.list === undefined ? whole : onlyList(whole, options.list.toLowerCase());
  const writer = await ArchiveWriter.open(options.out, passphrase);
  try {
    refuseOther(writer, account, held, options);
    await writeObjects(writer, account, held, options);
    await writeFaces(writer, admin, accountId, held);
    await writer.finish();
  } finally {
    await writer.close();
  }
  for (const { kind, id, reason } of options.tokens ? held.problems : []) console.error(`${kind} ${id}: ${reason}`);
  const counts = { lists: held.lists.size, persons: held.persons.size, descriptors: held.descriptors.size };
  const { lists, persons, descriptors } = counts;
  if (options.json) console.log(JSON.stringify({ out: options.out, ...counts }));
  else console.log(`${options.out}: ${lists} lists, ${persons} persons, ${descriptors} descriptors`);
}

/**
 * What was broken off may be of another account or list, and somebody in it may be erased since: neither comes into the file.
 * @throws CommandFailed
 */
function refuseOther({ written }: ArchiveWriter, account: Json, held: Inventory, options: ExportOptions): void {
  const head = headName(String(account.email), options.list?.toLowerCase() ?? null);
  const handlers = new Map(held.handlers.map((handler) => [handler.handlerId, handler]));
  const { lists: list, persons: person, descriptors: descriptor } = held;
  const token = options.tokens ? held.tokens : new Map<string, unknown>();
  const ids: Readonly<Record<string, ReadonlyMap<string, unknown>>> = {
    list,
    person,
    descriptor,
    token,
    handler: handlers,
  };
  for (const name of written) {
    const [type = '', id = ''] = name.split(' ');
    if (name === head || ids[type]?.has(id)) continue;
    throw new CommandFailed(
      `${options.out}.part holds what this export would not: it is of another account or list, or of before a deletion. Delete it`,
      EXIT.usage,
    );
  }
}

/** A list with its members; of persons with their descriptors, of descriptors without their owners. */
function onlyList(held: Inventory, listId: string): Inventory {
  const list = held.lists.get(listId);
  if (!list) throw new CommandFailed(`the account has no list ${listId}`, EXIT.usage);
  const persons = [...held.persons].filter(([, { lists }]) => lists.includes(listId));
  const owned = new Set(persons.flatMap(([, { descriptors }]) => descriptors));
  const inList = (lists: readonly string[]) => lists.filter((id) => id === listId);
  return {
    tokens: new Map(),
    lists: new Map([[listId, list]]),
    persons: new Map(persons.map(([id, person]) => [id, { ...person, lists: inList(person.lists) }])),
    descriptors: new Map(
      [...held.descriptors]
        .filter(([id, { lists }]) => owned.has(id) || lists.includes(listId))
        .map(([id, descriptor]) => [id, { ...descriptor, lists: inList(descriptor.lists) }]),
    ),
    handlers: [],
    problems: [],
    unsteady: false,
  };
}

async function writeObjects(
  writer: ArchiveWriter,
  account: Json,
  held: Inventory,
  { list, tokens }: ExportOptions,
): Promise<void> {
  const { written } = writer;
  if (written.size === 0) {
    await writer.add({
      type: 'head',
      format: EXPORT_FORMAT,
      time: new Date().toISOString(),
      email: String(account.email),
      organization_name: String(account.organization_name),
      suspended: account.suspended === true,
      list_id: list ?? null,
    });
  }
  const fresh = (type: string, id: string) => !written.has(`${type} ${id}`);
  for (const [id, { kind, listData }] of held.lists) {
    if (fresh('list', id)) await writer.add({ type: 'list', id, kind, list_data: listData });
  }
  const unmovable = new Set(held.problems.map(({ id }) => id));
  for (const [id, data] of tokens ? held.tokens : []) {
    if (!unmovable.has(id) && fresh('token', id)) await writer.add({ type: 'token', id, token_data: data });
  }
  for (const { handlerId: id, kind, version, policies } of held.handlers) {
    if (fresh('handler', id)) await writer.add({ type: 'handler', id, kind, version, policies });
  }
  for (const [id, { userData, externalId, createTime, descriptors, lists }] of held.persons) {
    if (!fresh('person', id)) continue;
    const texts = { user_data: userData, external_id: externalId, create_time: createTime };
    await writer.add({ type: 'person', id, ...texts, descriptors, lists });
  }
}

async function writeFaces(
  writer: ArchiveWriter,
  admin: AdminClient,
  accountId: string,
  held: Inventory,
): Promise<void> {
  const left = [...held.descriptors.keys()].filter((id) => !writer.written.has(`descriptor ${id}`));
  const progress = showProgress('descriptors', held.descriptors.size, held.descriptors.size - left.length);
  try {
    for (let from = 0; from < left.length; from += AT_ONCE) {
      const ids = left.slice(from, from + AT_ONCE);
      const body = { descriptor_ids: ids, portraits: true };
      const { faces } = await admin.call('POST', `/accounts/${accountId}/moving/faces`, body);
      for (const id of ids) {
        const line = lineOf(id, held, (faces as Readonly<Record<string, ToldFace>>)[id]);
        if (line) await writer.add(line);
        progress.add({});
      }
    }
  } finally {
    progress.stop();
  }
}

interface ToldFace {
  readonly model_id: string;
  readonly vector: string;
  readonly portrait: { readonly image: string } | null;
}

/** Undefined for one that is deleted by now. */
function lineOf(id: string, { descriptors }: Inventory, face: ToldFace | undefined): DescriptorLine | undefined {
  const held = descriptors.get(id);
  if (!held || !face) return undefined;
  const { model_id, vector, portrait } = face;
  const image = portrait?.image ?? null;
  return { type: 'descriptor', id, last_update: held.lastUpdate, lists: held.lists, model_id, vector, portrait: image };
}
