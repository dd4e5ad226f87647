/** Text responses. */
import type { FieldPair } from '#shared/http1/writer.ts';
import type { EngineResponse } from '../handler.ts';

const encoder = new TextEncoder();

/** A 200 with UTF-8 text; its Content-Length counts octets, not characters. */
export function text(content: string, type = 'text/plain', fields: readonly FieldPair[] = []): EngineResponse {
  return {
    status: 200,
    fields: [['Content-Type', `${type}; charset=utf-8`], ...fields],
    content: encoder.encode(content),
  };
}

/** A handler's own 400: says what the handler did not understand. */
export function badRequest(content: string): EngineResponse {
  return { ...text(content, 'text/plain', [['X-Content-Type-Options', 'nosniff']]), status: 400 };
}
