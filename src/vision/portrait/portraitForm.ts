/** Pixels of a portrait's larger side (contract 20). */
export const PORTRAIT_SIDE = 250;

/** Of portraits and thumbnails. High, since clients search by portraits, too (`warped_image`), and their pixels are few. */
export const PORTRAIT_JPEG = { quality: 90 } as const;
