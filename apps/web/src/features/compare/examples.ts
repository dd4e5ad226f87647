/** Requests to start from, in the notation of the box. Some of the servers disagree on each. */
import type { t } from '../../session/state/text.ts';

interface Example {
  readonly id: keyof typeof t.compare.examples;
  readonly text: string;
}

const lines = (...all: readonly string[]): string => all.map((line) => `${line}\\r\\n\n`).join('');

export const EXAMPLES: readonly Example[] = [
  { id: 'no-host', text: lines('GET / HTTP/1.1', '') },
  { id: 'cut', text: lines('GET / HT✂TP/1.1', 'Host: localhost', '') },
  { id: 'bare-lf', text: 'GET / HTTP/1.1\\n\nHost: localhost\\n\n\\n\n' },
  {
    id: 'two-lengths',
    text: lines(
      'POST /echo HTTP/1.1',
      'Host: localhost',
      'Content-Length: 4',
      'Transfer-Encoding: chunked',
      '',
      '0',
      '',
    ),
  },
  {
    id: 'pipelined',
    text: lines('GET / HTTP/1.1', 'Host: localhost', '', 'GET /missing HTTP/1.1', 'Host: localhost', ''),
  },
  {
    id: 'smuggled',
    text: lines(
      'POST /echo HTTP/1.1',
      'Host: localhost',
      'Content-Length: 47',
      'Transfer-Encoding: chunked',
      '',
      '0',
      '',
      'GET /missing HTTP/1.1',
      'Host: localhost',
      '',
    ),
  },
  {
    id: 'hidden-lf',
    text: `${lines('GET /hello HTTP/1.1', 'Host: localhost')}X: y\\n\n\\n\n${lines('GET /missing HTTP/1.1', 'Host: localhost', '')}`,
  },
  { id: 'space-colon', text: lines('GET / HTTP/1.1', 'Host : localhost', '') },
];
