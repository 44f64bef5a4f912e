import { parseId } from '../../../../domain/ids.ts';
import type { ContentLine, DescriptorLine, HeadLine } from '../../archive/archiveLines.ts';
import { readArchive } from '../../archive/readArchive.ts';
import { vectorOf } from '../../vectorText.ts';
import type { DescriptorEntry, HandlerEntry, Inventory, ListEntry, PersonEntry, Problem } from '../inventory.ts';
import { type MadeFace, makeFace, thumbnailsOf } from '../makeFace.ts';
import type { FaceSource } from './faceSource.ts';

/** What an export holds but faces; reads all of it, so that one that is damaged is refused before anything is done. */
export async function readArchiveInventory(
  path: string,
  passphrase: string | undefined,
): Promise<{ readonly head: HeadLine; readonly inventory: Inventory }> {
  const tokens = new Map<string, string>();
  const lists = new Map<string, ListEntry>();
  const persons = new Map<string, PersonEntry>();
  const descriptors = new Map<string, DescriptorEntry>();
  const handlers: HandlerEntry[] = [];
  const problems: Problem[] = [];
  let head: HeadLine | undefined;
  for await (const line of readArchive(path, passphrase)) {
    if (line.type !== 'head' && parseId(line.id) === undefined) {
      problems.push({ kind: line.type, id: line.id, reason: 'its id is no UUID4' });
    } else if (line.type === 'head') head = line;
    else if (line.type === 'token') tokens.set(line.id, line.token_data);
    else if (line.type === 'list') lists.set(line.id, { kind: line.kind, listData: line.list_data, count: 0 });
    else if (line.type === 'person') persons.set(line.id, personOf(line));
    else if (line.type === 'handler') handlers.push(handlerOf(line));
    else descriptors.set(line.id, { lastUpdate: line.last_update, lists: line.lists });
  }
  if (!head) throw new Error('an archive without a head was read to its end');
  return { head, inventory: { tokens, lists, persons, descriptors, handlers, problems, unsteady: false } };
}

function personOf(line: Extract<ContentLine, { type: 'person' }>): PersonEntry {
  const { user_data: userData, external_id: externalId, create_time: createTime, descriptors, lists } = line;
  return { userData, externalId, createTime, descriptors, lists };
}

function handlerOf({
  id: handlerId,
  kind,
  version,
  policies,
}: Extract<ContentLine, { type: 'handler' }>): HandlerEntry {
  return { handlerId, kind, version, policies };
}

interface ArchiveModel {
  readonly modelId: string;
  /** Numbers of its vectors: another length was not made by it. */
  readonly dimension: number;
  readonly thumbnailSides: readonly number[];
}

/** Faces of an export: vectors of the embedder that is in use here are kept, others are made of the portraits. */
export function createArchiveFaces(
  path: string,
  passphrase: string | undefined,
  { modelId, dimension, thumbnailSides }: ArchiveModel,
): FaceSource {
  async function* linesOf(wanted: ReadonlySet<string>): AsyncGenerator<DescriptorLine> {
    for await (const line of readArchive(path, passphrase)) {
      if (line.type === 'descriptor' && wanted.has(line.id)) yield line;
    }
  }

  return {
    portraitOf: undefined,
    async faces(ids, openEngine, take) {
      const left = new Set(ids);
      for await (const line of linesOf(left)) {
        left.delete(line.id);
        const isOurs = line.model_id === modelId && vectorOf(line.vector).length === dimension;
        if (isOurs) await take(line.id, await keptFace(line, thumbnailSides));
        else if (line.portrait === null)
          await take(line.id, `its vector is of another model than here (${line.model_id}), and it has no portrait`);
        else {
          const portrait = Buffer.from(line.portrait, 'base64');
          await take(line.id, await makeFace(await openEngine(), portrait, thumbnailSides));
        }
      }
      for (const id of left) await take(id, 'the archive does not have it');
    },
  };
}

async function keptFace(
  { vector: text, model_id: modelId, portrait }: DescriptorLine,
  thumbnailSides: readonly number[],
): Promise<MadeFace> {
  const vector = vectorOf(text);
  if (portrait === null) return { vector, modelId, converted: false };
  const image = Buffer.from(portrait, 'base64');
  return { vector, modelId, image, thumbnails: await thumbnailsOf(image, thumbnailSides), converted: false };
}
