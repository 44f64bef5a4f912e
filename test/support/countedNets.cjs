/** Preloaded into a server by `NODE_OPTIONS=--require`: each run of a net adds a byte to the file that COUNTED_RUNS names. */
const { appendFileSync } = require('node:fs');
const Module = require('node:module');

const load = Module._load;

Module._load = function (request, ...rest) {
  const loaded = load.call(this, request, ...rest);
  if (!request.endsWith('/onnxruntime_binding.node')) return loaded;
  class InferenceSession extends loaded.InferenceSession {
    run(...args) {
      appendFileSync(process.env.COUNTED_RUNS, '.');
      return super.run(...args);
    }
  }
  return { ...loaded, InferenceSession };
};
