import type { FastifyInstance } from 'fastify';

export interface EarlyErrors {
  /** There is no such page. */
  readonly notFound: () => Error;
  /** An `Expect` with an unknown value. */
  readonly expectation: () => Error;
}

/** What can be refused without its body is refused before the body is read, and before `100 Continue` is sent. */
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
