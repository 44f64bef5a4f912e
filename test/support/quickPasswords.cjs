/**
 * Preloaded into servers under test by `NODE_OPTIONS=--require`: the threads that hash passwords do it at once. It takes them a fifth
 * of a second of a processor else, for each of the thousands of accounts and logins of all tests. What it takes for good is in
 * unit tests, and servers that are installed as users install them keep it.
 */
const crypto = require('node:crypto');
const { isMainThread } = require('node:worker_threads');

const { scryptSync } = crypto;
// On the main thread scrypt makes keys of passphrases, not of passwords.
if (!isMainThread) {
  crypto.scryptSync = (password, salt, length) => scryptSync(password, salt, length, { N: 2, r: 1, p: 1 });
}
