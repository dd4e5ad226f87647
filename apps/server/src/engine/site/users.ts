/** The users API of the tutorials, done properly: `/users` and `/users/<int:id>`. */
import { linesOf } from '#shared/http1/checks.ts';
import type { PathParams } from '#shared/requests/path-pattern.ts';
import type { EngineRequest, EngineResponse } from '../handler.ts';
import { negotiate } from '../negotiate.ts';
import type { Endpoint, Resource } from '../routes.ts';
import { isProblem, readUser } from './users-input.ts';
import { readPaging } from './users-paging.ts';
import { FORMS, type Form, notAcceptable, type Problem, problemResponse } from './users-problem.ts';
import { type User, UserStore } from './users-store.ts';
import { usersView, userView } from './users-views.ts';

/** The most users kept: anyone who finds the demo site can add some. */
const CAPACITY = 1000;

type Result = EngineResponse | Problem;

/** The routes of a users API with its own store. */
export function usersApi(capacity = CAPACITY): readonly (readonly [string, Resource])[] {
  const store = new UserStore(capacity);
  return [
    ['/users', { get: listUsers(store), post: addUser(store) }],
    ['/users/<int:id>', { get: getUser(store), put: putUser(store), delete: deleteUser(store) }],
  ];
}

/** Nothing is done before a form is negotiated; problems use that form too. */
function negotiated(work: (request: EngineRequest, params: PathParams, form: Form) => Result): Endpoint {
  const handler = (request: EngineRequest, params: PathParams): EngineResponse => {
    const form = negotiate(request.head.fields, FORMS);
    if (form === null) return notAcceptable();
    const result = work(request, params, form);
    return isProblem(result) ? problemResponse(result, form) : { rule: 'accept', ...result };
  };
  return { handler };
}

function listUsers(store: UserStore): Endpoint {
  return negotiated(({ query }, _params, form) => {
    const paging = readPaging(query);
    if (isProblem(paging)) return paging;
    return usersView(store.list(paging.offset, paging.limit), paging, store.size, form);
  });
}

function addUser(store: UserStore): Endpoint {
  return negotiated((request, _params, form) => {
    const data = readUser(request);
    if (isProblem(data)) return data;
    const user = store.add(data);
    if (user === null) return { status: 507, details: [`There is no room for more than ${store.size} users.`] };
    return { ...userView(user, form, [['Location', `/users/${user.id}`]]), status: 201 };
  });
}

function getUser(store: UserStore): Endpoint {
  return negotiated((_request, params, form) => found(store.get(params.int('id')), form));
}

/** Replaces a user's data. The server assigns ids: an unknown one gets a 404. */
function putUser(store: UserStore): Endpoint {
  return negotiated((request, params, form) => {
    // A part cannot replace the whole (RFC 9110 §14.5).
    if (linesOf(request.head.fields, 'content-range').length > 0) {
      return { status: 400, details: ['PUT takes a whole user, so no Content-Range.'] };
    }
    const id = params.int('id');
    if (store.get(id) === undefined) return NOBODY;
    const data = readUser(request);
    return isProblem(data) ? data : found(store.replace(id, data), form);
  });
}

/** There is no content in the response, so there is nothing to negotiate. */
function deleteUser(store: UserStore): Endpoint {
  const handler = ({ head }: EngineRequest, params: PathParams): EngineResponse => {
    if (store.remove(params.int('id'))) return { status: 204, fields: [], content: null };
    return problemResponse(NOBODY, negotiate(head.fields, FORMS) ?? 'text/html');
  };
  return { handler };
}

const NOBODY: Problem = { status: 404, details: ['There is no user with this id.'], rule: 'not-found' };

function found(user: User | undefined, form: Form): Result {
  return user === undefined ? NOBODY : userView(user, form);
}
