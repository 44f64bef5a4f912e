import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { requestFacts } from '../../core/audit/auditFacts.ts';
import type { Audited } from '../../core/audit/auditWriter.ts';
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
  app.addHook('onResponse', (request, reply, done) => {
    const audited = auditedRequest(request, reply, model);
    if (audited) audit(audited);
    done();
  });
}

/** Undefined for pages and probes. */
function auditedRequest(request: FastifyRequest, reply: FastifyReply, model: AuditedModel): Audited | undefined {
  const { operation } = request.routeOptions.config;
  if (!operation) return undefined;
  const { account, sentToken } = request.admission?.identity ?? {};
  const biometric = BIOMETRIC.find(([name]) => name.test(operation.operationId))?.[1];
  const { named } = request.touched;
  return {
    action: biometric === 'enrol' && storedNothing(reply, named) ? 'estimate' : (biometric ?? actionOf(operation)),
    operation: operation.operationId,
    status: reply.statusCode,
    facts: [
      ...requestFacts(request.id, request.clientAddress),
      ...(account ? ([['account', account.accountId]] as const) : []),
      ...(sentToken ? ([['token', fingerprint(sentToken)]] as const) : []),
      ...(biometric ? ([['model', model.modelId]] as const) : []),
      ...named,
    ],
  };
}

/** A photo was looked at, and its faces got no ids. */
function storedNothing({ statusCode }: FastifyReply, named: TouchedObjects['named']): boolean {
  return statusCode < 300 && !named.some(([name]) => name === 'id');
}

function actionOf({ method }: Operation): string {
  return method === 'GET' ? 'read' : 'change';
}
