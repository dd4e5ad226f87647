/** Reads a user's data from a request: from the query, a form or JSON, without guessing. */
import { decodeJson, decodeUtf8 } from '#shared/base/decode.ts';
import { latin1 } from '#shared/base/octets.ts';
import { listOf } from '#shared/http1/checks.ts';
import { parseForm } from '#shared/requests/percent.ts';
import type { EngineRequest } from '../handler.ts';
import { contentTypeOf, essenceOf, type MediaType } from '../media-type.ts';
import type { Problem } from './users-problem.ts';
import type { UserData } from './users-store.ts';

const LONGEST_NAME = 100;
const OLDEST = 150;

const TYPES = 'application/json, application/x-www-form-urlencoded';

/** A member of the request as it arrived: text from a form, any value from JSON. */
type Member = readonly [name: string, value: unknown];

/** Whether reading ended in a problem. */
export function isProblem(value: object): value is Problem {
  return 'details' in value;
}

/** A user's data. 400 if it cannot be read, 415 for an unsupported type, 422 if it does not describe a user. */
export function readUser(request: EngineRequest): UserData | Problem {
  const query = parseForm(request.query ?? '');
  if (query === null) return bad('The query is not well-formed percent-encoded UTF-8.');
  const content = readContent(request);
  if (!Array.isArray(content)) return content as Problem;
  return validate([...query, ...(content as readonly Member[])]);
}

function readContent({ head, content }: EngineRequest): readonly Member[] | Problem {
  if (content.length === 0) return [];
  if (listOf(head.fields, 'content-encoding').some((coding) => coding.toLowerCase() !== 'identity')) {
    return { ...bad('Content codings are not read here.'), status: 415, fields: [['Accept-Encoding', 'identity']] };
  }
  const type = contentTypeOf(head.fields);
  if (type === null || !isUtf8(type)) return unsupported();
  switch (essenceOf(type)) {
    case 'application/x-www-form-urlencoded':
      return parseForm(latin1(content)) ?? bad('The form is not well-formed percent-encoded UTF-8.');
    case 'application/json':
      return readJson(content);
    default:
      return unsupported();
  }
}

function isUtf8({ parameters }: MediaType): boolean {
  return parameters.every(([name, value]) => name !== 'charset' || value.toLowerCase() === 'utf-8');
}

function readJson(content: Uint8Array): readonly Member[] | Problem {
  if (decodeUtf8(content) === null) return bad('The content is not UTF-8.');
  const value = decodeJson(content, 0, content.length);
  if (value === undefined) return bad('The content is not JSON.');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return invalid(['The content is an object such as {"name": "Ada", "age": 36}.']);
  }
  return Object.entries(value);
}

function validate(members: readonly Member[]): UserData | Problem {
  const details: string[] = [];
  const known = ['name', 'age'];
  const extra = members.find(([name]) => !known.includes(name));
  if (extra !== undefined) details.push(`A user has name and age, and no ${JSON.stringify(extra[0].slice(0, 40))}.`);
  for (const name of known) {
    const count = members.filter((member) => member[0] === name).length;
    if (count !== 1) details.push(`${name} is ${count === 0 ? 'missing' : 'given more than once'}.`);
  }
  if (details.length > 0) return invalid(details);
  const values = new Map(members);
  const name = readName(values.get('name'));
  const age = readAge(values.get('age'));
  if (name === null) details.push(`name is a text of 1 to ${LONGEST_NAME} characters without control characters.`);
  if (age === null) details.push(`age is a whole number from 0 to ${OLDEST}.`);
  return name === null || age === null ? invalid(details) : { name, age };
}

function readName(value: unknown): string | null {
  if (typeof value !== 'string' || value.trim() === '' || [...value].length > LONGEST_NAME) return null;
  return /[\p{Cc}\p{Cs}]/u.test(value) ? null : value;
}

function readAge(value: unknown): number | null {
  const age = typeof value === 'string' && /^[0-9]{1,3}$/.test(value) ? Number(value) : value;
  return typeof age === 'number' && Number.isInteger(age) && age >= 0 && age <= OLDEST ? age : null;
}

function bad(detail: string): Problem {
  return { status: 400, details: [detail] };
}

function invalid(details: readonly string[]): Problem {
  return { status: 422, details };
}

function unsupported(): Problem {
  return { status: 415, details: [`The content is one of: ${TYPES}, in UTF-8.`], fields: [['Accept', TYPES]] };
}
