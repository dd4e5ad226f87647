/**
 * Apache httpd: one process in the foreground (-X), with the few modules that a page or a back needs. Builds differ in
 * which of them are compiled in; the others are files, searched for where distributions put them.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { HOST, type Launch, type Peer, pagesOf, type Site } from './peer.ts';

/** The module's name, and its file without `.so`. The order matters. */
const ALWAYS = { mpm_event_module: 'mod_mpm_event', unixd_module: 'mod_unixd', authz_core_module: 'mod_authz_core' };
const TO_SERVE = { dir_module: 'mod_dir', mime_module: 'mod_mime' };
const TO_FORWARD = { proxy_module: 'mod_proxy', proxy_http_module: 'mod_proxy_http' };

/** Relative to the parent of the program's folder. */
const MODULE_FOLDERS = [
  'lib/apache2/modules',
  'lib64/httpd/modules',
  'lib/httpd/modules',
  'libexec/apache2',
  'modules',
];

function loads(modules: Readonly<Record<string, string>>, program: string): string {
  const above = path.dirname(path.dirname(program));
  const folders = MODULE_FOLDERS.map((name) => path.join(above, name));
  return Object.entries(modules)
    .flatMap(([name, file]) => {
      const found = folders.map((folder) => path.join(folder, `${file}.so`)).find((one) => existsSync(one));
      return found === undefined ? [] : [`<IfModule !${name}>\n  LoadModule ${name} "${found}"\n</IfModule>`];
    })
    .join('\n');
}

function configuration(site: Site, program: string): string {
  const { folder, port, upstream } = site;
  const serves = `DocumentRoot "${pagesOf(site)}"
DirectoryIndex index.html
TypesConfig "${folder}/mime.types"
<Directory "${pagesOf(site)}">
  Require all granted
</Directory>`;
  const forwards = `ProxyPreserveHost On
ProxyPass / http://${HOST}:${upstream}/ keepalive=On`;
  return `ServerRoot "${folder}"
DefaultRuntimeDir "${folder}"
PidFile "${folder}/httpd.pid"
ErrorLog "${folder}/error.log"
LogLevel warn
ServerName ${HOST}
Listen ${HOST}:${port}
${loads({ ...ALWAYS, ...(upstream === null ? TO_SERVE : TO_FORWARD) }, program)}
Mutex "file:${folder}" default
Timeout 600
KeepAliveTimeout 600
TraceEnable off
${upstream === null ? serves : forwards}
`;
}

const launch = (site: Site, program: string): Launch => ({
  files: { 'httpd.conf': configuration(site, program), 'mime.types': 'text/html html\n' },
  args: ['-X', '-d', site.folder, '-f', `${site.folder}/httpd.conf`],
});

export const apache: Peer = {
  id: 'apache',
  commands: ['apache2', 'httpd'],
  version: ['-v'],
  log: 'error.log',
  launch,
};
