/** The style of the demo site's pages, and the escaping that makes text safe in them. */

import { utf8 } from '#shared/base/octets.ts';
import type { FieldPair } from '#shared/http1/writer.ts';
import type { EngineResponse } from '../handler.ts';

/** Small, because people inspect every octet of it. */
export const STYLE = `:root { --ink: #1d2129; --soft: #5b6472; --line: #dfe3ea; --page: #fbfbfd; --mark: #0b63ce }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e7e9ee; --soft: #9aa3b2; --line: #2c313b; --page: #14161b; --mark: #7db4ff }
}
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 40rem; padding: 8vh 1.25rem; background: var(--page); color: var(--ink);
  font: 1rem/1.6 system-ui, sans-serif }
h1 { margin: 0; font-size: 2rem; line-height: 1.2; letter-spacing: -.02em }
p { margin: .5rem 0 2rem; color: var(--soft) }
dl { margin: 0; border-top: 1px solid var(--line) }
dl div { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: .65rem 0; border-bottom: 1px solid var(--line) }
dt { flex: 0 0 8rem }
dd { flex: 1 1 16rem; margin: 0; color: var(--soft) }
a, code { font: .95rem ui-monospace, monospace }
a { color: var(--mark) }
`;

/** Additional style for pages with names and forms. */
const MORE_STYLE = `h1, dt { overflow-wrap: anywhere }
dt { flex: 1 1 16rem }
dd { flex: 0 1 6rem }
dl a, p a, input, button { font: inherit }
form { margin-top: 2rem }
input { width: 14rem; max-width: 100%; margin: 0 .75rem .5rem .25rem; padding: .2rem .4rem }
input[type=number] { width: 5rem }
button { padding: .2rem .9rem }
`;

/** No scripts, no requests elsewhere, forms only to this site: a page with strangers' input needs nothing else. */
const FIELDS: readonly FieldPair[] = [
  ['Content-Type', 'text/html; charset=utf-8'],
  ['X-Content-Type-Options', 'nosniff'],
  [
    'Content-Security-Policy',
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'",
  ],
];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text escaped for use between tags and in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] as string);
}

/** A page. @param title as text @param body as HTML, with everything in it already escaped */
export function page(title: string, body: string, fields: readonly FieldPair[] = []): EngineResponse {
  const meta = '<meta name="color-scheme" content="light dark">\n<link rel="icon" href="data:,">';
  const head = `<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">`;
  const html = `${head}\n${meta}\n<title>${escapeHtml(title)}</title>\n<style>\n${STYLE}${MORE_STYLE}</style>\n${body}\n</html>\n`;
  return { status: 200, fields: [...FIELDS, ...fields], content: utf8(html) };
}
