import type { FastifyInstance } from 'fastify';

export interface EarlyErrors {
  /** There is no such page. */
  readonly notFound: () => Error;
  /** An `Expect` that nobody has heard of. */
  readonly expectation: () => Error;
}

/** What needs no body to be refused is refused before it is read, and before a client is told to send it. */
export function refuseBeforeBody(app: FastifyInstance, { notFound, expectation }: EarlyErrors): void {
  // Node itself would answer both, the second with an answer of its own.
  for (const event of ['checkContinue', 'checkExpectation'] as const) {
    app.server.on(event, (request, response) => app.server.emit('request', request, response));
  }
  app.addHook('onRequest', (request, _reply, done) => {
    const { expect } = request.headers;
    if (request.is404) done(notFound());
    else if (expect !== undefined && expect.toLowerCase() !== '100-continue') done(expectation());
    else done();
  });
}
