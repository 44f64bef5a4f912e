import { pipeline } from 'node:stream/promises';
import { type Command, InvalidArgumentError } from 'commander';
import type { LoadedSettings } from '../../settings/loadSettings.ts';
import type { Json } from '../admin/adminClient.ts';
import { runAsAdmin } from '../admin/runAsAdmin.ts';
import { CommandFailed } from '../commandFailed.ts';
import { EXIT } from '../exitCodes.ts';
import { writeChunks, writeNewFile } from '../writeNewFile.ts';

interface Place {
  readonly seq: number;
  readonly hash: string;
}

/** `audit …`: the log of who did what. */
export function addAuditCommand(program: Command, load: () => LoadedSettings): void {
  const audit = program.command('audit').description('the log of who did what, which AUDIT_LOG=on keeps');
  audit
    .command('verify')
    .description(
      'check every hash of the log; entries that were changed, removed or moved are named, and the exit code is 1',
    )
    .option(
      '--expect <place:hash>',
      'the newest entry that an earlier run printed: finds a log whose end was cut off',
      place,
    )
    .option('--json', 'the verdict as JSON')
    .action((options: { expect?: Place; json?: true }) => verify(load(), options));
  audit
    .command('export')
    .description('write entries as JSON lines, oldest first')
    .option('--from <time>', 'from that day (UTC) or time on, such as 2026-05-01 or 2026-05-01T08:00:00Z')
    .option('--to <time>', 'until that day or time, which is not included')
    .option('--out <file>', 'new file, whole or not there; standard output when absent')
    .action((options: { from?: string; to?: string; out?: string }) => exportLog(load(), options));
}

function place(text: string): Place {
  const [, seq, hash] = /^(\d{1,15}):(\S{1,64})$/.exec(text) ?? [];
  if (seq === undefined || hash === undefined) throw new InvalidArgumentError('a number, a colon and a hash');
  return { seq: Number(seq), hash };
}

function verify(loaded: LoadedSettings, { expect, json }: { expect?: Place; json?: true }): Promise<void> {
  return runAsAdmin(loaded, async (admin) => {
    const verdict = await admin.call('POST', '/audit/verify', expect ? { expected: expect } : {});
    const faults = verdict.faults as readonly Json[];
    if (json) console.log(JSON.stringify(verdict));
    else {
      for (const { kind, from, to } of faults)
        console.log(from === to ? `${kind}: ${from}` : `${kind}: ${from} to ${to}`);
      const last = verdict.last as Json;
      const newest = Number(last.seq) > 0 ? `; newest ${String(last.seq)}:${String(last.hash)}` : '';
      console.log(`${String(verdict.entries)} entries, ${String(verdict.erased)} values erased${newest}`);
    }
    if (faults.length > 0) throw new CommandFailed('the audit log is not as it was written', EXIT.failure);
  });
}

function exportLog(
  loaded: LoadedSettings,
  { from, to, out }: { from?: string; to?: string; out?: string },
): Promise<void> {
  // An empty text is no end that was left out: the server refuses it.
  const query = new URLSearchParams({ ...(from !== undefined && { from }), ...(to !== undefined && { to }) });
  const path = `/audit/entries?${query}`;
  return runAsAdmin(loaded, async (admin) => {
    if (out === undefined) await pipeline(await admin.download(path), process.stdout, { end: false });
    else await writeNewFile(out, async (file, signal) => writeChunks(await admin.download(path, signal), file));
  });
}
