import type { Clock } from '../../domain/time.ts';
import type { AccountPortraits } from '../../portraits/accountPortraits.ts';
import type { Store } from '../../store/store.ts';
import type { TokenStorage } from '../accounts/tokenValue.ts';
import type { Authentication } from '../logins/authentication.ts';
import { type AccountIntake, createAccountIntake } from './accountIntake.ts';
import { createDescriptorIntake, type DescriptorIntake } from './descriptorIntake.ts';
import { createHandlerIntake, type HandlerIntake } from './handlerIntake.ts';
import { createPersonIntake, type PersonIntake } from './personIntake.ts';

/** The way in for what another installation holds: it keeps the ids (ADR 18). */
export interface Intake extends AccountIntake {
  readonly descriptors: DescriptorIntake;
  readonly persons: PersonIntake;
  readonly handlers: HandlerIntake;
}

export function createIntake(parts: {
  readonly store: Store;
  readonly authentication: Authentication;
  readonly clock: Clock;
  readonly storage: TokenStorage;
  /** Undefined when portraits are switched off. */
  readonly portraits: AccountPortraits | undefined;
}): Intake {
  return {
    ...createAccountIntake(parts),
    descriptors: createDescriptorIntake(parts),
    persons: createPersonIntake(parts),
    handlers: createHandlerIntake(parts),
  };
}
