import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Audited } from '../../core/audit/audited.ts';
import type { ClientAddress } from '../../http/clientAddress.ts';
import { TouchedObjects } from '../../http/touchedObjects.ts';

const ACCOUNT = '/accounts/:account_id';
const PERSON = `${ACCOUNT}/persons/:person_id`;

/**
 * An entry of the audit log for a request of the administrator. That of an erasure does not name whom it erased: the receipt does,
 * and whoever keeps it.
 */
export function auditAdminRequest(request: FastifyRequest, reply: FastifyReply, address: ClientAddress): Audited {
  const { method, routeOptions, params, body } = request;
  const { url = 'no page' } = routeOptions;
  const isErasure = method === 'DELETE' && (url === ACCOUNT || url === PERSON);
  const touched = new TouchedObjects();
  if (!isErasure) touched.add(params);
  touched.add(body);
  return {
    action: isErasure ? 'erase' : 'admin',
    operation: `${method} ${url}`.slice(0, 64),
    status: reply.statusCode,
    request: request.id,
    facts: ['address', address(request.raw)],
    objects: touched.named,
  };
}
