import type { Timestamp } from '../../domain/time.ts';
import type { AuditLink, AuditPart } from '../../store/ports/upkeep/auditLog.ts';
import { type BatchEntry, fromLine, toLine } from './entryText.ts';

/** An entry of the log, of whatever form its row is. */
export interface LoggedEntry {
  readonly seq: number;
  readonly time: Timestamp;
  readonly action: string;
  readonly operation: string;
  readonly status: number;
  readonly parts: readonly AuditPart[];
}

/**
 * The entries of a row, in their order; lines that are none are left out.
 * @param holding leaves out entries that do not hold this text
 */
export function entriesOf({ first, content }: AuditLink, holding = ''): readonly LoggedEntry[] {
  if (typeof content !== 'string') return [{ seq: first, ...content }];
  const lines = content.split('\n').filter((line) => line.includes(holding));
  return lines.map(fromLine).flatMap((entry) => (entry ? [{ ...entry, seq: first + entry.place }] : []));
}

/** The lines of a batch; undefined: what is no entry. */
export function linesOf(text: string): readonly (BatchEntry | undefined)[] {
  return text === '' ? [] : text.split('\n').map(fromLine);
}

/** The content of a row with other parts in those of its entries that hold one of the texts. */
export function withParts(
  content: AuditLink['content'],
  texts: readonly string[],
  change: (parts: readonly AuditPart[]) => readonly AuditPart[],
): AuditLink['content'] {
  if (typeof content !== 'string') return { ...content, parts: change(content.parts) };
  const lines = content.split('\n').map((line) => {
    if (!texts.some((text) => line.includes(text))) return line;
    const entry = fromLine(line);
    return entry ? toLine({ ...entry, parts: change(entry.parts) }) : line;
  });
  return lines.join('\n');
}
