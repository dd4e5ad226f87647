/** The two parsers. Both run the same table, states.ts; any segmentation of the same octets gives the same events. */
export { readingDigest } from './leniencies.ts';
export { REQUEST_TABLE, RequestParser } from './request-parser.ts';
export { RESPONSE_TABLE, ResponseParser, type ResponseParserOptions } from './response-parser.ts';
