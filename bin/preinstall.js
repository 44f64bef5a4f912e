// npm runs this before the postinstall of onnxruntime-node, which on Linux would fetch 300 MB of libraries for CUDA from another
// server, or fail the whole installation where that server is out of reach. The service computes on the CPU. That script
// fetches nothing when the files are there: empty ones do, since nothing opens them.
const { appendFileSync, existsSync } = require('node:fs');
const { dirname, join } = require('node:path');

/** Where npm has put it, beside this package or inside it. */
function findOnnxruntime() {
  try {
    return dirname(dirname(require.resolve('onnxruntime-node')));
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

const target = join(findOnnxruntime() ?? '', 'bin', 'napi-v6', 'linux', 'x64');
if (existsSync(join(target, 'onnxruntime_binding.node'))) {
  for (const provider of ['cuda', 'shared', 'tensorrt']) {
    appendFileSync(join(target, `libonnxruntime_providers_${provider}.so`), '');
  }
}
