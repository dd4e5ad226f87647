/** The page at `/`: says what can be tried. Small, because people look at every octet of it. */

/** HTML, UTF-8, no script. */
export const HOME = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>Octet</title>
<style>
:root { --ink: #1d2129; --soft: #5b6472; --line: #dfe3ea; --page: #fbfbfd; --mark: #0b63ce }
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
</style>
<h1>It works, octet by octet.</h1>
<p>This page came over HTTP/1.1 from a server that shows how it reads every octet. Ask it for more:</p>
<dl>
<div><dt><a href="/hello">/hello</a></dt><dd>a short text</dd></div>
<div><dt><a href="/echo">/echo</a></dt><dd>your own request, as it arrived</dd></div>
<div><dt><a href="/stream">/stream</a></dt><dd>chunks, one after another, and a trailer</dd></div>
<div><dt><a href="/slow?ms=2000">/slow?ms=2000</a></dt><dd>an answer that takes its time</dd></div>
<div><dt><a href="/unicode">/unicode</a></dt><dd>characters of more than one octet</dd></div>
<div><dt><a href="/gzip">/gzip</a></dt><dd>a text in fewer octets</dd></div>
<div><dt><code>POST /echo</code></dt><dd>what you send comes back</dd></div>
</dl>
</html>
`;
