import { fileURLToPath } from 'node:url';

/** `NODE_OPTIONS` of servers that hash passwords at once. */
export const QUICK_PASSWORDS = `--require=${JSON.stringify(fileURLToPath(new URL('quickPasswords.cjs', import.meta.url)))}`;
