/** Stands where thumbnails have their side: of a row, and of what a sealed image is bound to. */
export const WHOLE_IMAGE = 0;
