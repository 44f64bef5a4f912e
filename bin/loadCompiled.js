// Runs a bundle of dist. V8 keeps what it compiles of a file only when told to: scripts/compileAhead.js did that for the version of
// Node.js that built this. Under another one, or other flags of V8, the bundle is compiled anew.
const { existsSync, readFileSync } = require('node:fs');
const Module = require('node:module');
const { dirname, join } = require('node:path');
const { cachedDataVersionTag } = require('node:v8');
const { Script } = require('node:vm');

/** Where that is kept for this process; the name says for whom it is valid. */
function compiledPath(/** @type {string} */ file) {
  return join(dirname(file), 'compiled', `${process.version}-${process.arch}-${cachedDataVersionTag()}.bin`);
}

/** The bundle as a script, not run yet. Its text has ASCII characters only. */
function scriptOf(/** @type {string} */ file, /** @type {Buffer | undefined} */ cachedData) {
  return new Script(Module.wrap(readFileSync(file, 'latin1')), { filename: file, cachedData });
}

function runScript(/** @type {Script} */ script, /** @type {string} */ file) {
  const program = { exports: {} };
  script.runInThisContext()(program.exports, Module.createRequire(file), program, file, dirname(file));
}

function loadCompiled(/** @type {string} */ file) {
  const compiled = compiledPath(file);
  if (existsSync(compiled)) runScript(scriptOf(file, readFileSync(compiled)), file);
  else require(file);
}

module.exports = { compiledPath, loadCompiled, runScript, scriptOf };
