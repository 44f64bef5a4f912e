// libuv starts its pool of threads at the first use and reads its size then; a module would be loaded by that pool. Pictures,
// files and password hashes share it: with four threads, four slow pictures would stop every login.
const { availableParallelism } = require('node:os');
const { join } = require('node:path');
const { loadCompiled } = require('./loadCompiled.js');

process.env.UV_THREADPOOL_SIZE ??= String(4 + 2 * availableParallelism());

loadCompiled(join(__dirname, '../dist/program.cjs'));
