import { createServer } from 'node:net';

/** Listens on a socket of the given path until it is ended. */
createServer().listen(process.argv[2], () => console.log('listening'));
