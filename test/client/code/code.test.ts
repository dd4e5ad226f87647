/** Requests as programs and commands: what a reader copies says the same, whatever the values are. */
import { execFileSync, spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, latin1, utf8 } from '#shared/base/octets.ts';
import { httpxCode, socketCode } from '#shared/client/code/python.ts';
import { printfOf, pythonBytes, pythonText, shellCanHold, shellWord } from '#shared/client/code/quote.ts';
import type { CodeOf } from '#shared/client/code/request.ts';
import { curlCode, octetCode, octetRawCode } from '#shared/client/code/shell.ts';
import { type Draft, EMPTY_DRAFT, writeDraft } from '#shared/client/draft/draft.ts';
import { buildRequest } from '#shared/client/request.ts';
import { parseUrl } from '#shared/client/url.ts';
import { loadContent } from '../../../apps/server/src/client/cli/content.ts';
import { parseClientCommand, verbOf } from '../../../apps/server/src/client/cli/flags.ts';

const HOSTILE = [
  "it's",
  '"quoted"',
  'a\nb',
  'a\r\nB: c',
  '$(touch x)`id`',
  '; rm -rf ~ #',
  '!!',
  '\\',
  "\\'",
  '%s%n',
  '\x1b[2J\x07',
  '\u202eevil\u2066',
  '-o x',
  '@/etc/hosts',
  'é你👋',
  '',
  ' a ',
  '*?[a]{b,c}~',
  '\t',
];

const python = spawnSync('python3', ['-c', 'print(1)']).status === 0 ? 'python3' : null;
const anyText = fc.string({ unit: 'binary', maxLength: 30 });

/** The words bash makes of these, with its own standard input empty. */
function bashWords(words: readonly string[]): string[] {
  const said = execFileSync('bash', ['-c', `printf '%s\\0' ${words.join(' ')}`], {
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  return said.toString('utf8').split('\0').slice(0, -1);
}

/** The words a command gets, with what is piped into it. */
function commandOf(code: string, name: 'curl' | 'npx'): { words: string[]; input: Buffer } {
  const script = `${name}() { printf '%d\\0' $#; printf '%s\\0' "$@"; [ -p /dev/stdin ] && cat; return 0; }\n${code}`;
  const said = execFileSync('bash', ['-c', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  const pieces = said.toString('latin1').split('\0');
  const count = Number(pieces[0]);
  const words = pieces.slice(1, count + 1);
  const text = (word: string) => Buffer.from(word, 'latin1').toString('utf8');
  return { words: words.map(text), input: Buffer.from(pieces.slice(count + 1).join('\0'), 'latin1') };
}

function codeOf(change: Partial<Draft>, more: Partial<CodeOf> = {}): CodeOf {
  const draft: Draft = { ...EMPTY_DRAFT, url: 'http://127.0.0.1:8100/echo', ...change };
  const written = writeDraft(draft, { cookiesFor: () => [] });
  const timeouts = { connect: 5000, write: 5000, read: 5000, total: 0 };
  return {
    draft,
    written,
    follow: false,
    redirects: 20,
    raise: false,
    decode: true,
    insecure: false,
    timeouts,
    ...more,
  };
}

const withoutNul = (text: string) => text.replaceAll('\0', '');

describe('a word of a shell', () => {
  it('survives quoting unchanged', () => {
    expect(bashWords(HOSTILE.map(shellWord))).toEqual(HOSTILE);
    fc.assert(
      fc.property(fc.array(anyText.map(withoutNul), { minLength: 1, maxLength: 50 }), (words) => {
        expect(bashWords(words.map(shellWord))).toEqual(words);
      }),
      { numRuns: 20 },
    );
    expect(shellCanHold('a\0')).toBe(false);
  });

  it('shows no control character and nothing that turns text around', () => {
    for (const text of HOSTILE) expect(shellWord(text)).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it('may be octets, by printf', () => {
    const all = Uint8Array.from({ length: 512 }, (_, i) => i % 256);
    const said = execFileSync('sh', ['-c', printfOf(all)]);
    expect(latin1(said)).toBe(latin1(all));
  });
});

describe.skipIf(python === null)('a literal of Python', () => {
  const evaluate = (literals: readonly string[]): unknown => {
    const script =
      'import ast,json,sys\nprint(json.dumps([v.decode("latin-1") if isinstance(v:=ast.literal_eval(l),bytes) else v for l in json.load(sys.stdin)]))';
    return JSON.parse(execFileSync('python3', ['-c', script], { input: JSON.stringify(literals) }).toString());
  };

  it('survives unchanged', () => {
    const texts = [...HOSTILE, ...fc.sample(anyText, 300)];
    expect(evaluate(texts.map(pythonText))).toEqual(texts);
    const bytes = fc.sample(fc.uint8Array({ maxLength: 40 }), 200);
    expect(evaluate(bytes.map(pythonBytes))).toEqual(bytes.map((some) => latin1(some)));
  });

  it('makes a program that compiles for any values', () => {
    const programs = HOSTILE.flatMap((value) => {
      const safe = value.replace(/\p{Cc}/gu, '').trim();
      const draft: Partial<Draft> = {
        method: 'POST',
        params: [[value, value]],
        fields: [['X-A', safe]],
        content: {
          kind: 'form',
          pairs: [
            [value, value],
            [value, 'b'],
          ],
        },
      };
      const parts = [
        { kind: 'text', name: value, text: value } as const,
        { kind: 'file', name: value, fileName: value, type: '', bytes: utf8(value) } as const,
      ];
      return [
        httpxCode(codeOf(draft)),
        httpxCode(codeOf({ method: 'PUT', content: { kind: 'multipart', parts, boundary: 'octet-1' } })),
        httpxCode(
          codeOf({ method: 'POST', content: { kind: 'json', text: JSON.stringify({ [value]: [value, null] }) } }),
        ),
        socketCode(parseUrl('https://[::1]:8100/').url, utf8(value), { halfClose: true, timeout: 0 }),
      ];
    });
    const script = 'import json,sys\nfor p in json.load(sys.stdin): compile(p, "p", "exec")\nprint("ok")';
    const said = execFileSync('python3', ['-c', script], { input: JSON.stringify(programs) }).toString();
    expect(said).toBe('ok\n');
  });
});

describe('httpx', () => {
  it('is written as in a tutorial', () => {
    const code = httpxCode(
      codeOf({ params: [['q', 'a b']], fields: [['Accept', 'application/json']] }, { follow: true, raise: true }),
    );
    expect(code).toContain('with httpx.Client(timeout=5, follow_redirects=True, max_redirects=20) as client:');
    expect(code).toContain("client.get(\n        'http://127.0.0.1:8100/echo',\n        params=[('q', 'a b')],");
    expect(code).toContain('response.raise_for_status()');
  });

  it.each([
    [{ kind: 'json', text: '{"a":[1,true,null]}' }, "json={'a': [1, True, None]}"],
    [{ kind: 'json', text: '{"a":1e999}' }, 'content=\'{"a":1e999}\'.encode()'],
    [
      {
        kind: 'form',
        pairs: [
          ['a', '1'],
          ['a', '2'],
          ['b', ''],
        ],
      },
      "data={'a': ['1', '2'], 'b': ''}",
    ],
    [{ kind: 'octets', bytes: Uint8Array.of(0, 255), type: 'image/png' }, "('Content-Type', 'image/png')"],
  ] as [Draft['content'], string][])('%j', (content, expected) => {
    expect(httpxCode(codeOf({ method: 'POST', content }))).toContain(expected);
  });
});

const CONTENTS: Draft['content'][] = [
  { kind: 'none' },
  ...HOSTILE.map((text): Draft['content'] => ({
    kind: 'text',
    text: withoutNul(text).replaceAll('\r', ''),
    type: 'text/plain',
  })),
  { kind: 'text', text: 'a\0b', type: '' },
  { kind: 'octets', bytes: Uint8Array.of(0, 0x27, 0xff, 0x25), type: 'image/png' },
  { kind: 'json', text: '{"it\'s": "$(id)"}' },
  {
    kind: 'form',
    pairs: [
      ['a b', "it's & more"],
      ['é', ''],
    ],
  },
  { kind: 'form', pairs: [['a=b', 'c']] },
];

describe('octet', () => {
  it.each(CONTENTS)('sends the same octets: %j', async (content) => {
    const of = codeOf({
      method: 'POST',
      params: [['q', "'$(id)'"]],
      fields: [
        ['X-Quoted', `"it's" $HOME`],
        ['X-Empty', ''],
      ],
      cookies: [['a', 'b']],
      content,
    });
    const { words, input } = commandOf(octetCode(of), 'npx');
    expect(words[0]).toBe('octet');
    const verb = verbOf(words[1]);
    if (verb === undefined) throw new Error('no verb');
    const command = parseClientCommand(verb, words.slice(2));
    if (command.kind === 'help') throw new Error('no command');
    const loaded =
      command.content.kind === 'data' && command.content.words.from === 'stdin'
        ? { kind: 'octets' as const, bytes: new Uint8Array(input), type: null }
        : (await loadContent(command.content)).content;
    const [url = ''] = command.urls;
    const spec = { method: command.method, url: parseUrl(url).url, params: command.params, cookies: command.cookies };
    const defaults = [
      ['User-Agent', 'octet'],
      ['Accept', '*/*'],
    ] as const;
    const built = buildRequest({ ...spec, ...command.headers, defaults, content: loaded });
    const octets = built.content.kind === 'octets' ? concat([built.head, built.content.bytes]) : built.head;
    // The order of fields may differ: it has no meaning between different names.
    const lines = (of: Uint8Array) => latin1(of).split('\r\n').sort();
    expect(lines(octets)).toEqual(lines(of.written.octets));
  });

  it('takes raw octets by standard input', () => {
    const octets = utf8("GET / HTTP/1.1\r\nX: '$(id)%s\0\r\n\r\n");
    const { words, input } = commandOf(octetRawCode('http://127.0.0.1:8100', octets, true), 'npx');
    expect(words.slice(1)).toEqual(['request', '--trace', '--raw', '-', '--half-close', 'http://127.0.0.1:8100']);
    expect(latin1(input)).toBe(latin1(octets));
  });
});

describe('curl', () => {
  it.each(CONTENTS)('gets the content unchanged: %j', (content) => {
    const of = codeOf({ method: 'POST', content });
    const { words, input } = commandOf(curlCode(of), 'curl');
    const { content: built } = of.written.built;
    const sent = built.kind === 'octets' ? latin1(built.bytes) : null;
    const at = words.findIndex((word) => word.startsWith('--data-'));
    if (sent === null) expect(at).toBe(-1);
    else expect(words[at] === '--data-raw' ? latin1(utf8(words[at + 1] ?? '')) : latin1(input)).toBe(sent);
    if (built.kind === 'octets')
      expect(words).toContain(built.type === null ? 'Content-Type:' : `Content-Type: ${built.type}`);
  });

  it('names the parts of a form, and leaves files where they are', () => {
    const parts = [
      { kind: 'text', name: 'a', text: "@it's" } as const,
      { kind: 'file', name: 'f', fileName: 'q"\\.png', type: 'image/png', bytes: utf8('x') } as const,
    ];
    const { words } = commandOf(
      curlCode(codeOf({ method: 'POST', content: { kind: 'multipart', parts, boundary: 'b' } })),
      'curl',
    );
    expect(words.slice(-6, -2)).toEqual(['--form-string', "a=@it's", '-F', 'f=@"q\\"\\\\.png";type=image/png']);
  });
});
