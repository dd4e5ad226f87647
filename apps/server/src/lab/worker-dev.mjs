/**
 * Starts a worker thread of the lab from its TypeScript (dev and tests). A thread does not inherit tsx from the process
 * that starts it, so it registers its own. The build runs dist/lab-worker.js instead.
 */
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
