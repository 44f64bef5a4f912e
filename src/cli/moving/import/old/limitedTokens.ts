import { isLimited, type TokenLimits } from '../../archive/tokenLimits.ts';
import type { Json } from '../../remote/outcome.ts';
import { Refused, type Sender } from '../../remote/patientSender.ts';
import { walk } from './walk.ts';

/** Beside the prefix of the contract. */
const TOKENS = '/../ext/1/tokens';

/** Ids of tokens with limits: only a service of our own has them, and knows the path. */
export async function limitedTokens(sender: Sender): Promise<ReadonlySet<string>> {
  try {
    const { items } = await walk(sender, TOKENS, ({ tokens, count }) => ({
      items: tokens as readonly Json[],
      count: Number(count),
    }));
    return new Set([...items].filter(([, token]) => isLimited(token as unknown as TokenLimits)).map(([id]) => id));
  } catch (error) {
    if (error instanceof Refused) return new Set();
    throw error;
  }
}
