/** The account handlers (contract 60). */
export const HANDLER_KINDS = ['extractor', 'identify', 'verify'] as const;
export type HandlerKind = (typeof HANDLER_KINDS)[number];
