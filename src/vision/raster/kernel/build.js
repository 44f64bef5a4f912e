/** Compiles the resampling kernel. */
import { compileKernel } from '../../../../scripts/compileKernel.js';

await compileKernel(import.meta.url, 'raster');
