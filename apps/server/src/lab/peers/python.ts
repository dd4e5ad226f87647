/** Python's http.server: what `python3 -m http.server` starts, for one folder, without the user's own modules. */
import { HOST, type Peer, pagesOf } from './peer.ts';

export const python: Peer = {
  id: 'python',
  commands: ['python3', 'python'],
  version: ['--version'],
  launch: (site) => ({
    files: {},
    // -I: neither the environment nor the folder it stands in says what is imported.
    args: ['-I', '-m', 'http.server', `${site.port}`, '--bind', HOST, '--directory', pagesOf(site)],
  }),
};
