/** Written by test/profiles/mend.ts, as the files beside it: each is a profile and one patch. */
import type { MendedKind } from '../fixes.ts';
import type { Serve } from '../os.ts';
import { main as echoCut } from './echo-cut.ts';
import { main as echoNotUtf8 } from './echo-not-utf8.ts';
import { main as onePageAbsoluteForm } from './one-page-absolute-form.ts';
import { main as onePageAnyMethod } from './one-page-any-method.ts';
import { main as onePageAnyVersion } from './one-page-any-version.ts';
import { main as onePageNotUtf8 } from './one-page-not-utf8.ts';
import { main as onePageTwoReads } from './one-page-two-reads.ts';
import { main as staticThreadsAbsoluteForm } from './static-threads-absolute-form.ts';
import { main as staticThreadsBinary } from './static-threads-binary.ts';
import { main as staticThreadsCharacters } from './static-threads-characters.ts';
import { main as staticThreadsNoAllow } from './static-threads-no-allow.ts';
import { main as staticThreadsNotUtf8 } from './static-threads-not-utf8.ts';
import { main as staticThreadsOneWord } from './static-threads-one-word.ts';
import { main as staticThreadsRace } from './static-threads-race.ts';
import { main as staticThreadsTraversal } from './static-threads-traversal.ts';
import { main as staticThreadsTwoReads } from './static-threads-two-reads.ts';
import { main as tcpUpperAscii } from './tcp-upper-ascii.ts';
import { main as tcpUpperNotUtf8 } from './tcp-upper-not-utf8.ts';
import { main as tcpUpperSelectAscii } from './tcp-upper-select-ascii.ts';
import { main as tcpUpperSelectNotUtf8 } from './tcp-upper-select-not-utf8.ts';
import { main as tcpUpperSelectReset } from './tcp-upper-select-reset.ts';
import { main as tcpUpperTasksBlank } from './tcp-upper-tasks-blank.ts';
import { main as tcpUpperTasksNotUtf8 } from './tcp-upper-tasks-not-utf8.ts';
import { main as threeAnswersAbsoluteForm } from './three-answers-absolute-form.ts';
import { main as threeAnswersAnyMethod } from './three-answers-any-method.ts';
import { main as threeAnswersLeftOpen } from './three-answers-left-open.ts';
import { main as threeAnswersNotUtf8 } from './three-answers-not-utf8.ts';
import { main as threeAnswersOneWord } from './three-answers-one-word.ts';
import { main as threeAnswersTwoReads } from './three-answers-two-reads.ts';
import { main as udpUpperCut } from './udp-upper-cut.ts';
import { main as udpUpperNotUtf8 } from './udp-upper-not-utf8.ts';
import { main as usersApiAnyMethod } from './users-api-any-method.ts';
import { main as usersApiBareLf } from './users-api-bare-lf.ts';
import { main as usersApiFraming } from './users-api-framing.ts';
import { main as usersApiHostCase } from './users-api-host-case.ts';
import { main as usersApiLeftOpen } from './users-api-left-open.ts';
import { main as usersApiMinorVersion } from './users-api-minor-version.ts';
import { main as usersApiNoAccept } from './users-api-no-accept.ts';
import { main as usersApiNoAge } from './users-api-no-age.ts';
import { main as usersApiStoredXss } from './users-api-stored-xss.ts';
import { main as webServerAnything } from './web-server-anything.ts';
import { main as webServerFullRead } from './web-server-full-read.ts';

export const SERVES: ReadonlyMap<MendedKind, Serve> = new Map<MendedKind, Serve>([
  ['web-server-1.0+mended:full-read', webServerFullRead],
  ['web-server-1.0+mended:anything', webServerAnything],
  ['one-page+mended:not-utf8', onePageNotUtf8],
  ['one-page+mended:two-reads', onePageTwoReads],
  ['one-page+mended:any-method', onePageAnyMethod],
  ['one-page+mended:any-version', onePageAnyVersion],
  ['one-page+mended:absolute-form', onePageAbsoluteForm],
  ['static-threads+mended:characters', staticThreadsCharacters],
  ['static-threads+mended:traversal', staticThreadsTraversal],
  ['static-threads+mended:binary', staticThreadsBinary],
  ['static-threads+mended:two-reads', staticThreadsTwoReads],
  ['static-threads+mended:no-allow', staticThreadsNoAllow],
  ['static-threads+mended:one-word', staticThreadsOneWord],
  ['static-threads+mended:absolute-form', staticThreadsAbsoluteForm],
  ['static-threads+mended:not-utf8', staticThreadsNotUtf8],
  ['static-threads+mended:race', staticThreadsRace],
  ['users-api+mended:no-accept', usersApiNoAccept],
  ['users-api+mended:left-open', usersApiLeftOpen],
  ['users-api+mended:any-method', usersApiAnyMethod],
  ['users-api+mended:host-case', usersApiHostCase],
  ['users-api+mended:stored-xss', usersApiStoredXss],
  ['users-api+mended:no-age', usersApiNoAge],
  ['users-api+mended:bare-lf', usersApiBareLf],
  ['users-api+mended:minor-version', usersApiMinorVersion],
  ['users-api+mended:framing', usersApiFraming],
  ['echo+mended:not-utf8', echoNotUtf8],
  ['echo+mended:cut', echoCut],
  ['tcp-upper+mended:not-utf8', tcpUpperNotUtf8],
  ['tcp-upper+mended:ascii', tcpUpperAscii],
  ['tcp-upper-select+mended:not-utf8', tcpUpperSelectNotUtf8],
  ['tcp-upper-select+mended:ascii', tcpUpperSelectAscii],
  ['tcp-upper-select+mended:reset', tcpUpperSelectReset],
  ['tcp-upper-tasks+mended:not-utf8', tcpUpperTasksNotUtf8],
  ['tcp-upper-tasks+mended:blank', tcpUpperTasksBlank],
  ['udp-upper+mended:not-utf8', udpUpperNotUtf8],
  ['udp-upper+mended:cut', udpUpperCut],
  ['three-answers+mended:one-word', threeAnswersOneWord],
  ['three-answers+mended:not-utf8', threeAnswersNotUtf8],
  ['three-answers+mended:left-open', threeAnswersLeftOpen],
  ['three-answers+mended:two-reads', threeAnswersTwoReads],
  ['three-answers+mended:any-method', threeAnswersAnyMethod],
  ['three-answers+mended:absolute-form', threeAnswersAbsoluteForm],
]);
