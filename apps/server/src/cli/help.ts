/** The help text. */
import { REQUEST_LENIENCIES } from '#shared/base/options.ts';
import { choiceOf } from '#shared/profiles/choices.ts';
import { PROFILES } from '#shared/profiles/index.ts';
import { DEFAULT_OPTIONS } from '#shared/servers/start-options.ts';
import { en } from '#shared/text/en/index.ts';
import { DEFAULT_APP_PORT } from './flags.ts';
import { DEFAULT_ENGINE_PORT } from './serve-settings.ts';

const TLS_PORT = choiceOf('engine-tls')?.port;

/** The command that creates a key and a certificate, on two lines to fit the screen. */
const CERTIFICATE = en.tls.missing.command.replace(' -subj', ' \\\n                    -subj');

/** Names on two lines, below the options column. */
function listOf(names: readonly string[]): string {
  const half = Math.ceil(names.length / 2);
  const lines = [names.slice(0, half), names.slice(half)].map((some) => `                  ${some.join(', ')}`);
  return `  NAME            one of\n${lines.join(',\n')}`;
}

/** Names, four to a line, in the column beside the options of `serve`. */
function namesOf(names: readonly string[]): string {
  const groups = Array.from({ length: Math.ceil(names.length / 4) }, (_, row) => names.slice(row * 4, row * 4 + 4));
  return groups.map((some) => `                        ${some.join(', ')}`).join(',\n');
}

export const HELP = `Octet: a byte-level debugger and playground for HTTP/1.1

Usage
  octet [options]              the app, in your browser
  octet serve [DIR] [options]  a plain HTTP/1.1 server: the files in DIR, an app, or the demo site
  octet serve --profile NAME [options]
                               a tutorial server, bugs included
  octet get URL... [options]   the client; also head, post, put, patch, delete, options and request:
                               see octet get --help

Options of the app
  --port N        port to listen on, 0 for any free one (default ${DEFAULT_APP_PORT})
  --host ADDRESS  listen on this address too; beyond loopback the page asks for a token
  --origin URL    another origin the page may be opened at, such as a proxy's; may be repeated; beyond loopback
                  the page asks for a token
  --allow-target HOST:PORT
                  a server of your own the page may talk to without asking; may be repeated
  --key FILE      private key (PEM) for the engine over HTTPS (${TLS_PORT}), beside the plain one; needs --cert
  --cert FILE     certificate (PEM), with those above it; needs --key. This command makes a pair:
                  ${CERTIFICATE}

Options of serve
  --app FILE            a module whose default export answers requests: (Request) => Response, or an object with
                        such a fetch, for example a Hono app
  --port N              port to listen on, 0 for any free one (default ${DEFAULT_ENGINE_PORT})
  --host ADDRESS        address to listen on (default 127.0.0.1)
  --mode MODE           hardened refuses what is ambiguous; rfc accepts every valid message (default hardened)
  --lenient NAME[,NAME] tolerate invalid input; may be repeated; one or more of
${namesOf(REQUEST_LENIENCIES)}
  --max-body SIZE       largest content of a request, such as 512KiB or 1GiB (default 10MiB)
  --header-timeout T    time to send a whole header section, such as 500ms or 10s (default 10s)
  --body-timeout T      time without progress inside content (default 30s)
  --idle-timeout T      time between requests on a connection (default 5s)
  --write-timeout T     time a client may go without reading (default 30s)
  --handler-timeout T   time for an app to answer (default 60s)
  --list                list folders that have no index.html
  --log FORMAT          combined, common or off: the access log, on standard output (default combined)
  --key FILE            private key for HTTPS (PEM); needs --cert
  --cert FILE           certificate for HTTPS (PEM), with those above it; needs --key
  --config FILE         JSON with any of these, and dir: { "dir": "public", "port": 80, "max-body": "1GiB" };
                        its paths are relative to its folder, and flags override it

Options of serve --profile, on 127.0.0.1 only
  --port N        port to listen on, 0 for any free one (default: the profile's own)
  --once          web-server-1.0: serve one connection, then end
  --name HOST     users-api: the name it answers to in Host (default ${DEFAULT_OPTIONS.name})
${listOf(PROFILES.map(({ id }) => id))}
                  or NAME+mended:SHORTCOMING, the page's name for a server with that fix

  --help          this text
  --version       the version

Examples
  octet                                  the app, at http://localhost:${DEFAULT_APP_PORT}/
  octet serve                            the demo site, at http://127.0.0.1:${DEFAULT_ENGINE_PORT}/
  octet serve public --port 3000 --list  the folder public, with listings
  octet serve site --host 0.0.0.0 --port 443 --key key.pem --cert cert.pem
                                         a folder over HTTPS, for everyone who can reach this machine
  octet serve --app app.mjs              an app written for the Fetch API
  octet serve --config octet.json        with settings from a file`;
