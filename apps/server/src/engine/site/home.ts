/** The page at `/`: lists what can be tried. Small, because people inspect every octet of it. */

import { STYLE } from './page.ts';

/** What only the engine's own site has. */
const OWN = `<div><dt><a href="/cookie">/cookie</a></dt><dd>the cookies you sent; <a href="/cookie/set?flavour=oat">set one</a></dd></div>
<div><dt><a href="/redirect/2">/redirect/2</a></dt><dd>another address, and another</dd></div>
<div><dt><a href="/user/Ada">/user/Ada</a></dt><dd>a name out of the path; also <a href="/post/42">/post/42</a> and
  <a href="/path/to/somewhere">/path/…</a></dd></div>
<div><dt><a href="/users">/users</a></dt><dd>a small API, as HTML or JSON</dd></div>
<div><dt><code>PUT /upload</code></dt><dd>counted and digested as it arrives, however large</dd></div>
`;

const home = (more: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>Octet</title>
<style>
${STYLE}</style>
<h1>It works, octet by octet.</h1>
<p>This page came over HTTP/1.1 from a server that shows how it reads every octet. Ask it for more:</p>
<dl>
<div><dt><a href="/hello">/hello</a></dt><dd>a short text</dd></div>
<div><dt><a href="/echo">/echo</a></dt><dd>your own request, as it arrived</dd></div>
<div><dt><a href="/stream">/stream</a></dt><dd>chunks, one after another, and a trailer</dd></div>
<div><dt><a href="/slow?ms=2000">/slow?ms=2000</a></dt><dd>an answer that takes its time</dd></div>
<div><dt><a href="/unicode">/unicode</a></dt><dd>characters of more than one octet</dd></div>
<div><dt><a href="/gzip">/gzip</a></dt><dd>a text in fewer octets</dd></div>
${more}<div><dt><code>POST /echo</code></dt><dd>what you send comes back</dd></div>
</dl>
</html>
`;

/** HTML, UTF-8, no script. */
export const HOME = home(OWN);

/** The page for a server that has only the plain resources. */
export const PLAIN_HOME = home('');
