/**
 * Longest texts that clients may store, in characters (code points), as in the original's database (contract 00 §11). The
 * columns have these lengths, too: to change one takes a migration.
 */
export const TEXT_LENGTH = {
  /** `user_data`, `list_data`, `token_data`, `organization_name`, and the notes of administrators. */
  data: 128,
  externalId: 36,
  /** The name of the model that made a descriptor; also in files of descriptors. */
  modelId: 64,
} as const;
