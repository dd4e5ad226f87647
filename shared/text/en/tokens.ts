/** Names of the kinds of token. */
import type { TokenKind } from '../../http1/events.ts';

export const tokenNames: Readonly<Record<TokenKind, string>> = {
  method: 'method',
  target: 'request-target',
  version: 'version',
  status: 'status code',
  reason: 'reason phrase',
  'field-name': 'field name',
  'field-value': 'field value',
  content: 'content',
  'chunk-size': 'chunk-size',
  'chunk-extension': 'chunk extension',
  'chunk-data': 'chunk data',
  'trailer-name': 'trailer name',
  'trailer-value': 'trailer value',
};
