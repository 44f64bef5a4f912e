import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { settingsSchema } from '../settings/schema.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Members of Node's network modules that open no connection and look up no name. */
const HARMLESS = new Set([
  'BlockList',
  'METHODS',
  'STATUS_CODES',
  'constants',
  'createServer',
  'isIP',
  'isIPv4',
  'isIPv6',
  'Agent',
  'createSecureContext',
]);
/** Packages that connect to what they are told. */
const CONNECTING = /^(pg|oracledb|pacote|undici|node-fetch|axios|got|ws|@opentelemetry\/exporter-trace-otlp-http)$/;

/** Its script runs in a reader's browser. */
const FOR_BROWSERS = 'src/api/pages/docsPage.ts';

function sourceFiles(): readonly string[] {
  return readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.endsWith('.d.ts'))
    .map((name) => join('src', name))
    .filter((name) => name !== FOR_BROWSERS);
}

/** Values, not types, that are imported from a module. */
function importedValues(clause: string): readonly string[] {
  if (clause.startsWith('type ')) return [];
  const [, named] = /\{([^}]*)\}/.exec(clause) ?? [];
  const names = (named ?? '').split(',').map((name) => name.trim().split(' as ')[0] ?? '');
  const whole = clause.replace(/\{[^}]*\}/, '').replace(/[\s,]/g, '');
  return [...names, whole].filter((name) => name !== '' && !name.startsWith('type '));
}

function opensConnections(text: string): boolean {
  const code = text.replace(/\/\*.*?\*\/|^\s*\/\/[^\n]*$/gms, '');
  if (/\bfetch\(|\bnew (WebSocket|EventSource)\(/.test(code)) return true;
  if ([...code.matchAll(/import\('([^']+)'\)/g)].some(([, name = '']) => CONNECTING.test(name))) return true;
  return [...code.matchAll(/^import ([^;]*?) from '([^']+)'/gm)].some(([, clause = '', name = '']) => {
    const values = importedValues(clause);
    if (CONNECTING.test(name)) return values.length > 0;
    if (!/^node:(net|tls|dgram|http|https|http2|dns|dns\/promises)$/.test(name)) return false;
    // A socket that is only asked what it is opens nothing.
    return values.some((value) => !HARMLESS.has(value) && !(value === 'Socket' && !/new Socket\(/.test(code)));
  });
}

const [, section = ''] =
  /## Connections that the service makes\n(.*?)\n## /s.exec(readFileSync(join(ROOT, 'SECURITY.md'), 'utf8')) ?? [];

describe('SECURITY.md', () => {
  it('names each file that can open a connection or look up a name, and no other', () => {
    const opening = sourceFiles().filter((name) => opensConnections(readFileSync(join(ROOT, name), 'utf8')));
    const listed = new Set([...section.matchAll(/\]\((src\/[^)]+)\)/g)].map(([, name]) => name));
    expect([...listed].sort()).toEqual(opening.sort());
  });

  it('names settings that exist', () => {
    const rows = section.split('\n').filter((line) => line.startsWith('| '));
    const named = rows.flatMap((row) =>
      [...(row.split('|')[3] ?? '').matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name),
    );
    expect(named.length).toBeGreaterThan(5);
    expect(Object.keys(settingsSchema.properties)).toEqual(expect.arrayContaining(named));
  });
});

describe('the telemetry of onnxruntime', () => {
  it('is off before the library is loaded, wherever it is', () => {
    const loading = sourceFiles().filter((name) =>
      /from 'onnxruntime-node'/.test(readFileSync(join(ROOT, name), 'utf8')),
    );
    expect(loading).toEqual(['src/vision/runtime/net.ts']);
    for (const name of ['src/vision/runtime/net.ts', 'src/vision/engine.ts', 'src/main.ts']) {
      const [first] = readFileSync(join(ROOT, name), 'utf8').match(/^import .*$/m) ?? [];
      expect(first, name).toMatch(/^import '.*\/telemetryOff\.ts';$/);
    }
  });
});
