import { type Outcome, run } from '../../../test/integration/support/commandLine.ts';

/** Runs a command that ends with a summary in JSON. @throws with what it said when it has none */
export async function summaryOf(
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
  // biome-ignore lint/suspicious/noExplicitAny: summaries are what the benches look into
): Promise<any> {
  return readSummary(await run([...args, '--json'], settings));
}

// biome-ignore lint/suspicious/noExplicitAny: as above
export function readSummary({ stdout, stderr, code }: Outcome): any {
  if (stdout === '') throw new Error(`ended with ${code}: ${stderr}`);
  return { ...JSON.parse(stdout), code };
}
