/** Compiles the search kernel, which many threads run over one memory: with relaxed SIMD and without. */
import { compileKernel } from '../../../scripts/compileKernel.js';

const threads = ['--enable=threads', '--sharedMemory', '--maximumMemory=65536'];
await compileKernel(import.meta.url, 'relaxed', { entry: 'scan', options: [...threads, '--enable=relaxed-simd'] });
await compileKernel(import.meta.url, 'simd', { entry: 'scan', options: threads });
