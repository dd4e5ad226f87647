/** Python's http.server: what `python3 -m http.server` starts, for one folder, without the user's own modules. */
import { HOST, type Peer, pagesOf } from './peer.ts';

export const python: Peer = {
  id: 'python',
  commands: ['python3', 'python'],
  version: ['--version'],
  launch: (site) => ({
    files: {},
    // -I: imports depend neither on the environment nor on the current folder.
    args: ['-I', '-m', 'http.server', `${site.port}`, '--bind', HOST, '--directory', pagesOf(site)],
  }),
};
