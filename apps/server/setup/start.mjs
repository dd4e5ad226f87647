/** `npm start` and `npm run octet -- …`: builds if necessary, then runs the built program with the same arguments. */

import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { ensureDeps } from './ensure-deps.mjs';
import { inRoot } from './paths.mjs';

ensureDeps();
ensureBuilt();
await import(pathToFileURL(inRoot('apps', 'server', 'dist', 'cli.js')).href);
