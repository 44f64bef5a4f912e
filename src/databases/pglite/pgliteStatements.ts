import { messages, type PGlite, protocol } from '@electric-sql/pglite';
import type { QueryResult } from 'kysely';
import { LRUCache } from 'lru-cache';
import { POSTGRES_PARSERS } from '../values.ts';

const { serialize } = protocol;

/** Ends a statement that is answered before it is flushed. */
export const MAY_BE_LOST = '/* may be lost */';

type Column = { readonly name: string; readonly parse: (text: string) => unknown };
type Prepared = { readonly name: string; readonly columns: readonly Column[]; readonly mayBeLost: boolean };
type Row = Record<string, unknown>;

export interface StatementResult extends QueryResult<Row> {
  /** What the server did: `SELECT 3`, `COMMIT` ... */
  readonly tag: string;
  /** What of it must be flushed: `now`, before the caller is answered, or `soon`. */
  readonly flush: 'now' | 'soon' | 'never';
}

/** Kept by the server under a name; a repeated statement then costs a sixth of PGlite's own `query()`. */
const PREPARED_STATEMENTS = 256;
/** Longer texts are inserts of many rows, whose text rarely repeats. */
const LONGEST_PREPARED = 4000;

/** VACUUM can be repeated. */
const WRITES_NOTHING = /^(SELECT|BEGIN|ROLLBACK|VACUUM)/;

const asText = (text: string) => text;

/**
 * Statements of one PGlite instance, one at a time, over the wire protocol: one message for a known statement where
 * PGlite's `query()` sends six and parses again.
 */
export class PgliteStatements {
  readonly #pglite: PGlite;
  readonly #prepared: LRUCache<string, Prepared>;
  readonly #evicted: string[] = [];
  #nextName = 1;

  constructor(pglite: PGlite) {
    this.#pglite = pglite;
    this.#prepared = new LRUCache({
      max: PREPARED_STATEMENTS,
      dispose: ({ name }) => this.#evicted.push(name),
    });
  }

  /** @throws messages.DatabaseError when the statement fails; anything else means that the instance is broken */
  async execute(sql: string, parameters: readonly unknown[]): Promise<StatementResult> {
    const prepared = this.#prepared.get(sql) ?? (await this.#prepare(sql));
    const values = parameters.map(toWire);
    const answer = await this.#send([
      serialize.bind({ statement: prepared.name, values }),
      serialize.execute({}),
      serialize.sync(),
    ]);
    return toResult(answer, prepared);
  }

  async #prepare(sql: string): Promise<Prepared> {
    const name = sql.length > LONGEST_PREPARED ? '' : `s${this.#nextName++}`;
    const closing = this.#evicted.splice(0).map((evicted) => serialize.close({ type: 'S', name: evicted }));
    const answer = await this.#send([
      ...closing,
      serialize.parse({ name, text: sql }),
      serialize.describe({ type: 'S', name }),
      serialize.sync(),
    ]);
    const description = answer.find((message) => message instanceof messages.RowDescriptionMessage);
    const columns = (description?.fields ?? []).map(({ name: column, dataTypeID }) => ({
      name: column,
      parse: POSTGRES_PARSERS.get(dataTypeID) ?? asText,
    }));
    const prepared = { name, columns, mayBeLost: sql.endsWith(MAY_BE_LOST) };
    if (name !== '') this.#prepared.set(sql, prepared);
    return prepared;
  }

  async #send(parts: readonly Uint8Array[]) {
    const answer = await this.#pglite.execProtocolStream(Buffer.concat(parts), {
      syncToFs: false,
      throwOnError: false,
    });
    const error = answer.find((message) => message instanceof messages.DatabaseError);
    if (error) throw error;
    // PGlite swallows what its WebAssembly throws (out of memory, a failed write-through): only silence tells.
    if (answer.at(-1)?.name !== 'readyForQuery') throw new Error('the embedded database stopped answering');
    return answer;
  }
}

function toWire(value: unknown): string | Uint8Array | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return `{${value.map(quoteElement).join(',')}}`;
  throw new TypeError(`a parameter cannot be a ${typeof value}`);
}

function quoteElement(element: unknown): string {
  return `"${String(element).replace(/["\\]/g, '\\$&')}"`;
}

function toResult(
  answer: Awaited<ReturnType<PGlite['execProtocolStream']>>,
  { columns, mayBeLost }: Prepared,
): StatementResult {
  const rows: Row[] = [];
  let tag = '';
  for (const message of answer) {
    if (message instanceof messages.DataRowMessage) rows.push(toRow(message.fields, columns));
    else if (message instanceof messages.CommandCompleteMessage) tag = message.text;
  }
  const flush = WRITES_NOTHING.test(tag) ? 'never' : mayBeLost ? 'soon' : 'now';
  const affected = /^(?:INSERT 0|UPDATE|DELETE|MERGE) (\d+)$/.exec(tag)?.[1];
  return { rows, tag, flush, ...(affected !== undefined && { numAffectedRows: BigInt(affected) }) };
}

function toRow(fields: readonly (string | null)[], columns: readonly Column[]): Row {
  const row: Row = {};
  columns.forEach(({ name, parse }, index) => {
    const text = fields[index] ?? null;
    row[name] = text === null ? null : parse(text);
  });
  return row;
}
