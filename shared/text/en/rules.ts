/**
 * One sentence for each rule of shared/http1/rules.ts: what is asked, in words a learner follows. They stand in WHY, in
 * the engine's refusals and under the caret in the terminal. RFC section and level come from the catalogue.
 */
import type { RuleId } from '../../http1/rules.ts';

export const ruleSentences: Readonly<Record<RuleId, string>> = {
  'empty-line-before':
    'One empty line before a request line is ignored: old clients sent one after the content of a request.',
  'empty-lines-before': 'Only one empty line may stand before a request line here; a second one is refused.',
  'method-token':
    "A request starts with its method, such as GET: letters, digits and !#$%&'*+-.^_`|~ only, then one space.",
  'method-case': 'The method is case-sensitive: get is not GET, and nobody knows it.',
  'method-too-long': 'So many octets without a space are no method: none that exists is this long.',
  'request-line-spaces': 'A request line is method, target and version with exactly one space between them.',
  'target-octets':
    'A request-target holds visible US-ASCII only: no control octets, nothing from 0x80 on, no “#”. Others are percent-encoded.',
  'target-too-long': 'The request line is longer than this server reads.',
  'target-form':
    'A target starts with “/”, or is a whole URI; “*” goes with OPTIONS only and HOST:PORT with CONNECT only.',
  'absolute-form': 'A server takes a whole URI as target too, as clients send it to proxies.',
  'target-over-host': 'When the target is a whole URI, it says which host is meant, and Host is ignored.',
  'target-unsafe':
    'A path with a backslash, or with a NUL, CR or LF in percent-encoding, is read differently by different servers: refused here.',
  'http-0.9':
    'A request line ends with the version: HTTP/1.1. Without it this would be HTTP/0.9, which nobody speaks any more.',
  'version-form': 'The version is written HTTP/1.1: capital letters, one digit, a dot, one digit.',
  'version-minor': 'A later minor version is read as the latest one known here: HTTP/1.2 as HTTP/1.1.',
  'version-major': 'Only major version 1 is spoken here.',
  'status-line': 'A response starts with HTTP/1.1, a space and three digits.',
  'status-code': 'A status code is three digits, the first of them 1 to 9.',
  'reason-phrase': 'A reason phrase holds text, SP and HTAB, no control octets.',
  'reason-space': 'A space follows the status code even when there is no reason phrase.',
  'status-line-too-long': 'The status line is longer than is read here.',
  'bare-cr': 'A CR stands only right before LF. Alone it is read differently by different servers, so it is refused.',
  'bare-lf':
    'A line ends with CR LF. LF alone may be accepted by a lenient reader, and that difference lets requests be smuggled.',
  'line-end': 'A line ends with CR LF.',
  'field-name': 'A field name is a token, letters, digits and some signs, with a colon right after it.',
  'field-name-case': 'Capital and small letters are the same in a field name.',
  'field-unknown': 'A field that nobody knows is let be.',
  'field-name-empty': 'A field line needs a name before its colon.',
  'space-before-colon': 'No white space may stand between a field name and its colon.',
  'space-before-first-field': 'No white space may stand between the start-line and the first field line.',
  'obs-fold': 'A field line may no longer be folded over several lines: none starts with white space.',
  'field-value': 'A field value holds visible characters, SP and HTAB; a control octet in it is refused.',
  'obs-text': 'Octets from 80 on in a field value are kept as they are: they stand for no character here.',
  'list-empty-members': 'Empty members of a list, as in “a,,b”, do not count.',
  'field-value-ows': 'White space around a field value does not belong to it.',
  'content-type-duplicate': 'Content-Type stands only once: two readers could take two different ones.',
  'framing-look-alike':
    'A name that differs from Content-Length or Transfer-Encoding only by an underscore: some servers take it for the real one, so it is refused.',
  'header-section-too-long': 'The header section is longer than is read here.',
  'too-many-fields': 'There are more field lines than are read here.',
  'whole-section-first': 'A request is acted upon only when its header section is complete.',
  'header-section-end': 'An empty line, CR LF alone, ends the header section.',
  'host-missing': 'An HTTP/1.1 request says which host it wants: exactly one Host field.',
  'host-duplicate': 'A request has only one Host field: two could name two different hosts.',
  'host-invalid': 'The value of Host is a name or an address, perhaps with a port, and nothing else.',
  'host-list': 'A comma in Host may join two of them: servers behind a proxy would choose differently.',
  'host-mismatch':
    'The target names another host than the Host field. The target wins by the RFC; here the contradiction is refused.',
  'no-content': 'Neither Content-Length nor Transfer-Encoding: the message ends with its header section.',
  'content-length': 'Content-Length says how many octets of content follow.',
  'content-length-invalid': 'Content-Length is a decimal number of octets: digits only.',
  'content-length-overflow': 'A Content-Length this large cannot be counted exactly.',
  'content-length-canonical':
    'Content-Length is written one way here: no leading zeros, one space before it, none behind. Some readers take 010 for eight.',
  'content-length-duplicate': 'Content-Length stands only once: two lengths could disagree.',
  'content-too-large': 'The content is larger than this server takes.',
  'transfer-encoding-chunked': 'The content comes in chunks, each with its size before it; a chunk of size 0 ends it.',
  'transfer-encoding-and-length':
    'Transfer-Encoding and Content-Length together: two readers could disagree where the message ends. This is how requests are smuggled.',
  'transfer-encoding-1.0': 'HTTP/1.0 has no Transfer-Encoding; a message with it has faulty framing.',
  'transfer-encoding-not-chunked':
    'The last transfer coding of a request must be chunked, or nobody knows where it ends.',
  'transfer-encoding-invalid':
    'Transfer-Encoding is a list of coding names; chunked stands in it once, last, without parameters.',
  'coding-case': 'Capital and small letters are the same in the name of a transfer coding.',
  'chunked-parameters': 'The transfer coding chunked has no parameters: one that brings some is an error.',
  'transfer-encoding-unknown': 'This server does not know that transfer coding.',
  'until-close': 'No length is announced: the content ends when the server closes the connection.',
  'unasked-response':
    'Every request has its final response: what still comes answers nothing, and is not read as a response.',
  tunnel: 'The connection now belongs to another protocol: what follows is not HTTP.',
  'chunk-size': 'A chunk begins with its size in hexadecimal digits, then CR LF.',
  'chunk-size-too-large': 'A chunk-size of more than 16 digits, or one too large to be counted exactly, is not taken.',
  'chunk-line-too-long': 'The line with the chunk-size is longer than is read here.',
  'chunk-extensions-too-long':
    'The chunk extensions of this message are together longer than is read here: nobody needs that many.',
  'chunk-extension': 'A chunk extension is “;name” or “;name=value”, without spaces.',
  'chunk-extension-unknown': 'A chunk extension that nobody knows is ignored.',
  'bad-white-space': 'White space is not allowed here; a lenient reader takes it and ignores it.',
  'chunk-data-end': 'The data of a chunk is as long as its size says, and CR LF follows it.',
  'trailer-section': 'After the last chunk trailer fields may follow; an empty line ends them.',
  'trailers-apart': 'Trailer fields are kept apart from the fields of the header section.',
  'trailer-too-long': 'The trailer section is longer than is read here.',
  'trailer-forbidden':
    'This field may not come as a trailer: it would change how the message is read, after it was read.',
  'message-end': 'The message is complete.',
  'incomplete-message': 'The client ended the connection in the middle of a message.',
  finished: 'The connection ended between messages: nothing is missing.',
  'request-timeout': 'The rest of the request did not come in time.',
  'idle-timeout':
    'Nothing came for a while, and no request had begun: the server closes the connection without a word.',
  'after-close': 'The connection ends after this exchange: whatever still comes is discarded.',
  'after-refusal': 'After a refusal nothing more is read as HTTP: what still comes is discarded.',
  'keep-alive-1.1': 'HTTP/1.1 keeps the connection open unless one side says Connection: close.',
  'keep-alive-1.0': 'HTTP/1.0 keeps the connection open only when the client asks with Connection: keep-alive.',
  'connection-options': 'Connection lists options: capital and small letters are the same in them.',
  'close-option': 'Connection: close says that this is the last exchange on this connection.',
  'close-1.0': 'HTTP/1.0 closes the connection after each response.',
  'requests-per-connection': 'This connection has had as many requests as one connection may have.',
  'content-not-read':
    'The content was not read to its end, so what follows cannot be told from a next request: the connection closes.',
  'expect-continue': 'The client waits for 100 (Continue) before it sends the content.',
  'expectation-failed': 'The only expectation there is is 100-continue.',
  'method-unknown': 'This server does not know that method.',
  'method-not-allowed': 'This resource does not take that method; the Allow field lists those it takes.',
  misdirected: 'The target is an https URI, yet this connection is not encrypted.',
  'not-found': 'Nothing has this path here.',
  'handler-failed': 'The server failed while it made the response.',
  'path-encoding':
    'In a path “%” is followed by two hexadecimal digits, and the octets they stand for are UTF-8 without NUL.',
  accept: 'There are several forms of this resource: Accept and its weights (q) chose this one.',
  'not-acceptable': 'This resource has no form that the client’s Accept field takes.',
  cookie: 'Cookie lists name=value pairs, separated by “; ”. What is no such pair is skipped.',
  'set-cookie': 'Each cookie has a Set-Cookie line of its own: joined with commas they could not be told apart.',
  allow: 'The Allow field lists the methods this resource takes.',
  'trace-refused': 'TRACE would send the request back, credentials and all. This server does not.',
  'connect-refused': 'CONNECT asks for a tunnel, which only a proxy opens. What follows is not read as a request.',
  'websocket-version': 'The client speaks another version of WebSocket; Sec-WebSocket-Version says which one there is.',
  'head-no-content': 'The answer to HEAD is the header section that GET would get, without content.',
  'status-no-content': 'A response with this status has no content, whatever its fields say.',
  'handler-status': 'The server’s own code answered with a number that is no final status: 200 to 599.',
  'handler-field':
    'The server’s own code set a field that cannot be written: a CR, LF or NUL in it would end the line early.',
  'handler-framing': 'The server’s own code set a field that says how the message is framed, which is not its to say.',
  'handler-length': 'The server’s own code announced another Content-Length than its content has.',
  'handler-content': 'The server’s own code gave content to a response that may not have any.',
  'handler-date': 'The server’s own code set a Date that is not in the one form a date is sent in.',
  'handler-broke-off':
    'The content broke off, or was not as long as announced. Only a reset tells the client that it is not whole.',
  'handler-timeout': 'The server’s own code did not answer in time.',
  'not-modified': 'The client has a copy that is still good, so only that is said and the content is not sent again.',
  'precondition-failed':
    'The request holds only for a state the resource is not in (If-Match, If-None-Match, If-Unmodified-Since): nothing was done.',
  'partial-content': 'Of a representation of known size, only the octets that the Range field asks for are sent.',
  'range-not-satisfiable': 'None of the ranges begins inside the representation; Content-Range says how large it is.',
  'range-set': 'So many ranges, or ranges over one another, cost more than the whole: refused.',
};
