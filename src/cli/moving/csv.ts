/** A table is not written as CSV is. The line is where the row begins. */
export class BadCsv extends Error {
  override readonly name = 'BadCsv';
}

export interface CsvRow {
  /** From 1; that of the header is 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

const SEPARATORS = [',', ';', '\t'] as const;

/**
 * Reads CSV as spreadsheets write it: with or without a BOM, separated by comma, semicolon or tab (which is what the first line
 * has most of), texts in quotes with doubled quotes and line breaks within. Empty lines are left out.
 * @throws BadCsv
 */
export function readCsv(bytes: Uint8Array): CsvRow[] {
  const text = decode(bytes);
  const separator = separatorOf(text);
  const rows: CsvRow[] = [];
  let line = 1;
  let at = 0;
  while (at < text.length) {
    const begin = line;
    const cells: string[] = [];
    for (;;) {
      const cell = text[at] === '"' ? quoted(text, at, begin) : plain(text, at, separator);
      cells.push(cell.text);
      line += count(text, at, cell.end);
      at = cell.end;
      if (text[at] !== separator) break;
      at++;
    }
    if (at < text.length && text[at] !== '\n' && text[at] !== '\r') {
      throw new BadCsv(`line ${begin}: text behind the closing quote`);
    }
    if (text[at] === '\r') at++;
    if (text[at] === '\n') at++;
    line++;
    if (cells.length > 1 || cells[0] !== '') rows.push({ line: begin, cells });
  }
  return rows;
}

/** One line of CSV, with its end. Spreadsheets run what begins as a formula: it is written as a text. */
export function csvLine(cells: readonly string[]): string {
  const safe = cells.map((cell) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell));
  return `${safe.map((cell) => (/[",;\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BadCsv('the table is not UTF-8: save it as CSV UTF-8');
  }
}

function separatorOf(text: string): string {
  const first = text.split(/\r?\n/, 1)[0] ?? '';
  const found = SEPARATORS.map((separator) => ({ separator, times: first.split(separator).length }));
  return found.reduce((best, next) => (next.times > best.times ? next : best)).separator;
}

function quoted(text: string, from: number, line: number): { text: string; end: number } {
  let read = '';
  for (let at = from + 1; ; ) {
    const close = text.indexOf('"', at);
    if (close < 0) throw new BadCsv(`line ${line}: a quote is not closed`);
    read += text.slice(at, close);
    if (text[close + 1] !== '"') return { text: read, end: close + 1 };
    read += '"';
    at = close + 2;
  }
}

function plain(text: string, from: number, separator: string): { text: string; end: number } {
  let end = from;
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++;
  return { text: text.slice(from, end), end };
}

function count(text: string, from: number, to: number): number {
  let breaks = 0;
  for (let at = from; at < to; at++) if (text[at] === '\n') breaks++;
  return breaks;
}
