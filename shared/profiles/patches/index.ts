/** What mends which shortcomings, by profile. */

import type { ProfileId } from '../../servers/names.ts';
import type { Mending } from '../fixes.ts';
import { echo } from './echo.ts';
import { onePage } from './one-page.ts';
import { staticThreads } from './static-threads.ts';
import { tcpUpper } from './tcp-upper.ts';
import { tcpUpperSelect } from './tcp-upper-select.ts';
import { tcpUpperTasks } from './tcp-upper-tasks.ts';
import { threeAnswers } from './three-answers.ts';
import { udpUpper } from './udp-upper.ts';
import { usersApi } from './users-api.ts';
import { webServer } from './web-server.ts';

export const PATCHES: { readonly [Id in ProfileId]: readonly Mending[] } = {
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
