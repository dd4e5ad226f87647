/** Caddy: HTTP/1.1 only, without certificates and without its admin interface. */
import { HOST, type Peer, pagesOf, type Site } from './peer.ts';

function configuration(site: Site): string {
  const { port, upstream } = site;
  const serves = upstream === null ? `root * "${pagesOf(site)}"\n  file_server` : `reverse_proxy ${HOST}:${upstream}`;
  return `{
  admin off
  auto_https off
  servers {
    protocols h1
  }
  log {
    level ERROR
  }
}
http://:${port} {
  bind ${HOST}
  ${serves}
}
`;
}

export const caddy: Peer = {
  id: 'caddy',
  commands: ['caddy'],
  version: ['version'],
  launch: (site) => ({
    files: { Caddyfile: configuration(site) },
    args: ['run', '--config', `${site.folder}/Caddyfile`, '--adapter', 'caddyfile'],
    // Where it would keep certificates and its last configuration.
    env: { XDG_DATA_HOME: site.folder, XDG_CONFIG_HOME: site.folder },
  }),
};
