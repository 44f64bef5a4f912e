/** Missing in the types of @npmcli/config: npm's own table of settings. */
declare module '@npmcli/config/lib/definitions/index.js' {
  import type Config from '@npmcli/config';

  const definitions: Pick<Config.Options, 'definitions' | 'shorthands' | 'flatten'>;
  export default definitions;
}
