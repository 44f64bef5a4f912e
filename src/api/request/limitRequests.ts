import type { FastifyRequest } from 'fastify';
import type { Identity } from '../../core/logins/authentication.ts';
import type { LimitedBy } from '../../domain/tooManyRequests.ts';
import { networkOf } from './networkOf.ts';

/** How much clients may ask. */
export interface RequestLimits {
  /** @throws Unavailable while the process is under pressure */
  requireCalm(): void;
  /**
   * Counts a request.
   * @param address where it comes from; some are exempt
   * @throws TooManyRequests
   */
  take(by: LimitedBy, key: string, address: string): void;
}

/** Before anything costly is done for a request. Probes, metrics and pages are always answered. */
export function limitAddress({ route, clientAddress }: FastifyRequest, limits: RequestLimits): void {
  const { operation, challenge, url } = route;
  if (!operation && challenge === undefined && url !== undefined) return;
  limits.take('address', networkOf(clientAddress), clientAddress);
  limits.requireCalm();
}

/** When it is known who sends it. */
export function limitIdentity(identity: Identity, address: string, limits: RequestLimits): void {
  if (identity.publicTokenId !== undefined) limits.take('token', identity.publicTokenId, address);
  limits.take('account', identity.account.accountId, address);
}
