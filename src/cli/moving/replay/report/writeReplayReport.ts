import { writeFile } from 'node:fs/promises';
import { CommandFailed } from '../../../commandFailed.ts';
import { EXIT } from '../../../exitCodes.ts';
import { escapeHtml, htmlTable, PAGE_END, pageBegin } from '../../htmlPage.ts';
import type { OperationCounts, ReplayReport, ToldFinding } from './replayReport.ts';

/** Writes `<base>.replay.json` and a page of the same. @throws CommandFailed */
export async function writeReplayReport(
  base: string,
  report: ReplayReport,
): Promise<{ readonly report: string; readonly html: string }> {
  const files = { report: `${base}.replay.json`, html: `${base}.replay.html` };
  const { from, to, time, findings } = report;
  const told = {
    ...{ from, to, time, ...report.summary() },
    operations: Object.fromEntries([...report.operations].map(([name, counts]) => [name, toldCounts(counts)])),
    left_out_because: Object.fromEntries(report.leftOut),
    findings,
  };
  try {
    await writeFile(files.report, `${JSON.stringify(told, null, 2)}\n`, { mode: 0o600 });
    await writeFile(files.html, pageOf(report), { mode: 0o600 });
    return files;
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new CommandFailed(`${path ?? base} cannot be written (${code})`, EXIT.failure);
  }
}

function toldCounts({ there_ms, here_ms, ...counts }: OperationCounts) {
  const compared = counts.requests - counts.left_out;
  const mean = (sum: number) => (compared === 0 ? null : Math.round(sum / compared));
  return { ...counts, mean_ms_there: mean(there_ms), mean_ms_here: mean(here_ms) };
}

const GRADES = {
  breaks: [
    'What may break a client',
    'Another status or code, a member or an id that is missing, another order or type.',
  ],
  decides: [
    'Whom clients would recognise otherwise',
    'Another person, or nobody: look at thresholds and at the photos.',
  ],
  differs: [
    'What differs and should not matter',
    'Texts for people, further members, order of candidates that are not taken.',
  ],
} as const;

function pageOf(report: ReplayReport): string {
  const { requests, same, breaks, decides, differs, left_out } = report.summary();
  const verdict =
    report.noticed === 0
      ? `<p class="good"><strong>Clients notice nothing in ${requests - left_out} requests.</strong></p>`
      : `<p class="bad"><strong>Clients would notice something in ${report.noticed} of ${requests - left_out} requests.</strong></p>`;
  const sums = [requests, same, breaks, decides, differs, left_out];
  return [
    pageBegin('Replay: what clients would notice'),
    `<p>Requests to <code>${escapeHtml(report.from)}</code>, sent to <code>${escapeHtml(report.to)}</code>, ${report.time}.</p>`,
    verdict,
    htmlTable(['requests', 'same', 'may break', 'recognised otherwise', 'differ otherwise', 'not compared'], [sums]),
    report.decisions.size === 0 ? '' : `<h2>Searches</h2>${htmlTable(['recognised', 'searches'], report.decisions)}`,
    ...(Object.keys(GRADES) as (keyof typeof GRADES)[]).map((grade) => section(grade, report.findings)),
    `<h2>By operation</h2>${htmlTable(
      [
        'operation',
        'requests',
        'same',
        'may break',
        'recognised otherwise',
        'differ',
        'not compared',
        'ms there',
        'ms here',
      ],
      [...report.operations].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, counts]) => operationRow(name, counts)),
    )}`,
    report.leftOut.size === 0 ? '' : `<h2>Not compared</h2>${htmlTable(['because', 'requests'], report.leftOut)}`,
    PAGE_END,
  ].join('');
}

function operationRow(name: string, counts: OperationCounts): readonly (string | number)[] {
  const { requests, same, breaks, decides, differs, left_out, mean_ms_there, mean_ms_here } = toldCounts(counts);
  return [name, requests, same, breaks, decides, differs, left_out, mean_ms_there ?? '', mean_ms_here ?? ''];
}

function section(grade: keyof typeof GRADES, findings: readonly ToldFinding[]): string {
  const [title, meaning] = GRADES[grade];
  const own = findings.filter((each) => each.grade === grade);
  if (own.length === 0) return `<h2>${title}</h2><p>Nothing.</p>`;
  const rows = own.map(({ operation, rule, where, count, examples }) => {
    const [first] = examples;
    return [
      operation,
      where === '' ? rule : `${rule}: ${where}`,
      count,
      first?.there ?? '',
      first?.here ?? '',
      first?.request ?? '',
    ];
  });
  return `<h2>${title}</h2><p>${meaning}</p>${htmlTable(['operation', 'what', 'times', 'there', 'here', 'for example'], rows)}`;
}
