/**
 * Numbers that the service decides: the console's own copies, since it imports nothing of the service. Those of settings are their
 * defaults. `scripts/copiedNumbers.test.ts` compares each with its original.
 */

/** Characters of texts and passwords, so that nothing is sent that the service refuses. */
export const LONGEST_DATA = 128;
export const LONGEST_EXTERNAL_ID = 36;
export const PASSWORD_LENGTH = { least: 8, most: 32 } as const;

/** Bytes of a body; a larger one is cut off by the service, and the browser could only say that the connection broke. */
export const LARGEST_BODY = 64 * 2 ** 20;

/** From this similarity on two faces count as one person (docs/accuracy.md). */
export const SAME_PERSON = 0.9;
/** From this probability on a face counts as alive. */
export const ALIVE = 0.6;

/** Sides of portraits that are asked for, pixels: a thumbnail, since a screen may have two pixels for one, and the portrait itself. */
export const PORTRAIT_SIDE = { small: 160, large: 250 } as const;

/** Objects of one page, at most: of lists in either mode, and of faces of a group. */
export const LARGEST_PAGE = { lists: 100, facesOfGroup: 1000 } as const;

/** Candidates that a handler may ask for, at most. */
export const MOST_CANDIDATES = 1000;
