import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { requestFacts } from '../../core/audit/auditFacts.ts';
import type { Audited } from '../../core/audit/entryText.ts';
import { fingerprint } from '../../http/tokenFingerprint.ts';
import type { TouchedObjects } from '../../http/touchedObjects.ts';
import type { Operation } from '../operations/operation.ts';

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

/** Records each request to an operation when it was answered. */
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
    // Not pages and probes.
    if (operation) audit(auditedRequest(request, reply, operation, biometricOf(operation), model));
    done();
  });
}

/** @param biometric which use of faces it is, if it is one */
function auditedRequest(
  request: FastifyRequest,
  reply: FastifyReply,
  operation: Operation,
  biometric: string | undefined,
  model: AuditedModel,
): Audited {
  const { account, sentToken } = request.admission?.identity ?? {};
  const { named } = request.touched;
  const facts = [...requestFacts(request.id, request.clientAddress)];
  if (account) facts.push('account', account.accountId);
  if (sentToken) facts.push('token', fingerprint(sentToken));
  if (biometric) facts.push('model', model.modelId);
  return {
    action: biometric === 'enrol' && storedNothing(reply, named) ? 'estimate' : (biometric ?? actionOf(operation)),
    operation: operation.operationId,
    status: reply.statusCode,
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
