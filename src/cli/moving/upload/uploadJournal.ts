import { newId } from '../../../domain/ids.ts';
import { CommandFailed } from '../../commandFailed.ts';
import { EXIT } from '../../exitCodes.ts';
import { Journal } from '../journal.ts';

type Parameters = Readonly<Record<string, string | number>>;

/** How an item ended: `skipped` ones are there already. */
export interface Ended {
  readonly name: string;
  readonly outcome: 'uploaded' | 'skipped' | 'rejected';
  /** Why it is not there, or what is to be looked at although it is. */
  readonly reason?: string;
  /** SHA-256 of the file. */
  readonly sha?: string;
  readonly descriptors?: readonly string[];
}

type Line =
  | { readonly type: 'run'; readonly run: string; readonly time: number; readonly parameters: Parameters }
  | { readonly type: 'person'; readonly key: string; readonly id: string }
  | { readonly type: 'making'; readonly key: string }
  | ({ readonly type: 'item' } & Ended);

export interface UploadJournal {
  /** Part of every idempotency key. */
  readonly run: string;
  /** Milliseconds since 1970 when the run began first. */
  readonly began: number;
  /** By name of the item. */
  readonly ended: ReadonlyMap<string, Ended>;
  /** Ids of persons that were made, by key. */
  readonly persons: ReadonlyMap<string, string>;
  /** Keys of persons that a run was about to make. */
  readonly making: ReadonlySet<string>;
  end(ended: Ended): Promise<void>;
  willMake(key: string): Promise<void>;
  made(key: string, id: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param parameters what the run depends on: a run with others is another run
 * @throws CommandFailed
 */
export async function openUploadJournal(path: string, parameters: Parameters): Promise<UploadJournal> {
  let begun: Extract<Line, { type: 'run' }> | undefined;
  const ended = new Map<string, Ended>();
  const persons = new Map<string, string>();
  const making = new Set<string>();
  const keep = ({ name, outcome, reason, sha, descriptors }: Ended) =>
    ended.set(name, {
      name,
      outcome,
      ...(reason !== undefined && { reason }),
      ...(sha !== undefined && { sha }),
      ...(descriptors && { descriptors }),
    });
  const journal = await Journal.open<Line>(path, (line) => {
    if (line.type === 'run') begun = line;
    else if (line.type === 'person') persons.set(line.key, line.id);
    else if (line.type === 'making') making.add(line.key);
    else if (line.type === 'item') keep(line);
    else throw new CommandFailed(`${path} is no journal of an upload`, EXIT.usage);
  });
  try {
    const other = begun && Object.keys(begun.parameters).find((name) => begun?.parameters[name] !== parameters[name]);
    if (begun && other !== undefined) {
      const was = `${other} ${begun.parameters[other]} and not ${parameters[other]}`;
      throw new CommandFailed(`${path} is of a run with ${was}: name another --journal`, EXIT.usage);
    }
    const { run, time } = begun ?? { run: newId(), time: Date.now() };
    if (!begun) await journal.append({ type: 'run', run, time, parameters });
    return {
      run,
      began: time,
      ended,
      persons,
      making,
      async willMake(key) {
        await journal.append({ type: 'making', key });
        making.add(key);
      },
      async end(item) {
        await journal.append({ type: 'item', ...item });
        keep(item);
      },
      async made(key, id) {
        await journal.append({ type: 'person', key, id });
        persons.set(key, id);
      },
      close: () => journal.close(),
    };
  } catch (error) {
    await journal.close();
    throw error;
  }
}
