import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ACCOUNT_FACT, type Audited } from '../../core/audit/audited.ts';
import type { TouchedObjects } from '../../http/touchedObjects.ts';
import type { Operation } from '../operations/operation.ts';
import { shownToken } from './shownToken.ts';

/** What a search or a comparison was made with. */
export interface AuditedModel {
  readonly modelId: string;
}

/** Takes entries of the audit log; never waits, never throws. */
export type AuditSink = (audited: Audited) => void;

const BIOMETRIC: readonly (readonly [RegExp, string])[] = [
  [/verify/i, 'verify'],
  [/identify/i, 'identify'],
  [/search|match/i, 'search'],
  [/createDescriptors|extractFaces|extractor|enrolPerson|addPhoto/i, 'enrol'],
  [/liveness/i, 'liveness'],
];

/** Records each request to an operation when it was answered; not pages and probes. */
export function recordRequests(app: FastifyInstance, audit: AuditSink, model: AuditedModel): void {
  /** By operation: there are some hundred, and each is looked at once. */
  const biometric = new Map<Operation, string | undefined>();
  const biometricOf = (operation: Operation) => {
    if (!biometric.has(operation))
      biometric.set(operation, BIOMETRIC.find(([name]) => name.test(operation.operationId))?.[1]);
    return biometric.get(operation);
  };
  app.addHook('onResponse', (request, reply, done) => {
    const { operation } = request.routeOptions.config;
    if (operation) {
      const use = biometricOf(operation);
      const facts = ['address', request.clientAddress];
      const identity = request.admission?.identity;
      if (identity) facts.push(ACCOUNT_FACT, identity.account.accountId);
      const token = shownToken(identity);
      if (token !== undefined) facts.push('token', token);
      if (use) facts.push('model', model.modelId);
      audit(auditedRequest(request, reply, operation, use, facts));
    }
    done();
  });
}

/** @param biometric which use of faces it is, if it is one */
function auditedRequest(
  { id, touched: { named } }: FastifyRequest,
  reply: FastifyReply,
  operation: Operation,
  biometric: string | undefined,
  facts: Audited['facts'],
): Audited {
  return {
    action: biometric === 'enrol' && storedNothing(reply, named) ? 'estimate' : (biometric ?? actionOf(operation)),
    operation: operation.operationId,
    status: reply.statusCode,
    request: id,
    facts,
    objects: named,
  };
}

/** A photo was looked at, and its faces got no ids. */
function storedNothing({ statusCode }: FastifyReply, named: TouchedObjects['named']): boolean {
  return statusCode < 300 && !named.some(([name]) => name === 'id');
}

function actionOf({ method }: Operation): string {
  return method === 'GET' ? 'read' : 'change';
}
