/** Bounds of the administrator's API that the command line, its client, keeps to as well, or tells. Pages: `pages.ts`; texts: `textLengths.ts`. */
export const ADMIN_LIMIT = {
  /** Objects that one request of `import` or `export` brings or asks for. */
  movedAtOnce: 100,
  /** Pairs of one member of a crossmatch's first list. */
  pairs: 10_000,
  /** Sample searches of one list when embedders are compared. */
  samples: 1000,
  /** Faces a second of a change of embedders. */
  facesPerSecond: 10_000,
  /** Vectors and images a second that are sealed; and where the request does not say. */
  sealedPerSecond: { most: 1_000_000, byDefault: 500 },
  /** Days that a rule or a setting may keep something: a century. */
  keptDays: 36_500,
  /** Hours for which garbage may be kept: ten years. */
  garbageHours: 87_600,
  /** Hours that an invitation is valid: a year. */
  invitationHours: 8760,
} as const;
