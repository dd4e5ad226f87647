/**
 * One sentence for each rule of shared/http1/rules.ts: what it requires, in words a learner can follow. They appear in
 * WHY, in the engine's refusals and under the caret in the terminal. RFC section and level come from the catalogue.
 */
import type { RuleId } from '../../http1/rules.ts';

export const ruleSentences: Readonly<Record<RuleId, string>> = {
  'empty-line-before':
    'One empty line before a request line is ignored: old clients sent one after the content of a request.',
  'empty-lines-before': 'Only one empty line is allowed before a request line here; a second one is refused.',
  'method-token':
    "A request starts with its method, such as GET: letters, digits and !#$%&'*+-.^_`|~ only, then one space.",
  'method-case': 'The method is case-sensitive: get is not GET, and is not a known method.',
  'method-too-long': 'So many octets without a space cannot be a method: no existing method is this long.',
  'request-line-spaces': 'A request line is method, target and version with exactly one space between them.',
  'target-octets':
    'A request-target holds visible US-ASCII only: no control octets, nothing above 0x7F, no “#”. Such octets are percent-encoded.',
  'target-too-long': 'The request line is longer than this server accepts.',
  'target-form':
    'A target starts with “/” or is a complete URI; “*” is only for OPTIONS, and HOST:PORT only for CONNECT.',
  'absolute-form': 'A server also accepts a complete URI as the target, as clients send it to proxies.',
  'target-over-host': 'When the target is a complete URI, it names the host, and the Host field is ignored.',
  'target-unsafe':
    'Servers disagree on paths with a backslash, or with a percent-encoded NUL, CR or LF, so they are refused here.',
  'http-0.9':
    'A request line ends with the version: HTTP/1.1. Without it this would be HTTP/0.9, which is no longer used.',
  'version-form': 'The version is written HTTP/1.1: capital letters, one digit, a dot, one digit.',
  'version-minor': 'A later minor version is treated as the latest one known here: HTTP/1.2 as HTTP/1.1.',
  'version-major': 'Only major version 1 is supported here.',
  'status-line': 'A response starts with HTTP/1.1, a space and three digits.',
  'status-code': 'A status code is three digits, the first from 1 to 9.',
  'reason-phrase': 'A reason phrase holds text, SP and HTAB, but no other control octets.',
  'reason-space': 'A space follows the status code even when there is no reason phrase.',
  'status-line-too-long': 'The status line is longer than the limit here.',
  'bare-cr': 'A CR is valid only right before LF. Servers disagree on a bare CR, so it is refused.',
  'bare-lf':
    'A line ends with CR LF. A lenient reader may accept LF alone, and that difference makes request smuggling possible.',
  'line-end': 'A line ends with CR LF.',
  'field-name': 'A field name is a token (letters, digits and some signs) with a colon right after it.',
  'field-name-case': 'Field names are case-insensitive.',
  'field-unknown': 'An unknown field is ignored.',
  'field-name-empty': 'A field line needs a name before its colon.',
  'space-before-colon': 'No white space is allowed between a field name and its colon.',
  'space-before-first-field': 'No white space is allowed between the start-line and the first field line.',
  'obs-fold': 'Field lines may no longer be folded over several lines, so none starts with white space.',
  'field-value': 'A field value holds visible characters, SP and HTAB; any other control octet is refused.',
  'obs-text': 'Octets 0x80 and above in a field value are kept as they are, not read as characters.',
  'list-empty-members': 'Empty members of a list, as in “a,,b”, are ignored.',
  'field-value-ows': 'White space around a field value is not part of it.',
  'content-type-duplicate': 'Content-Type may appear only once: two readers could choose different ones.',
  'framing-look-alike':
    'A name that differs from Content-Length or Transfer-Encoding only by an underscore is refused: some servers take it for the real one.',
  'header-section-too-long': 'The header section is longer than the limit here.',
  'too-many-fields': 'There are more field lines than the limit here.',
  'whole-section-first': 'A server acts on a request only once its header section is complete.',
  'header-section-end': 'An empty line, CR LF alone, ends the header section.',
  'host-missing': 'An HTTP/1.1 request names the host it wants, in exactly one Host field.',
  'host-duplicate': 'A request has only one Host field: two could name different hosts.',
  'host-invalid': 'The value of Host is a name or an address, optionally with a port, and nothing else.',
  'host-list': 'A comma in Host may join two hosts: servers behind a proxy would choose differently.',
  'host-mismatch':
    'The target and the Host field name different hosts. By the RFC the target wins; here the contradiction is refused.',
  'no-content': 'With neither Content-Length nor Transfer-Encoding, the message ends with its header section.',
  'content-length': 'Content-Length says how many octets of content follow.',
  'content-length-invalid': 'Content-Length is a decimal number of octets: digits only.',
  'content-length-overflow': 'A Content-Length this large cannot be counted exactly.',
  'content-length-canonical':
    'Content-Length is written in one way here: no leading zeros, one space before it, none after. Some readers take 010 for eight.',
  'content-length-duplicate': 'Content-Length may appear only once: two lengths could disagree.',
  'content-too-large': 'The content is larger than this server accepts.',
  'transfer-encoding-chunked': 'The content comes in chunks, each preceded by its size; a chunk of size 0 ends it.',
  'transfer-encoding-and-length':
    'Transfer-Encoding and Content-Length together: two readers could disagree on where the message ends. This is how requests are smuggled.',
  'transfer-encoding-1.0': 'HTTP/1.0 has no Transfer-Encoding; a message that has it is framed wrongly.',
  'transfer-encoding-not-chunked':
    'The last transfer coding of a request must be chunked; otherwise nothing shows where it ends.',
  'transfer-encoding-invalid':
    'Transfer-Encoding is a list of coding names; chunked appears once, last, without parameters.',
  'coding-case': 'Transfer coding names are case-insensitive.',
  'chunked-parameters': 'The transfer coding chunked has no parameters: any parameter is an error.',
  'transfer-encoding-unknown': 'This server does not know that transfer coding.',
  'until-close': 'No length is given: the content ends when the server closes the connection.',
  'unasked-response':
    'Every request already has its final response, so anything that follows is not read as a response.',
  tunnel: 'The connection now belongs to another protocol: what follows is not HTTP.',
  'chunk-size': 'A chunk begins with its size in hexadecimal digits, then CR LF.',
  'chunk-size-too-large': 'A chunk-size of more than 16 digits, or one too large to be counted exactly, is refused.',
  'chunk-line-too-long': 'The line with the chunk-size is longer than the limit here.',
  'chunk-extensions-too-long':
    'The chunk extensions of this message are together longer than the limit here: no real message needs that many.',
  'chunk-extension': 'A chunk extension is “;name” or “;name=value”, without spaces.',
  'chunk-extension-unknown': 'An unknown chunk extension is ignored.',
  'bad-white-space': 'White space is not allowed here; a lenient reader ignores it.',
  'chunk-data-end': 'The data of a chunk is exactly as long as its size says, and CR LF follows it.',
  'trailer-section': 'Trailer fields may follow the last chunk; an empty line ends them.',
  'trailers-apart': 'Trailer fields are kept separate from the fields of the header section.',
  'trailer-too-long': 'The trailer section is longer than the limit here.',
  'trailer-forbidden':
    'This field is not allowed as a trailer: it would change how the message is read, after it has been read.',
  'message-end': 'The message is complete.',
  'incomplete-message': 'The client ended the connection in the middle of a message.',
  finished: 'The connection ended between messages: nothing is missing.',
  'request-timeout': 'The rest of the request did not arrive in time.',
  'idle-timeout':
    'Nothing arrived for a while, and no request had begun: the server closes the connection without an answer.',
  'after-close': 'The connection ends after this exchange: anything that still arrives is discarded.',
  'after-refusal': 'After a refusal nothing more is read as HTTP: anything that still arrives is discarded.',
  'keep-alive-1.1': 'HTTP/1.1 keeps the connection open unless one side sends Connection: close.',
  'keep-alive-1.0': 'HTTP/1.0 keeps the connection open only when the client sends Connection: keep-alive.',
  'connection-options': 'Connection lists options, which are case-insensitive.',
  'close-option': 'Connection: close means that this is the last exchange on this connection.',
  'close-1.0': 'HTTP/1.0 closes the connection after each response.',
  'requests-per-connection': 'This connection has reached its limit of requests.',
  'content-not-read':
    'The content was not read to its end, so it cannot be told where the next request begins: the connection closes.',
  'expect-continue': 'The client waits for 100 (Continue) before sending the content.',
  'expectation-failed': '100-continue is the only expectation defined.',
  'method-unknown': 'This server does not know that method.',
  'method-not-allowed': 'This resource does not allow that method; the Allow field lists those it allows.',
  misdirected: 'The target is an https URI, but this connection is not encrypted.',
  'not-found': 'There is nothing at this path.',
  'handler-failed': 'The server failed while producing the response.',
  'path-encoding':
    'In a path, “%” is followed by two hexadecimal digits, and the octets they encode are UTF-8 without NUL.',
  accept: 'This resource has several forms: Accept and its weights (q) chose this one.',
  'not-acceptable': 'This resource has no form that the client’s Accept field allows.',
  cookie: 'Cookie lists name=value pairs, separated by “; ”. Anything else is skipped.',
  'set-cookie': 'Each cookie has its own Set-Cookie line: joined with commas, cookies could not be told apart.',
  allow: 'The Allow field lists the methods this resource allows.',
  'trace-refused': 'TRACE would send the request back, credentials included. This server refuses it.',
  'connect-refused': 'CONNECT asks for a tunnel, which only a proxy opens. What follows is not read as a request.',
  'websocket-version':
    'The client speaks another version of WebSocket; Sec-WebSocket-Version names the one supported here.',
  'head-no-content': 'The response to HEAD is the header section that GET would get, without content.',
  'status-no-content': 'A response with this status has no content, regardless of its fields.',
  'handler-status': 'The server’s own code answered with a number that is not a final status (200 to 599).',
  'handler-field':
    'The server’s own code set a field that cannot be written: a CR, LF or NUL in it would end the line early.',
  'handler-framing': 'The server’s own code set a field that frames the message. Only the engine may set that field.',
  'handler-length': 'The server’s own code set a Content-Length that does not match its content.',
  'handler-content': 'The server’s own code gave content to a response that must not have any.',
  'handler-date': 'The server’s own code set a Date that is not in the one format allowed for sending.',
  'handler-broke-off':
    'The content broke off, or was not as long as announced. Only a reset tells the client that it is incomplete.',
  'handler-timeout': 'The server’s own code did not answer in time.',
  'not-modified':
    'The client has a copy that is still valid, so the response says only that, without sending the content again.',
  'precondition-failed':
    'The resource is not in the state the request requires (If-Match, If-None-Match, If-Unmodified-Since), so nothing was done.',
  'partial-content':
    'When the size of a representation is known, only the octets that the Range field asks for are sent.',
  'range-not-satisfiable': 'None of the ranges begins inside the representation; Content-Range gives its size.',
  'range-set': 'So many ranges, or overlapping ones, cost more than the whole representation, so they are refused.',
};
