import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Modules that a start on the embedded database with weights in place does without; `detect-libc` is loaded by sharp. */
const LATE =
  /node_modules\/(@fastify\/(swagger-ui|static|send)|glob|pacote|sigstore|@npmcli\/config|pg|oracledb|detect-libc|yaml|pino-pretty|cli-progress|onnx-proto|@opentelemetry\/(?!api\/)[^/]+)\//;

it('a start loads no registry client, no client of another database, no converter of nets, and no part of other commands', () => {
  const script = `await import('./src/app/app.ts'); await import('./src/cli/commandLine.ts');
    const { createRequire } = await import('node:module');
    console.log(JSON.stringify(Object.keys(createRequire(import.meta.url).cache)));`;
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', script],
    { cwd: ROOT, encoding: 'utf8' },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const loaded: readonly string[] = JSON.parse(stdout);
  expect(loaded.some((file) => file.includes('node_modules/fastify/'))).toBe(true);
  expect(loaded.filter((file) => LATE.test(file)).slice(0, 5)).toEqual([]);
});
