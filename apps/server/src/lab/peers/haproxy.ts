/** HAProxy: a proxy; with no server behind it, one of its own rules answers with the page. */
import { HOST, type Peer, pagesOf, type Site } from './peer.ts';

function configuration(site: Site): string {
  const { port, upstream } = site;
  const page = `http-request return status 200 content-type text/html file "${pagesOf(site)}/index.html"`;
  return `global
  maxconn 128
defaults
  mode http
  timeout connect 5s
  timeout client 600s
  timeout server 600s
  timeout http-request 600s
  timeout http-keep-alive 600s
frontend octet
  bind ${HOST}:${port}
  ${upstream === null ? page : 'default_backend back'}
${upstream === null ? '' : `backend back\n  http-reuse always\n  server back ${HOST}:${upstream}\n`}`;
}

export const haproxy: Peer = {
  id: 'haproxy',
  commands: ['haproxy'],
  version: ['-v'],
  launch: (site) => ({
    files: { 'haproxy.cfg': configuration(site) },
    // In the foreground, whatever the file says.
    args: ['-db', '-f', `${site.folder}/haproxy.cfg`],
  }),
};
