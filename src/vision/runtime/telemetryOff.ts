import { isMainThread } from 'node:worker_threads';

/**
 * onnxruntime reports what it is used for to its vendor, unless this variable says no: it looks up names, opens connections
 * and keeps a queue under the home directory. Its C code reads the variable from the process when the library starts, so it
 * must be set before. Import this module before `onnxruntime-node`, and in the main thread before threads start that use
 * it: a thread's `process.env` is a copy that C code never sees.
 */
const VARIABLE = 'ORT_DISABLE_TELEMETRY';

if (isMainThread) process.env[VARIABLE] = '1';
else if (process.env[VARIABLE] !== '1') {
  throw new Error(`the main thread has not set ${VARIABLE}: import telemetryOff.ts there`);
}
