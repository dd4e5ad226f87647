/** lighttpd: in the foreground, logging errors to standard error, with mod_proxy only when it forwards. */
import { HOST, type Peer, pagesOf, type Site } from './peer.ts';

function configuration(site: Site): string {
  const { folder, port, upstream } = site;
  return `server.document-root = "${pagesOf(site)}"
server.bind = "${HOST}"
server.port = ${port}
server.upload-dirs = ( "${folder}" )
server.modules = ( ${upstream === null ? '' : '"mod_proxy"'} )
server.max-connections = 128
server.max-fds = 512
server.max-keep-alive-idle = 600
server.max-read-idle = 600
server.max-write-idle = 600
index-file.names = ( "index.html" )
mimetype.assign = ( ".html" => "text/html" )
${upstream === null ? '' : `proxy.server = ( "" => ( ( "host" => "${HOST}", "port" => ${upstream} ) ) )\n`}`;
}

export const lighttpd: Peer = {
  id: 'lighttpd',
  commands: ['lighttpd'],
  version: ['-v'],
  launch: (site) => ({
    files: { 'lighttpd.conf': configuration(site) },
    args: ['-D', '-f', `${site.folder}/lighttpd.conf`],
  }),
};
