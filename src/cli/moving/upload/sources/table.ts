import { isAbsolute, join } from 'node:path';
import { CommandFailed } from '../../../commandFailed.ts';
import { EXIT } from '../../../exitCodes.ts';
import { BadCsv, type CsvRow, readCsv } from '../../csv.ts';
import type { Rejected, UploadItem, UploadSource } from '../uploadItem.ts';
import { readPhoto } from './photoFile.ts';
import { textProblem } from './textProblem.ts';

const COLUMNS = ['file', 'external_id', 'user_data', 'list', 'lists', 'reason'] as const;
type Column = (typeof COLUMNS)[number];

const OPTIONAL_COLUMNS = COLUMNS.filter((column) => column !== 'file' && column !== 'reason');
/** Of a table of rejects, which can be sent again: all lists stand in one column. */
export const REJECT_COLUMNS = [
  'file',
  'external_id',
  'user_data',
  'lists',
  'reason',
] as const satisfies readonly Column[];

/**
 * Photos that a table names. Rows with the same external_id are photos of one person; a row without one is a person.
 * @param folder where relative paths begin
 * @throws CommandFailed when it is no such table
 */
export function openTable(bytes: Uint8Array, folder: string): UploadSource {
  const [header, ...rows] = read(bytes);
  const columns = columnsOf(header);
  const items: UploadItem[] = [];
  const unfit: Rejected[] = [];
  const names = new Set<string>();
  for (const row of rows) {
    const made = itemOf(row, columns, folder);
    if ('reason' in made) unfit.push(made);
    else if (names.has(made.name))
      unfit.push({ name: made.name, reason: `line ${row.line}: the file is named before` });
    else {
      names.add(made.name);
      items.push(made);
    }
  }
  return { items, unfit, passedOver: 0, close: async () => undefined };
}

function read(bytes: Uint8Array): CsvRow[] {
  try {
    return readCsv(bytes);
  } catch (error) {
    if (error instanceof BadCsv) throw new CommandFailed(error.message, EXIT.usage);
    throw error;
  }
}

function columnsOf(header: CsvRow | undefined): readonly Column[] {
  const names = header?.cells.map((name) => name.trim().toLowerCase()) ?? [];
  const unknown = names.filter((name) => !COLUMNS.includes(name as Column));
  if (!names.includes('file') || unknown.length > 0 || new Set(names).size < names.length) {
    const what = unknown.length > 0 ? `"${unknown.join('", "')}" unknown; ` : '';
    throw new CommandFailed(
      `the first line must name the columns: ${what}file is needed, ${new Intl.ListFormat('en-GB').format(OPTIONAL_COLUMNS)} may be there`,
      EXIT.usage,
    );
  }
  return names as Column[];
}

function itemOf({ line, cells }: CsvRow, columns: readonly Column[], folder: string): UploadItem | Rejected {
  const cell = (column: Column) => cells[columns.indexOf(column)] ?? '';
  const name = cell('file').trim();
  if (name === '') return { name: `line ${line}`, reason: 'names no file' };
  if (cells.length > columns.length) return { name, reason: `line ${line} has more cells than the first line` };
  const externalId = cell('external_id') || null;
  const userData = cell('user_data');
  const problem = textProblem(userData, externalId);
  if (problem !== undefined) return { name, reason: `line ${line}: ${problem}` };
  const lists = [cell('list'), ...cell('lists').split('|')].map((list) => list.trim()).filter(Boolean);
  const person = externalId === null ? `row ${name}` : `id ${externalId}`;
  const path = isAbsolute(name) ? name : join(folder, name);
  return { name, person, userData, externalId, lists, read: () => readPhoto(path) };
}
