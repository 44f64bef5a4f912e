import { fileURLToPath } from 'node:url';
import type { Options } from 'pacote';

/**
 * The registry, mirror, proxy, certificates, tokens and retries that npm itself would use in `cwd`: from
 * `npm_config_*` variables and from the project's, the user's and the global `.npmrc`.
 */
export async function npmOptions(cwd: string, env: NodeJS.ProcessEnv): Promise<Options> {
  const [{ default: Config }, { default: npmDefinitions }] = await Promise.all([
    import('@npmcli/config'),
    import('@npmcli/config/lib/definitions/index.js'),
  ]);
  const config = new Config({
    ...npmDefinitions,
    // npm looks here for a built-in npmrc; this package has none.
    npmPath: fileURLToPath(new URL('.', import.meta.url)),
    argv: [],
    cwd,
    env: { ...env }, // a copy: loading writes defaults into it
  });
  await config.load();
  const options: Options = { ...config.flat };
  // npm's default waits 10 s before it tries again, too long for a server that is starting; a user's own setting wins.
  if (config.isDefault('fetch-retry-mintimeout')) options.retry = { ...config.flat.retry, minTimeout: 1000 };
  // npm's cache would keep all 200 MB for good beside the 40 MB that are wanted.
  delete options.cache;
  return options;
}
