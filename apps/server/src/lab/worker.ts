/** A thread of the lab: runs the server that its start message names. */
import { workerData } from 'node:worker_threads';
import { runnableOf } from '#shared/profiles/patched-profiles.ts';
import { NAIVE_PROXY } from '#shared/servers/peers.ts';
import { version } from '../base/paths.ts';
import { createEngine } from '../engine/engine.ts';
import { servedDemoSite } from '../engine/site/site.ts';
import { createNaiveProxy } from './chain/naive-proxy.ts';
import type { ThreadStart } from './memory/messages.ts';
import { runProfile } from './profile-runtime/thread.ts';
import { createNodeHttp } from './thread/node-http.ts';
import { runLab } from './thread/thread.ts';

const start = workerData as ThreadStart;
const profile = runnableOf(start.server);
const versions = { engineVersion: version() };

if (profile !== undefined) runProfile(profile, versions, start);
else if (start.server === 'node-http') {
  const nodeHttp = createNodeHttp();
  runLab({
    ...versions,
    serve: (wire, _recorder, { clocks }) => {
      nodeHttp(wire, clocks === 'patient');
      // It uses Node's parser, which does not expose its state.
      return null;
    },
  });
} else if (start.server === NAIVE_PROXY) {
  const proxy = createNaiveProxy({ host: start.host, port: start.upstream ?? 0 });
  runLab({
    ...versions,
    serve: (wire) => {
      proxy(wire);
      return null;
    },
  });
} else {
  const engine = createEngine({ router: servedDemoSite() });
  const scheme = start.tls === null ? 'http' : 'https';
  runLab({
    ...versions,
    serve: (wire, recorder, options, timer) => engine.serve(wire, recorder, { ...options, timer, scheme }),
  });
}
