/** Compiles the search kernel, which many threads run over one memory. */
import { compileKernel } from '../../../scripts/compileKernel.js';

await compileKernel(import.meta.url, 'scan', ['--enable=threads', '--sharedMemory', '--maximumMemory=65536']);
