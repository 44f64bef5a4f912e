import { CommandFailed } from '../../commandFailed.ts';
import { EXIT } from '../../exitCodes.ts';
import { Journal } from '../journal.ts';

type Line =
  | { readonly type: 'import'; readonly from: string; readonly accountId: string }
  | { readonly type: 'brought'; readonly ids: readonly string[] }
  | { readonly type: 'faceless'; readonly id: string; readonly reason: string };

export interface ImportJournal {
  /** Account here that earlier runs have filled. */
  readonly accountId: string | undefined;
  /** Ids of what earlier runs have brought; tokens by their public ids. */
  readonly brought: ReadonlySet<string>;
  /** Descriptors of which no face could be made, with the reason. */
  readonly faceless: ReadonlyMap<string, string>;
  begin(accountId: string): Promise<void>;
  bring(ids: readonly string[]): Promise<void>;
  leaveFaceless(id: string, reason: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * What a comparison of both sides cannot tell: what came from there, and which portraits are missing.
 * @param again forgets faces that could not be made
 * @throws CommandFailed
 */
export async function openImportJournal(path: string, from: string, again: boolean): Promise<ImportJournal> {
  let accountId: string | undefined;
  const brought = new Set<string>();
  const faceless = new Map<string, string>();
  const journal = await Journal.open<Line>(path, (line) => {
    if (line.type === 'import') {
      if (line.from !== from) throw new CommandFailed(`${path} is of an import from ${line.from}`, EXIT.usage);
      accountId = line.accountId;
    } else if (line.type === 'brought') for (const id of line.ids) brought.add(id);
    else if (!again) faceless.set(line.id, line.reason);
  });
  return {
    get accountId() {
      return accountId;
    },
    brought,
    faceless,
    async begin(id) {
      if (accountId === id) return;
      await journal.append({ type: 'import', from, accountId: id });
      accountId = id;
    },
    async bring(ids) {
      const added = ids.filter((id) => !brought.has(id));
      if (added.length === 0) return;
      await journal.append({ type: 'brought', ids: added });
      for (const id of added) brought.add(id);
    },
    async leaveFaceless(id, reason) {
      await journal.append({ type: 'faceless', id, reason });
      faceless.set(id, reason);
    },
    close: () => journal.close(),
  };
}
