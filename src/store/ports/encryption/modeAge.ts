/** How long a node may not know that new blobs are to be sealed, or no more; a run over what is there begins after that time. */
export const MODE_AGE_MS = 5000;
