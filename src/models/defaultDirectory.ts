import { fileURLToPath } from 'node:url';

/** Where a checkout keeps models unless MODELS_DIR says otherwise. */
export const DEFAULT_MODELS_DIR = fileURLToPath(new URL('../../.cache/models', import.meta.url));
