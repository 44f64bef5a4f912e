const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

/**
 * The house (ARCHITECTURE.md): a room imports from the rooms listed for it and from nowhere else, and enters them only by
 * the doors that their README names.
 */
const rooms = {
  domain: [],
  settings: ['domain'],
  models: [],
  metrics: [],
  tracing: [],
  concurrency: ['domain'],
  failover: ['concurrency', 'domain'],
  vision: ['models', 'concurrency', 'domain'],
  evaluation: ['vision', 'domain'],
  descriptorFormat: ['vision', 'domain'],
  store: ['concurrency', 'domain'],
  sealing: ['store', 'concurrency', 'domain'],
  databases: ['store', 'failover', 'concurrency', 'domain'],
  portraits: ['store', 'concurrency', 'domain'],
  gallery: ['store', 'concurrency', 'domain'],
  events: ['concurrency', 'domain'],
  core: ['vision', 'descriptorFormat', 'gallery', 'store', 'portraits', 'concurrency', 'domain'],
  http: ['concurrency', 'domain'],
  api: ['core', 'http', 'concurrency', 'domain'],
  admin: ['core', 'http', 'concurrency', 'domain'],
};
/** These put the others together: the app all of them, the command line the app as well. */
const everyRoom = Object.keys(rooms);
const all = { ...rooms, app: everyRoom, cli: [...everyRoom, 'app'] };

const folders = readdirSync(join(__dirname, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
const unlisted = folders.map((folder) => folder.name).filter((name) => !(name in all));
if (unlisted.length > 0) throw new Error(`rooms without a row in .dependency-cruiser.cjs: ${unlisted.join(', ')}`);

const SOURCE = { path: '^src/', pathNot: '\\.test\\.ts$' };

const imports = Object.entries(all).map(([room, allowed]) => ({
  name: `${room}-imports`,
  comment: `src/${room} may import ${allowed.length ? allowed.join(', ') : 'no other room'}`,
  severity: 'error',
  from: { ...SOURCE, path: `^src/${room}/` },
  to: { path: '^src/', pathNot: `^src/(${[room, ...allowed].join('|')})/` },
}));

/** Files that the room's README names in its paragraph of doors: `Doors: ` and names in backticks. */
function doorsOf(room) {
  const readme = readFileSync(join(__dirname, 'src', room, 'README.md'), 'utf8');
  const paragraph = readme.split('\n\n').find((each) => each.startsWith('Doors: '));
  if (!paragraph) throw new Error(`src/${room}/README.md names no doors`);
  return [...paragraph.matchAll(/`([^`]+\.ts)`/g)].map(([, file]) => file.replaceAll('.', '\\.').replace('*', '[^/]+'));
}

const doors = Object.keys(all).map((room) => ({
  name: `${room}-doors`,
  comment: `src/${room} is entered by the doors that its README names`,
  severity: 'error',
  from: { ...SOURCE, pathNot: ['\\.test\\.ts$', `^src/${room}/`] },
  to: { path: `^src/${room}/`, pathNot: `^src/${room}/(${doorsOf(room).join('|')})$` },
}));

module.exports = {
  forbidden: [
    ...imports,
    ...doors,
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'one-entry',
      comment: 'only main.ts lies in src itself; it starts the command line',
      severity: 'error',
      from: { path: '^src/[^/]+/' },
      to: { path: '^src/[^/]+$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types'] },
  },
};
