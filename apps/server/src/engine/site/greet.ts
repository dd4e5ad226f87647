/** Routes with parameters: what stands in the path comes back, decoded once and escaped. */

import type { PathParams } from '#shared/requests/path-pattern.ts';
import type { EngineRequest, EngineResponse } from '../handler.ts';
import { escapeHtml, page } from './page.ts';

/** `/user/<name>`. */
export function greetUser(_request: EngineRequest, params: PathParams): EngineResponse {
  const name = params.text('name');
  return page(`User ${name}`, `<h1>User ${escapeHtml(name)}</h1>`);
}

/** `/post/<int:id>`. */
export function showPost(_request: EngineRequest, params: PathParams): EngineResponse {
  const id = params.int('id');
  return page(`Post ${id}`, `<h1>Post ${id}</h1>`);
}

/** `/path/<path:rest>`. A slash that came encoded belongs to its segment, and is shown so. */
export function showPath(_request: EngineRequest, params: PathParams): EngineResponse {
  const path = params
    .segments('rest')
    .map((segment) => segment.replaceAll('/', '%2F'))
    .join('/');
  return page(`Subpath ${path}`, `<h1>Subpath ${escapeHtml(path)}</h1>`);
}
