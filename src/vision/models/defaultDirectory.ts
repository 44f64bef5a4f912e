import { fileURLToPath } from 'node:url';

/** Where models are kept unless MODELS_DIR says otherwise: `.cache/models` in this package, for sources and builds. */
export const DEFAULT_MODELS_DIR = fileURLToPath(new URL('../../../.cache/models', import.meta.url));
