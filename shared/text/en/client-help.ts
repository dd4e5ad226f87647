/** The help of the client's commands: printed by the command line alone. */

export const clientHelp = `Octet's HTTP/1.1 client: the octets it shows are the octets it sends

Usage
  octet get|head|post|put|patch|delete|options URL... [options]
  octet request METHOD URL... [options]
  octet request URL --raw FILE|- [options]       the octets of FILE, and nothing else
  Several URLs are asked for one after another; connections and cookies are kept between them.

What is sent
  -p, --param NAME=VALUE   appended to the query, encoded; may be repeated
  -H, --header 'N: VALUE'  a field line; replaces the client's own of that name; may be repeated
                           'N:' leaves the client's own out, 'N;' sends it empty
      --cookie NAME=VALUE  may be repeated
      --data TEXT|@FILE|-  content as it is; - is standard input
      --json TEXT|@FILE|-  the same, checked, as application/json
      --form NAME=VALUE    a form; may be repeated
      --file NAME=@FILE    a file in a multipart form; ;type=TYPE may follow; may be repeated
      --boundary TEXT      between the parts of a multipart form (default: a random one)
      --chunked            content in chunks, as it is read
      --compressed         asks for gzip, deflate or br
      --target TEXT        another request-target than the URL's, such as *

What comes back
  -i, --include            the head too
  -o, --output FILE        content into FILE
      --as-sent            content codings stay as they are
      --max-decoded N      octets that may come out of a coding (default 8388608)
  -f, --raise-for-status   exit code 22 for 4xx and 5xx
  -L, --follow             follow redirects
      --max-redirects N    at most so many (default 20)

The connection
      --timeout S          seconds for each wait: connect, write, read (default 10, 30, 30; 0: forever)
      --connect-timeout S, --write-timeout S, --read-timeout S
      --total-timeout S    seconds for everything (default 300; 0: forever)
  -k, --insecure           take any certificate
      --cacert FILE        trust the certificates in FILE (PEM)

To look at
      --trace              draws the conversation on standard error: every write and read, with its octets
      --raw FILE|-         writes these octets, reads until the server closes
      --crlf               with --raw: LF becomes CR LF
      --half-close         with --raw: FIN after the last octet

Exit codes
   0  there was an answer             28  a time-out
   2  usage                           35  no TLS
   6  the name has no address         47  too many redirects, or a loop
   7  no connection (refused ...)     52  closed without an answer
   8  the answer is not HTTP/1.1      56  connection reset
  18  the answer was cut short        60  certificate not trusted
  22  4xx or 5xx, with -f             61  content coding broken
  23  output cannot be written        63  content too large once decoded
  26  input cannot be read           130  stopped with Ctrl+C

Examples
  octet get localhost:8100/hello --trace
  octet get http://localhost:8100/echo -p q=tea -p n=2 -i
  octet post http://localhost:8100/echo --json '{"a": 1}'
  octet post http://localhost:8100/echo --form name=Ada --file photo=@me.png
  octet get https://example.org/ -L -f -o page.html || echo "exit code $?"
  printf 'GET / HTTP/1.1\\nHost: a\\nConnection: close\\n\\n' | octet request localhost:8100 --raw - --crlf --trace

NO_COLOR turns colours off; they are only used on a terminal.`;
