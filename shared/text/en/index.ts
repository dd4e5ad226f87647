/**
 * The English catalogue: every sentence of the page, one file per area. A message is a string, or a function of what it
 * talks about; `**bold**` and `` `code` `` are its only markup. Another language is another folder of the same shape.
 */
import { client } from './client.ts';
import { clientPlace } from './client-place.ts';
import { compare } from './compare.ts';
import { composer } from './composer.ts';
import { diagram } from './diagram.ts';
import { engineOptions } from './engine-options.ts';
import { experiments } from './experiments/index.ts';
import { fixes } from './fixes.ts';
import { hold } from './hold.ts';
import { inflate } from './inflate.ts';
import { judgement } from './judgement.ts';
import { labs } from './labs.ts';
import { ladder } from './ladder.ts';
import { layers } from './layers.ts';
import { peers } from './peers.ts';
import { predict } from './predict.ts';
import { profileTexts } from './profiles.ts';
import { profileSource } from './profiles-source.ts';
import { profileWaiting } from './profiles-waiting.ts';
import { ruleSentences } from './rules.ts';
import { servers } from './servers.ts';
import { shell } from './shell.ts';
import { source } from './source.ts';
import { stateTexts } from './states.ts';
import { structure } from './structure.ts';
import { tape } from './tape.ts';
import { targets } from './targets.ts';
import { terminal } from './terminal.ts';
import { tls } from './tls.ts';
import { waiting } from './waiting.ts';
import { why } from './why.ts';

export const en = {
  shell,
  compare,
  peers,
  predict,
  servers,
  fixes,
  targets,
  client,
  clientPlace,
  tls,
  terminal,
  composer,
  tape,
  structure,
  diagram,
  hold,
  judgement,
  inflate,
  engineOptions,
  experiments,
  why,
  source,
  waiting,
  ladder,
  layers,
  labs,
  profiles: profileTexts,
  profileSource,
  profileWaiting,
  rules: ruleSentences,
  states: stateTexts,
};
