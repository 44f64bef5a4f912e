/** What the process tells its caller. Documented in README.md; scripts rely on the numbers. */
export const EXIT = {
  ok: 0,
  /** Anything without a number of its own. */
  failure: 1,
  /** Bad arguments or bad settings: the message names each one. */
  usage: 2,
  /** The data directory is in use by another process, or not writable. */
  dataDirectory: 3,
  /** Model weights are missing or damaged and could not be fetched. */
  models: 4,
  /** The address or port cannot be listened on. */
  address: 5,
  /** The database is out of reach, refuses the login, or was made by a newer version. */
  database: 6,
  /** Done, but not everything was taken, or what was compared differs: a report names each thing. */
  incomplete: 7,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
