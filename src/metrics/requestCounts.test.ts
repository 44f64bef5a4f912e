import { Counter, Histogram, Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { type CountedRequest, countRequests } from './requestCounts.ts';

const SECONDS = [0, 0.001, 0.0011, 0.2, 30, 31];

const requests: readonly CountedRequest[] = ['GET:/a', 'POST:/b"\\'].flatMap((path) =>
  SECONDS.flatMap((seconds) => [
    { path, seconds, status: 200, errorCode: undefined },
    { path, seconds, status: 404, errorCode: 22007 },
  ]),
);

/** The same by prom-client's own classes. */
function itsOwn(registry: Registry): (request: CountedRequest) => void {
  const registers = [registry];
  const about = (name: string) => ({ name, help: 'help', registers });
  const count = new Counter({ ...about('request_count_total'), labelNames: ['path', 'status_code'] });
  const errors = ['errors_count_total', 'request_errors_total'].map(
    (name) => new Counter({ ...about(name), labelNames: ['path', 'error_code'] }),
  );
  const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
  const seconds = new Histogram({ ...about('luna_request_seconds'), labelNames: ['path'], buckets });
  return ({ path, status, errorCode, seconds: taken }) => {
    count.inc({ path, status_code: status });
    if (errorCode !== undefined) for (const each of errors) each.inc({ path, error_code: errorCode });
    seconds.observe({ path }, taken);
  };
}

async function pageOf(open: (registry: Registry) => (request: CountedRequest) => void): Promise<string[]> {
  const registry = new Registry();
  registry.setDefaultLabels({ site: 'north' });
  const count = open(registry);
  for (const request of requests) count(request);
  // Asked for twice: nothing is counted twice.
  await registry.metrics();
  const page = await registry.metrics();
  return page.split('\n').map((line) => line.replace(/^# HELP (\w+).*/, '# HELP $1'));
}

test('a page is the one that prom-client makes of the same requests', async () => {
  const page = await pageOf(countRequests);
  expect(page).toEqual(await pageOf(itsOwn));
  expect(page.length).toBeGreaterThan(40);
});
