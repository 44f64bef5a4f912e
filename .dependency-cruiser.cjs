/**
 * The house (ARCHITECTURE.md): a room imports from the rooms listed for it and from nowhere else.
 * `domain` is the shared vocabulary at the bottom: ids, times, typed errors.
 */
const rooms = {
  domain: [],
  threads: ['domain'],
  store: ['threads', 'domain'],
  portraits: ['store', 'domain'],
  gallery: ['store', 'threads', 'domain'],
  vision: ['threads', 'domain'],
  core: ['vision', 'gallery', 'store', 'portraits', 'threads', 'domain'],
  http: ['domain'],
  api: ['core', 'http', 'domain'],
  admin: ['core', 'http', 'domain'],
  events: ['domain'],
  settings: [],
};

const forbidden = Object.entries(rooms).map(([room, allowed]) => ({
  name: `${room}-imports`,
  comment: `src/${room} may import ${allowed.length ? allowed.join(', ') : 'no other room'}`,
  severity: 'error',
  from: { path: `^src/${room}/`, pathNot: '\\.test\\.ts$' },
  to: { path: '^src/', pathNot: `^src/(${[room, ...allowed].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...forbidden,
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'one-composition-root',
      comment: 'only the command line starts the app',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli/|main\\.ts|app.*\\.ts)' },
      to: { path: '^src/(app|cli/)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types'] },
  },
};
