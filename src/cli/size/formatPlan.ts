import type { Plan, Wanted } from './planSize.ts';

const GB = 1024 ** 3;
const MB = 1024 ** 2;

/** The plan as lines for a terminal: what to buy, then what to set. */
export function formatPlan(wanted: Wanted, plan: Plan): string {
  const { cores, postgres } = plan;
  const rows: [string, string][] = [
    ['faces', `${plan.faces.toLocaleString('en')}, of ${wanted.persons.toLocaleString('en')} persons`],
    [
      'cores at the peak',
      `${one(cores.photos)} for photos, ${one(cores.searches)} for searches, ${one(cores.requests)} for the rest`,
    ],
    ['nodes', nodesText(wanted, plan)],
    ['memory of a node', `${size(plan.nodeMemory)} or more`],
    [
      'one search',
      `${one(plan.searchMs)} ms over ${wanted.listFaces.toLocaleString('en')} faces on an idle node, beside HTTP`,
    ],
    [
      'database',
      `${size(plan.databaseBytes)} on disk, ${plan.database === 'embedded' ? 'embedded' : 'a Postgres server'}`,
    ],
    ['portraits', plan.portraitBytes === 0 ? 'none' : `${size(plan.portraitBytes)}`],
  ];
  const settings: [string, string][] = [['GALLERY_MEMORY_LIMIT', `${Math.round(plan.galleryMemory / MB)}MB`]];
  const lines = [table(rows), '', 'Settings of each node:', table(settings)];
  if (plan.database === 'postgres') {
    const server: [string, string][] = [
      ['max_connections', String(postgres.maxConnections)],
      ['shared_buffers', `${postgres.sharedBuffers / MB}MB`],
      ['effective_cache_size', `${postgres.effectiveCacheSize / MB}MB`],
      ['max_wal_size', `${postgres.maxWalSize / MB}MB`],
    ];
    lines.push('', 'Settings of Postgres:', table(server));
  }
  lines.push(
    '',
    'Estimated from figures of docs/benchmarks.md. Measure your own machine with `npm run bench:gallery` and',
    '`npm run bench:vision`, and give its rates with --comparisons-per-core and --photos-per-core.',
  );
  return lines.join('\n');
}

function nodesText({ coresPerNode }: Wanted, { nodes, database }: Plan): string {
  const each = `of ${coresPerNode} core${coresPerNode === 1 ? '' : 's'}`;
  if (database === 'embedded') return `1 ${each}; a second one needs Postgres`;
  return `${nodes} ${each}, one of them to spare`;
}

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`).join('\n');
}

const one = (value: number) => (value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en'));

function size(bytes: number): string {
  return bytes >= GB ? `${(bytes / GB).toFixed(1)} GB` : `${Math.ceil(bytes / MB)} MB`;
}
