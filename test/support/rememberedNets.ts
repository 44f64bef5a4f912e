import { fileURLToPath } from 'node:url';

/** `NODE_OPTIONS` of servers that compute no photo twice. */
export const REMEMBERED_NETS = `--require=${JSON.stringify(fileURLToPath(new URL('rememberedNets.cjs', import.meta.url)))}`;
