import { openInstallation } from './installation.ts';

/** Seals an installation a few rows a second, and says so, until it is ended. */
const [options = '{}'] = process.argv.slice(2);
const { encryption } = await openInstallation(JSON.parse(options));
await encryption.change('sealed', { perSecond: 100, rewrite: false }, new AbortController().signal, ({ changed }) =>
  console.log(`changed ${changed}`),
);
console.log('done');
