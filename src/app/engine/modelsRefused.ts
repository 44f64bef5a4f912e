/** The policy does not allow a net that is in use. */
export class ModelsRefused extends Error {
  override readonly name = 'ModelsRefused';
}
