import { ACCOUNT_FACT, type Audited } from '../../../core/audit/audited.ts';
import type { TouchedObjects } from '../../../http/touchedObjects.ts';
import type { Operation } from '../../operations/operation.ts';
import type { Answered, AnswerWatcher } from './watchAnswers.ts';

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
export function recordRequests(audit: AuditSink, model: AuditedModel): AnswerWatcher {
  /** By operation: there are some hundred, and each is looked at once. */
  const biometric = new Map<Operation, string | undefined>();
  const biometricOf = (operation: Operation) => {
    if (!biometric.has(operation))
      biometric.set(operation, BIOMETRIC.find(([name]) => name.test(operation.operationId))?.[1]);
    return biometric.get(operation);
  };
  return (answered) => {
    const { request, accountId, token } = answered;
    const { operation } = request.route;
    if (!operation) return;
    const use = biometricOf(operation);
    const facts = ['address', request.clientAddress];
    if (accountId !== undefined) facts.push(ACCOUNT_FACT, accountId);
    if (token !== undefined) facts.push('token', token);
    if (use) facts.push('model', model.modelId);
    audit(auditedRequest(answered, operation, use, facts));
  };
}

/** @param biometric which use of faces it is, if it is one */
function auditedRequest(
  { request, status }: Answered,
  operation: Operation,
  biometric: string | undefined,
  facts: Audited['facts'],
): Audited {
  const { named } = request.touched;
  return {
    action: biometric === 'enrol' && storedNothing(status, named) ? 'estimate' : (biometric ?? actionOf(operation)),
    operation: operation.operationId,
    status,
    request: request.id,
    facts,
    objects: named,
  };
}

/** A photo was looked at, and its faces got no ids. */
function storedNothing(status: number, named: TouchedObjects['named']): boolean {
  return status < 300 && !named.some(([name]) => name === 'id');
}

function actionOf({ method }: Operation): string {
  return method === 'GET' ? 'read' : 'change';
}
