import { writeFile } from 'node:fs/promises';
import { CommandFailed } from '../../../commandFailed.ts';
import { EXIT } from '../../../exitCodes.ts';
import { escapeHtml, htmlTable, PAGE_END, pageBegin } from '../../htmlPage.ts';
import { nameOf, type Problem } from '../inventory.ts';
import type { Difference } from './compare.ts';
import type { Duplicate, SelfMatch, Unlike } from './faceChecks.ts';

export interface Report {
  readonly from: string;
  readonly time: string;
  readonly account_id: string;
  readonly complete: boolean;
  readonly counts: Readonly<Record<string, { readonly there: number; readonly here: number }>>;
  readonly changes: Readonly<Record<string, number>>;
  readonly differences: readonly Difference[];
  /** Descriptors that could not be made; their persons are here. */
  readonly faceless: readonly Faceless[];
  readonly problems: readonly Problem[];
  /** Descriptors of no person and no list, which stayed behind. */
  readonly loose: number;
  readonly self_match: SelfMatch | null;
  readonly unlike: readonly Unlike[];
  readonly duplicates: readonly Duplicate[];
}

export interface Faceless {
  readonly id: string;
  readonly person_id: string | null;
  /** What people call that person. */
  readonly name: string;
  readonly reason: string;
}

/** Writes `<base>.report.json` and a page of the same. @throws CommandFailed */
export async function writeReport(
  base: string,
  report: Report,
): Promise<{ readonly json: string; readonly html: string }> {
  const files = { json: `${base}.report.json`, html: `${base}.report.html` };
  try {
    await writeFile(files.json, `${JSON.stringify(report, null, 2)}\n`, { mode: 0o600 });
    await writeFile(files.html, pageOf(report), { mode: 0o600 });
    return files;
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new CommandFailed(`${path ?? base} cannot be written (${code})`, EXIT.failure);
  }
}

function pageOf(report: Report): string {
  const { from, time, account_id, complete, counts, changes, loose, self_match: self } = report;
  const verdict = complete
    ? '<p class="good"><strong>Complete: everything that can be moved is here, and is the same.</strong></p>'
    : '<p class="bad"><strong>Not complete: see the differences and the faces that could not be made.</strong></p>';
  const signed = '<p>Looked through by: ______________________ on: ______________</p>';
  const facts = `<p>From <code>${escapeHtml(from)}</code> to account <code>${escapeHtml(account_id)}</code>, ${time}.</p>`;
  const matched = self
    ? `<p>${self.sampled} photos of the old server against the faces here: least ${shown(self.least)}, median ${shown(self.median)}; below 0.95: ${self.below.length}.</p>`
    : '';
  return [
    pageBegin('Move: reconciliation'),
    facts,
    verdict,
    signed,
    htmlTable(
      ['', 'there', 'here'],
      Object.entries(counts).map(([kind, { there, here }]) => [kind.replaceAll('_', ' '), there, here]),
    ),
    `<h2>Done by this run</h2>${htmlTable(
      ['', ''],
      Object.entries(changes).map(([kind, count]) => [kind.replaceAll('_', ' '), count]),
    )}`,
    `<p>Descriptors of no person and no list that stayed behind: ${loose}.</p>`,
    section(
      'Differences',
      ['kind', 'id', 'what'],
      report.differences.map((each) => [each.kind, each.id, each.what]),
    ),
    section(
      'Faces that could not be made',
      ['descriptor', 'person', 'name', 'why'],
      report.faceless.map((each) => [each.id, each.person_id ?? '', each.name, each.reason]),
    ),
    section(
      'To know',
      ['kind', 'id', 'what'],
      report.problems.map((each) => [each.kind, each.id, each.reason]),
    ),
    `<h2>Faces</h2>${matched}`,
    section(
      'Persons whose photos hardly match each other',
      ['similarity', 'name', 'person', 'descriptors'],
      report.unlike.map((each) => [shown(each.similarity), each.name, each.person_id, each.descriptors.join(' ')]),
    ),
    section(
      'Persons who look like one',
      ['similarity', 'name', 'name', 'person', 'person', 'list'],
      report.duplicates.map(({ similarity, a, b, list_id: listId }) => {
        const ids = [a.person_id ?? '', b.person_id ?? '', listId];
        return [shown(similarity), nameOf(a.user_data, a.external_id), nameOf(b.user_data, b.external_id), ...ids];
      }),
    ),
    PAGE_END,
  ].join('');
}

function section(title: string, head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const body = rows.length === 0 ? '<p>None.</p>' : htmlTable(head, rows);
  return `<h2>${escapeHtml(title)}: ${rows.length}</h2>${body}`;
}

function shown(value: number | null): string {
  return value === null ? 'unknown' : value.toFixed(3);
}
