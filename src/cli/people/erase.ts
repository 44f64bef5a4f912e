import type { Command } from 'commander';
import { TEXT_LENGTH } from '../../domain/textLengths.ts';
import type { AdminClient, Json } from '../admin/adminClient.ts';

export interface ErasureOptions {
  readonly by: string;
  readonly json?: true;
}

interface MissingPortraits {
  readonly count: number;
  readonly descriptor_ids: readonly string[];
}

export function addErasureOptions(command: Command): Command {
  return command
    .option('--by <name>', 'who asked for it, for the receipt', `${process.env.USER ?? 'someone'} on the command line`)
    .option('--json', 'print the receipt as JSON, to keep as proof');
}

/** Erases what the path names and prints the receipt. */
export async function erase(admin: AdminClient, path: string, { by, json }: ErasureOptions): Promise<void> {
  const receipt = await admin.call(
    'DELETE',
    `${path}?${new URLSearchParams({ requested_by: by.slice(0, TEXT_LENGTH.data) })}`,
  );
  if (json) {
    console.log(JSON.stringify(receipt));
    return;
  }
  const counts = Object.entries(receipt.erased as Json)
    .filter(([, count]) => count !== 0)
    .map(([what, count]) => `${String(count)} ${what}`);
  console.log(`erased: ${counts.join(', ')} (receipt ${String(receipt.erasure_id)})`);
  const { count: missing, descriptor_ids: ids } = receipt.missing_portraits as MissingPortraits;
  if (missing !== 0) {
    const all = ids.length < missing ? `, the first ${ids.length}` : '';
    console.log(`${missing} portraits were missing: they were gone before, or are elsewhere. Descriptors${all}:`);
    for (const id of ids) console.log(`  ${id}`);
  }
  if (receipt.pending_portraits !== 0) {
    console.log(`${String(receipt.pending_portraits)} portraits could not be deleted yet: see the log`);
  }
}
