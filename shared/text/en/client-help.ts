/** Help for the client's commands. Only the command line prints it. */

export const clientHelp = `Octet's HTTP/1.1 client: the octets it shows are the octets it sends

Usage
  octet get|head|post|put|patch|delete|options URL... [options]
  octet request METHOD URL... [options]
  octet request URL --raw FILE|- [options]       the octets of FILE, and nothing else
  Several URLs are requested one after another; connections and cookies are kept between them.

Request
  -p, --param NAME=VALUE   append to the query, encoded; may be repeated
  -H, --header 'N: VALUE'  a field line; replaces the client's own field of that name; may be repeated
                           'N:' drops the client's own field, 'N;' sends it empty
      --cookie NAME=VALUE  may be repeated
      --data TEXT|@FILE|-  content, sent as is; - is standard input
      --json TEXT|@FILE|-  the same, but checked and sent as application/json
      --form NAME=VALUE    a form field; may be repeated
      --file NAME=@FILE    a file in a multipart form; ;type=TYPE may follow; may be repeated
      --boundary TEXT      boundary between the parts of a multipart form (default: random)
      --chunked            send the content in chunks, as it is read
      --compressed         ask for gzip, deflate or br
      --target TEXT        request-target to send instead of the URL's, such as *

Response
  -i, --include            show the head too
  -o, --output FILE        write the content to FILE
      --as-sent            do not decode content codings
      --max-decoded N      decode to at most N octets (default 8388608)
  -f, --raise-for-status   exit with code 22 on 4xx and 5xx, and leave the FILE of -o as it was
  -L, --follow             follow redirects
      --max-redirects N    follow at most N (default 20)

Connection
      --timeout S          seconds for each wait: connect, write, read (default 10, 30, 30; 0: no limit)
      --connect-timeout S, --write-timeout S, --read-timeout S
      --total-timeout S    seconds for everything (default 300; 0: no limit)
  -k, --insecure           accept any certificate
      --cacert FILE        trust the certificates in FILE (PEM)

Tracing and raw octets
      --trace              draw the conversation on standard error: every write and read, with its octets
      --raw FILE|-         write these octets, read until the server closes
      --crlf               with --raw: turn LF into CR LF
      --half-close         with --raw: send a FIN after the last octet

Exit codes
   0  a response arrived              28  timeout
   2  usage                           35  TLS failed
   6  the name has no address         47  too many redirects, or a loop
   7  no connection (refused ...)     52  closed without a response
   8  the response is not HTTP/1.1    56  connection reset
  18  the response was cut short      60  certificate not trusted
  22  4xx or 5xx, with -f             61  content cannot be decoded
  23  output or trace not written     63  content too large once decoded
  26  input cannot be read           130  stopped with Ctrl+C

Examples
  octet get localhost:8100/hello --trace
  octet get http://localhost:8100/echo -p q=tea -p n=2 -i
  octet post http://localhost:8100/echo --json '{"a": 1}'
  octet post http://localhost:8100/echo --form name=Ada --file photo=@me.png
  octet get https://example.org/ -L -f -o page.html || echo "exit code $?"
  printf 'GET / HTTP/1.1\\nHost: a\\nConnection: close\\n\\n' | octet request localhost:8100 --raw - --crlf --trace

NO_COLOR turns colours off; they are used only on a terminal.`;
