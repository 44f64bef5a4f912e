import type { DocumentedPage } from './documented.ts';

/** What the document says of the resources without a version in their path. */
export const SERVICE_PAGES: readonly DocumentedPage[] = [
  {
    path: '/version',
    operationId: 'getVersions',
    summary: 'Versions',
    description:
      'Versions of the service and of the API, in the members that clients of the original expect. Open to everyone.',
    errors: ['unknown'],
    // The members that both modes have.
    example: { answer: { Version: { luna_api: { api: 4, major: 0, minor: 1, patch: 0 } } } },
  },
  {
    path: '/healthcheck',
    operationId: 'checkHealth',
    summary: 'Whether the service and what it depends on answer',
    description:
      'Asks the database, and with `include_luna_services=1` everything else that requests depend on. When a part fails, the answer is 502 and names each part with its error. Open to everyone.',
    errors: ['badParameter', 'unhealthy', 'unknown'],
    example: { query: { include_luna_services: 1 }, answer: { execution_time: 0.004 } },
  },
  {
    path: '/livez',
    operationId: 'getAlive',
    summary: 'Whether the process runs',
    description:
      'A probe for orchestrators: 503 when only a restart helps. A database that is out of reach is no reason.',
    errors: ['unavailable'],
    example: { answer: { alive: true } },
  },
  {
    path: '/readyz',
    operationId: 'getReadiness',
    summary: 'Whether requests can be served',
    description: 'A probe for load balancers: 503 while the database is out of reach, and while the service closes.',
    errors: ['unavailable'],
    example: { answer: { ready: true } },
  },
  {
    path: '/config',
    operationId: 'getConfig',
    summary: 'Settings in force',
    description:
      'Every setting by its name, with the value in force; secrets are hidden. Needs `ADMIN_KEY` as a bearer token.',
    errors: ['noCredentials', 'accountNotFound', 'unknown'],
    // Some of them.
    example: {
      answer: { HOST: '127.0.0.1', PORT: 5140, COMPATIBILITY: 'backport3', LOG_LEVEL: 'info', ADMIN_KEY: '(hidden)' },
    },
  },
  {
    path: '/4/login',
    operationId: 'getSession',
    method: 'get',
    summary: 'Account id of the session',
    description: 'The id of the account whose credentials the cookie or the header holds. In the mode lp3 only.',
    errors: ['noCredentials', 'accountNotFound', 'accountSuspended', 'tooManyLogins', 'unknown', 'unavailable'],
    example: {},
  },
  {
    path: '/4/login',
    operationId: 'openSession',
    method: 'post',
    summary: 'Open a session',
    description: 'Keeps the credentials of the header in a cookie that no script reads. In the mode lp3 only.',
    errors: ['noCredentials', 'accountNotFound', 'accountSuspended', 'tooManyLogins', 'unknown', 'unavailable'],
    example: {},
  },
  {
    path: '/4/login',
    operationId: 'closeSession',
    method: 'delete',
    summary: 'End the session',
    description: 'Removes the cookie, also when its credentials are refused. In the mode lp3 only.',
    errors: ['noCredentials', 'accountNotFound', 'accountSuspended', 'tooManyLogins', 'unknown', 'unavailable'],
    example: {},
  },
];
