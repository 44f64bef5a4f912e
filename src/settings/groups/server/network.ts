import { MB, text, whole } from '../../settingKinds.ts';

export const network = {
  HOST: text({
    default: '127.0.0.1',
    description: 'Address to listen on. `0.0.0.0` or `::` opens the service to other machines.',
  }),
  PORT: whole(0, 65_535, { default: 5140, description: 'Port to listen on; 0 takes a free one.' }),
  TRUSTED_PROXIES: text({
    default: '',
    minLength: 0,
    allowed: 'addresses or networks, separated by commas, 1..1024 characters',
    computedDefault: 'none: the peer of the connection is the client',
    description:
      'Addresses and networks of proxies, separated by commas: `10.0.0.0/8, fd00::1`. The log and the limit of logins take the client’s address from what these proxies write into `X-Forwarded-For` or `Forwarded`. Have them remove the header that they do not write.',
  }),
  CORS_ORIGIN: text({
    default: '*',
    description:
      'Value of `Access-Control-Allow-Origin` in every answer. With several, separated by commas, the answer carries the one that the request names.',
  }),
  CORS_ALLOW_HEADERS: text({
    default: '',
    minLength: 0,
    computedDefault: 'none',
    description:
      'Request headers, separated by commas, that a browser may send to the API in addition to those that it reads.',
  }),
  CORS_MAX_AGE_SECONDS: whole(0, 86_400, {
    default: 600,
    description: 'How long a browser may remember the answer to OPTIONS.',
  }),
  BODY_LIMIT: whole(1024, 1024 * MB, {
    default: 64 * MB,
    kind: 'bytes',
    description: 'Largest body with an image; the default holds an incompressible RGB PNG of 4096×4096.',
  }),
  JSON_BODY_LIMIT: whole(1024, 64 * MB, {
    default: MB,
    kind: 'bytes',
    description:
      'Largest JSON body. It is parsed on the thread that answers requests; a malicious one takes up to 0.2 s a megabyte.',
  }),
  BODY_MEMORY_LIMIT: whole(MB, 1024 * 1024 * MB, {
    default: 512 * MB,
    kind: 'bytes',
    computedDefault:
      "an eighth of the machine's or the container's memory, from 128 to 512 MB; more where `BODY_LIMIT` needs it",
    description:
      'Memory that all request bodies may take together, from before they are read until their requests are done. A body without room gets 503 with `Retry-After`. An eighth is reserved for bodies below 1 MB. Memory that large bodies have filled stays with the process for the next ones.',
  }),
  HEADER_LIMIT: whole(8 * 1024, 16 * MB, {
    default: 64 * 1024,
    kind: 'bytes',
    description:
      'Longest URL with all headers of a request: the default holds 1700 ids in `person_ids`, `4MB` holds 100 000. Longer requests get 431.',
  }),
  REQUEST_TIMEOUT_SECONDS: whole(1, 3600, {
    default: 60,
    description: 'A request that has not fully arrived after this time is cut off.',
  }),
  SLOW_BODY_SECONDS: whole(1, 3600, {
    default: 5,
    description:
      'A body that for this long has been too slow to arrive within `REQUEST_TIMEOUT_SECONDS` gets 408 as soon as another body needs its memory (`BODY_MEMORY_LIMIT`).',
  }),
  SEND_TIMEOUT_SECONDS: whole(1, 3600, {
    default: 60,
    description: 'A client that takes less than 64 kB of a download in this time is cut off.',
  }),
  KEEP_ALIVE_SECONDS: whole(1, 3600, {
    default: 72,
    description: 'How long an idle connection stays open. Keep it above the idle time-out of a load balancer in front.',
  }),
  CLOSE_DELAY_SECONDS: whole(0, 600, {
    default: 0,
    description:
      'How long the service goes on serving after SIGTERM or SIGINT, while `/readyz` answers 503, so that a load balancer can switch to other nodes.',
  }),
  CLOSE_TIMEOUT_SECONDS: whole(1, 600, {
    default: 10,
    description: 'How long requests in flight may take to finish when the service closes.',
  }),
};
