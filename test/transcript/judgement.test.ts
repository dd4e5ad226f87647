/** Nothing is said to have been refused by a server that only the engine would have refused. */
import { describe, expect, it } from 'vitest';
import { linesOfRow } from '#shared/screen/row.ts';
import { Screen } from '#shared/screen/screen.ts';
import { textOf } from '#shared/screen/span.ts';
import { en } from '#shared/text/en/index.ts';
import { waitingSentence } from '#shared/text/waiting-sentence.ts';
import type { Draft } from '#shared/transcript/record/entries.ts';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import { explainAt } from '#shared/transcript/view/explain.ts';
import { Structure } from '#shared/transcript/view/structure.ts';
import { waitingAt } from '#shared/waiting/waiting.ts';
import { fin, open, reads, replayed, writes } from './script.ts';

/** SP where a target should begin, refused there; then the rest of the request. */
const WRONG = 'GET  / HTTP/1.1\r\n\r\n';
const ANSWER = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n';

/** What the server did was to answer; the engine's part is played by its table alone. */
const talkWith = (server: string): Replay => replayed(open({ server }), reads(WRONG), writes(ANSWER));

/** All that is said at every step of the walk. */
function saidOf(replay: Replay): string {
  const said: string[] = [];
  for (let position = 0; position <= replay.total; position++) {
    const explanation = explainAt(replay, position);
    said.push(en.why.sentence(explanation), en.why.paragraph(explanation));
    said.push(waitingSentence(en, waitingAt(replay, position)));
    if (explanation.kind === 'empty') continue;
    for (const { level, rule } of explanation.verdicts) said.push(en.judgement.title[level][explanation.reader], rule);
  }
  const rows = new Structure(replay).rows(new Set());
  for (let i = 0; i < rows.length; i++) said.push(Object.values(en.structure.words(rows.at(i).item)).join(' '));
  const screen = new Screen(en, replay, []);
  screen.update();
  for (const row of screen.rows.kept) for (const line of linesOfRow(en, row, 200)) said.push(textOf(line.spans));
  return said.join('\n');
}

const CLAIMS = /refused|Refused|server (refuses|answers|stops|discards|has sent)|are discarded|, discarded|closes\./;

describe('what the engine would refuse', () => {
  it.each(['users-api', 'node-http', 'web-server-1.0', 'users-api+mended:no-accept'])(
    'is not refused by %s',
    (server) => {
      const said = saidOf(talkWith(server));
      expect(said).not.toMatch(CLAIMS);
      expect(said).toContain('The engine would refuse this at octet 4.');
      expect(said).toContain('Octet 4 is SP: the engine would refuse it');
      expect(said).toContain('By the RFC’s rules the engine would stop here');
      expect(said).toContain('answer **400**');
      expect(said).toMatch(/^the engine would refuse /m);
      expect(said).toMatch(/^not parsed 1/m);
    },
  );

  it('is refused by the engine', () => {
    const said = saidOf(talkWith('engine'));
    expect(said).toMatch(CLAIMS);
    expect(said).toContain('Refused at octet 4.');
    expect(said).toContain('Octet 4 is SP: refused');
    expect(said).not.toContain('engine would');
  });

  it('does not apply to responses: the page reads those', () => {
    const replay = replayed(open(), reads('GET / HTTP/1.1\r\nHost: a\r\n\r\n'), writes('HTTP 200\r\n'));
    const said = saidOf(replay);
    expect(said).toContain('not a valid response');
    expect(said).not.toMatch(/Refused|engine would/);
  });
});

describe('the waiting line', () => {
  const says = (server: string, ...more: readonly Draft[]): string => {
    const replay = replayed(open({ server }), reads(WRONG), ...more);
    return waitingSentence(en, waitingAt(replay, replay.total));
  };

  it('leaves other servers to their own rules where the engine stops reading', () => {
    expect(says('engine')).toBe(en.waiting.refusing);
    expect(says('node-http')).toBe(en.waiting.ownRules);
    expect(says('node-http', writes(ANSWER), fin('server'))).toBe(en.waiting.goodbye);
  });
});

describe('the end of an exchange', () => {
  it('is for another server to decide', () => {
    const words = (server: string): string[] => {
      const replay = replayed(open({ server }), reads('GET / HTTP/1.1\r\nHost: a\r\n\r\n'));
      const rows = new Structure(replay).rows(new Set());
      return Array.from({ length: rows.length }, (_, i) => en.structure.words(rows.at(i).item).name);
    };
    expect(words('engine')).toContain('connection stays open');
    expect(words('users-api')).toContain('may keep the connection');
  });
});
