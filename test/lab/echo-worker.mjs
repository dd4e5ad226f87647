/** Starts the echo server's thread from its TypeScript. */
import { register } from 'tsx/esm/api';

register();
await import('./echo-worker.ts');
