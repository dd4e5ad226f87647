/** Users as JSON and as HTML. */
import { encodeJson } from '#shared/base/decode.ts';
import type { FieldPair } from '#shared/http1/writer.ts';
import type { EngineResponse } from '../handler.ts';
import { escapeHtml, page } from './page.ts';
import { linkField, neighboursOf, type Paging } from './users-paging.ts';
import { type Form, NOSNIFF, VARY } from './users-problem.ts';
import type { User } from './users-store.ts';

const WORDS = { first: 'First', prev: 'Previous', next: 'Next', last: 'Last' } as const;

/** One user. */
export function userView(user: User, form: Form, fields: readonly FieldPair[] = []): EngineResponse {
  if (form === 'application/json') return json(user, fields);
  const name = escapeHtml(user.name);
  const body = `<h1>${name}</h1>\n<p>User ${user.id}, aged ${user.age}.</p>\n<p><a href="/users">All users</a></p>`;
  return page(user.name, body, [VARY, ...fields]);
}

/** Some of all users. */
export function usersView(users: readonly User[], paging: Paging, total: number, form: Form): EngineResponse {
  const neighbours = neighboursOf(paging, total);
  const links = linkField(neighbours);
  if (form === 'application/json') return json({ users, total, ...paging }, links);
  const rows = users.map(
    ({ id, name, age }) => `<div><dt><a href="/users/${id}">${escapeHtml(name)}</a></dt><dd>aged ${age}</dd></div>`,
  );
  const list = rows.length === 0 ? '<p>Nobody here.</p>' : `<dl>\n${rows.join('\n')}\n</dl>`;
  const pages = neighbours.map(([relation, target]) => `<a href="${escapeHtml(target)}">${WORDS[relation]}</a>`);
  const nav = pages.length === 0 ? '' : `\n<p>${pages.join(' · ')}</p>`;
  return page('Users', `<h1>Users</h1>\n<p>${total} in all.</p>\n${list}${nav}\n${ADD}`, [VARY, ...links]);
}

const ADD = `<form method="post" action="/users">
<p><label>Name <input name="name" required maxlength="100"></label>
<label>Age <input name="age" type="number" required min="0" max="150"></label>
<button>Add</button></p>
</form>`;

function json(value: unknown, fields: readonly FieldPair[]): EngineResponse {
  return {
    status: 200,
    fields: [['Content-Type', 'application/json'], NOSNIFF, VARY, ...fields],
    content: encodeJson(value),
  };
}
