/** nginx: one process in the foreground, no access log, every writable path inside its folder. */
import { HOST, type Peer, pagesOf, type Site } from './peer.ts';

/** Compiled-in modules need a folder each, even if they are not used. */
const TEMPORARY = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];

function configuration(site: Site): string {
  const { folder, port, upstream } = site;
  return `daemon off;
master_process off;
worker_processes 1;
pid "${folder}/nginx.pid";
error_log stderr warn;
events { worker_connections 128; }
http {
  access_log off;
  server_tokens on;
  keepalive_timeout 600s;
  client_header_timeout 600s;
  client_body_timeout 600s;
  types { text/html html; }
${TEMPORARY.map((name) => `  ${name}_temp_path "${folder}/${name}";`).join('\n')}
${upstream === null ? '' : `  upstream back { server ${HOST}:${upstream}; keepalive 1; }\n`}  server {
    listen ${HOST}:${port};
    ${upstream === null ? `root "${pagesOf(site)}";` : FORWARD}
  }
}
`;
}

/** Version 1.1 and an empty Connection field keep the connection to the back open. */
const FORWARD = `location / {
      proxy_pass http://back;
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      proxy_set_header Connection "";
    }`;

export const nginx: Peer = {
  id: 'nginx',
  commands: ['nginx'],
  version: ['-v'],
  launch: (site) => ({
    files: { 'nginx.conf': configuration(site) },
    // Without -e, it opens the log of the system's own nginx before it reads the configuration.
    args: ['-e', 'stderr', '-p', site.folder, '-c', `${site.folder}/nginx.conf`],
  }),
};
