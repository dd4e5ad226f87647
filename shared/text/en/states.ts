/**
 * Words for each state: its name, what the parser is doing in it, and what the server waits for when octets end there.
 * `waiting` completes “The server is waiting for …”.
 */
import type { StateName } from '../../http1/table.ts';

/** The words of one state. */
export interface StateText {
  /** A short name for diagram and breakpoints. */
  readonly name: string;
  /** A sentence about the parser in this state. */
  readonly doing: string;
  /** Completes “The server is waiting for …”; **bold** marks the main point. */
  readonly waiting: string;
}

const text = (name: string, doing: string, waiting: string): StateText => ({ name, doing, waiting });

const versionPart = (read: string, next: string): StateText =>
  text(
    `version, after ${read}`,
    `The parser has read “${read}” of the version.`,
    `**${next}**, the next part of the version HTTP/1.1.`,
  );

export const stateTexts: Readonly<Record<StateName, StateText>> = {
  start: text('start', 'No part of a message has been read yet.', 'a **request line**, such as `GET / HTTP/1.1`.'),
  'start-lf': text(
    'empty line before',
    'A CR arrived before any message: it can only begin an empty line.',
    '**LF** to end the empty line.',
  ),
  'start-again': text(
    'after an empty line',
    'One empty line was ignored; the message should begin now.',
    'a **request line**, such as `GET / HTTP/1.1`.',
  ),
  'start-again-lf': text(
    'another empty line',
    'A CR arrived after an empty line: it can only begin another one.',
    '**LF** to end the empty line.',
  ),
  method: text(
    'method',
    'The parser is reading the method, up to the space.',
    'the rest of the **method**, then a space.',
  ),
  'target-start': text(
    'before the target',
    'The method is complete; the request-target comes next.',
    'a **request-target**, such as `/`.',
  ),
  target: text(
    'request-target',
    'The parser is inside the request-target and keeps everything up to the space.',
    'the rest of the **request-target**, then a space and the version.',
  ),
  'version-start': text(
    'before the version',
    'The target is complete; the version comes next.',
    'the **version**, `HTTP/1.1`.',
  ),
  'version-H': versionPart('H', 'T'),
  'version-HT': versionPart('HT', 'T'),
  'version-HTT': versionPart('HTT', 'P'),
  'version-HTTP': versionPart('HTTP', '/'),
  'version-major': versionPart('HTTP/', 'the major digit'),
  'version-dot': versionPart('HTTP/ and a digit', 'a dot'),
  'version-minor': versionPart('HTTP/1.', 'the minor digit'),
  'version-end': text('after the version', 'The version is complete.', '**CR LF** to end the request line.'),
  'version-space': text(
    'space after the version',
    'White space after the version: a lenient server ignores it.',
    '**CR LF** to end the request line.',
  ),
  'status-1': text(
    'status code, 1st digit',
    'The version is complete; the status code comes next.',
    'a **status code** of three digits.',
  ),
  'status-2': text(
    'status code, 2nd digit',
    'One digit of the status code has been read.',
    'the **second digit** of the status code.',
  ),
  'status-3': text(
    'status code, 3rd digit',
    'Two digits of the status code have been read.',
    'the **third digit** of the status code.',
  ),
  'status-end': text('after the status code', 'The status code is complete.', 'a **space** and the reason phrase.'),
  'reason-start': text(
    'before the reason phrase',
    'A reason phrase may follow, or CR LF.',
    'a **reason phrase**, or CR LF.',
  ),
  reason: text(
    'reason phrase',
    'The parser is inside the reason phrase, which no client needs to understand.',
    'the rest of the **reason phrase**, then CR LF.',
  ),
  'start-line-lf': text('end of the start-line', 'A CR arrived: only LF can follow.', '**LF** to end the start-line.'),
  'header-start': text(
    'first field line',
    'The start-line is complete. The header section begins: field lines, then an empty line.',
    'a **header field** such as `Host: localhost`, or an **empty line** to end the header section.',
  ),
  'skipped-line': text(
    'ignored line',
    'This line began with white space before any field: it is ignored to its end.',
    'the **end of the ignored line**.',
  ),
  'skipped-lf': text('end of an ignored line', 'A CR arrived: only LF can follow.', '**LF** to end the ignored line.'),
  'field-start': text(
    'field line',
    'A field line is complete. Another may follow, or the empty line.',
    'another **header field**, or an **empty line** to end the header section.',
  ),
  'field-name': text(
    'field name',
    'The parser is inside a field name and reads on to the colon.',
    'the rest of a **field name**, then a colon.',
  ),
  'value-start': text(
    'before the value',
    'The name is complete. White space before the value is ignored.',
    'the **value** of this field, then CR LF.',
  ),
  value: text(
    'field value',
    'The parser is inside a field value and keeps everything up to CR; white space at either end is ignored.',
    'the rest of a **header line**, then CR LF.',
  ),
  'value-space': text(
    'space in the value',
    'White space: it belongs to the value only if something follows it on this line.',
    'the rest of a **header line**, then CR LF.',
  ),
  'field-lf': text('end of a field line', 'A CR arrived: only LF can follow.', '**LF** to end this field line.'),
  'section-lf': text(
    'end of the header section',
    'A CR on an otherwise empty line: the LF that follows ends the header section.',
    '**LF** to end the header section.',
  ),
  content: text(
    'content',
    'The parser takes content and counts it down; it does not look at it.',
    'the rest of the **content**.',
  ),
  'content-excess': text(
    'content over the limit',
    'More content was announced than this server accepts. Its first octet is refused.',
    'the first octet of **content that is too large**, which it will refuse.',
  ),
  'until-close': text(
    'content until close',
    'No length was given: everything that arrives is content, until the connection ends.',
    'content, until the **connection ends**.',
  ),
  tunnel: text(
    'another protocol',
    'The connection has switched to another protocol.',
    'octets of **another protocol**.',
  ),
  'chunk-start': text(
    'chunk-size',
    'A chunk begins with its size in hexadecimal.',
    'a **chunk-size** in hexadecimal, such as `5`; `0` ends the content.',
  ),
  'chunk-size': text(
    'chunk-size',
    'The parser is reading the size of a chunk.',
    'the rest of the **chunk-size**, then CR LF.',
  ),
  'extension-start': text(
    'chunk extension',
    'A chunk extension begins: its name comes first.',
    'the name of a **chunk extension**.',
  ),
  'extension-name': text(
    'extension name',
    'The parser is inside the name of a chunk extension.',
    'the rest of a **chunk extension**, then CR LF.',
  ),
  'extension-value-start': text(
    'extension value',
    'The value of a chunk extension comes next: a token or a quoted string.',
    'the **value** of a chunk extension.',
  ),
  'extension-value': text(
    'extension value',
    'The parser is inside the value of a chunk extension.',
    'the rest of a **chunk extension**, then CR LF.',
  ),
  'extension-quoted': text(
    'quoted extension value',
    'The parser is inside a quoted string.',
    'the **closing quote** of a chunk extension’s value.',
  ),
  'extension-escape': text(
    'escaped octet',
    'A backslash arrived: the next octet stands for itself.',
    'the **octet after the backslash**.',
  ),
  'extension-quoted-end': text(
    'after a quoted value',
    'The quoted string is complete.',
    '**CR LF** to end the chunk line, or another extension.',
  ),
  'extension-name-space': text(
    'space after an extension name',
    'White space after the name of a chunk extension is ignored.',
    '**“=”** and a value, or another extension.',
  ),
  'extension-space': text(
    'space before an extension',
    'White space on the chunk line: another extension must follow.',
    '**“;”** and a chunk extension.',
  ),
  'size-space': text(
    'space after the chunk-size',
    'White space after the chunk-size: a lenient server ignores it.',
    '**CR LF** to end the chunk line.',
  ),
  'chunk-lf': text('end of the chunk line', 'A CR arrived: only LF can follow.', '**LF** to end the chunk line.'),
  'chunk-data': text(
    'chunk data',
    'The parser takes the data of the chunk and counts it down.',
    'the rest of the **chunk data**.',
  ),
  'chunk-data-cr': text(
    'end of chunk data',
    'The chunk has all its octets; CR LF must follow.',
    '**CR LF** after the chunk data.',
  ),
  'chunk-data-lf': text(
    'end of chunk data',
    'A CR arrived after the chunk data: only LF can follow.',
    '**LF** after the chunk data.',
  ),
  'trailer-start': text(
    'trailer section',
    'The last chunk has arrived. Trailer fields may follow, or the empty line.',
    'a trailer field, or an **empty line** to end the message.',
  ),
  'trailer-next': text(
    'trailer line',
    'A trailer field is complete. Another may follow, or the empty line.',
    'another trailer field, or an **empty line** to end the message.',
  ),
  'trailer-name': text(
    'trailer name',
    'The parser is inside the name of a trailer field.',
    'the rest of a **trailer name**, then a colon.',
  ),
  'trailer-value-start': text(
    'before a trailer value',
    'White space before the value is ignored.',
    'the **value** of this trailer field, then CR LF.',
  ),
  'trailer-value': text(
    'trailer value',
    'The parser is inside the value of a trailer field.',
    'the rest of a **trailer line**, then CR LF.',
  ),
  'trailer-value-space': text(
    'space in a trailer value',
    'White space: it belongs to the value only if something follows it.',
    'the rest of a **trailer line**, then CR LF.',
  ),
  'trailer-lf': text('end of a trailer line', 'A CR arrived: only LF can follow.', '**LF** to end this trailer line.'),
  'trailer-end-lf': text(
    'end of the message',
    'A CR on an otherwise empty line: the LF that follows ends the message.',
    '**LF** to end the message.',
  ),
  'after-last': text(
    'after the last message',
    'This connection takes no more messages; octets that still arrive are discarded.',
    'the client to **close** the connection.',
  ),
  refused: text(
    'refused',
    'The message was refused. Octets that still arrive are discarded, not parsed.',
    'the client to **close** the connection.',
  ),
  ended: text('ended', 'This direction has ended.', 'nothing: the client has **ended** its side.'),
};
