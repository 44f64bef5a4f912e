import { MB, text, whole } from '../settingKinds.ts';

export const network = {
  HOST: text({
    default: '127.0.0.1',
    description: 'Address to listen on. `0.0.0.0` or `::` opens the service to other machines.',
  }),
  PORT: whole(0, 65_535, { default: 5140, description: 'Port to listen on; 0 takes a free one.' }),
  TRUSTED_PROXIES: text({
    default: '',
    minLength: 0,
    allowed: 'addresses or networks, comma between, 1..1024 characters',
    computedDefault: 'none: the peer of the connection is the client',
    description:
      'Addresses and networks of proxies, comma between, `10.0.0.0/8, fd00::1`: what they write into `X-Forwarded-For` or `Forwarded` tells the client’s address to the log and to the limit of logins. Have them remove the one of the two that they do not write.',
  }),
  CORS_ORIGIN: text({
    default: '*',
    description:
      'Value of `Access-Control-Allow-Origin` in every answer. Of several, comma between, the one that the request names.',
  }),
  CORS_ALLOW_HEADERS: text({
    default: '',
    minLength: 0,
    computedDefault: 'none',
    description: 'Request headers, comma between, that a browser may send to the API beside those that it reads.',
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
      'Largest JSON body. It is parsed on the thread that answers requests: one whose author means harm takes up to 0.2 s a megabyte.',
  }),
  BODY_MEMORY_LIMIT: whole(MB, 1024 * 1024 * MB, {
    default: 512 * MB,
    kind: 'bytes',
    computedDefault:
      "an eighth of the machine's or the container's memory, from 128 to 512 MB; more where `BODY_LIMIT` needs it",
    description:
      'Memory that all bodies under way may take together, from before they are read until their requests are done. A body that finds no room is answered 503 with `Retry-After`. An eighth is kept for bodies below 1 MB. Memory that large bodies have filled stays with the process for the next ones.',
  }),
  HEADER_LIMIT: whole(8 * 1024, 16 * MB, {
    default: 64 * 1024,
    kind: 'bytes',
    description:
      'Longest URL with all headers of a request: the default holds 1700 ids in `person_ids`, `4MB` holds 100 000. More is answered 431.',
  }),
  REQUEST_TIMEOUT_SECONDS: whole(1, 3600, {
    default: 60,
    description: 'A request that has not arrived in full by then is cut off.',
  }),
  SLOW_BODY_SECONDS: whole(1, 3600, {
    default: 5,
    description:
      'A body that came so slowly for this long that it will not be whole within `REQUEST_TIMEOUT_SECONDS` is answered 408 as soon as another one lacks its memory (`BODY_MEMORY_LIMIT`).',
  }),
  SEND_TIMEOUT_SECONDS: whole(1, 3600, {
    default: 60,
    description: 'A client that takes less than 64 kB of a download in that time is cut off.',
  }),
  KEEP_ALIVE_SECONDS: whole(1, 3600, {
    default: 72,
    description: 'How long an idle connection stays open. Keep it above the idle time-out of a load balancer in front.',
  }),
  CLOSE_DELAY_SECONDS: whole(0, 600, {
    default: 0,
    description:
      'After SIGTERM or SIGINT, `/readyz` answers 503 and requests are still taken for this long, so that a load balancer can look elsewhere.',
  }),
  CLOSE_TIMEOUT_SECONDS: whole(1, 600, {
    default: 10,
    description: 'When the service closes, requests in flight have this long to finish.',
  }),
};
