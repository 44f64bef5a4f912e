/** A scanning thread that cannot start as long as the variable is set where it is made. */
if (process.env.STILLBORN) throw new Error('a file is missing');
await import('../../src/gallery/scan/scanThread.ts');
