/** Each profile as a program in Python, line by line beside the profile's file. */
import type { ProfileId } from '../../servers/names.ts';
import { echo } from './echo.ts';
import type { PythonText } from './listing.ts';
import { onePage } from './one-page.ts';
import { staticThreads } from './static-threads.ts';
import { tcpUpper } from './tcp-upper.ts';
import { tcpUpperSelect } from './tcp-upper-select.ts';
import { tcpUpperTasks } from './tcp-upper-tasks.ts';
import { threeAnswers } from './three-answers.ts';
import { udpUpper } from './udp-upper.ts';
import { usersApi } from './users-api.ts';
import { webServer } from './web-server.ts';

export type { PythonText } from './listing.ts';

const TEXTS: { readonly [Id in ProfileId]: PythonText } = {
  'web-server-1.0': webServer,
  'one-page': onePage,
  'static-threads': staticThreads,
  'users-api': usersApi,
  echo,
  'tcp-upper': tcpUpper,
  'tcp-upper-select': tcpUpperSelect,
  'tcp-upper-tasks': tcpUpperTasks,
  'udp-upper': udpUpper,
  'three-answers': threeAnswers,
};

/** The program of a profile; null for other servers (the engine, Node's server). */
export function pythonOf(id: string): PythonText | null {
  return Object.hasOwn(TEXTS, id) ? TEXTS[id as ProfileId] : null;
}
