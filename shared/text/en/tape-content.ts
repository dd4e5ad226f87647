/** The content view of the tape: a message's content without its chunk framing. */
import type { Direction } from '../../transcript/replay/stream.ts';
import { group, octets } from './count.ts';

export const tapeContent = {
  contentOf: (direction: Direction, number: number) =>
    `${direction === 'in' ? 'content of request' : 'content of response'} ${group(number)}`,
  contentNone:
    'No message with content yet. Content is what follows the empty line; here it is shown without chunk framing.',
  contentEmpty: 'This message has no content.',
  contentPieces: (pieces: number) => (pieces === 1 ? 'from 1 chunk' : `joined from ${group(pieces)} chunks`),
  contentReading: { 'utf-8': 'as UTF-8', 'latin-1': 'as ISO-8859-1', none: 'as octets' },
  contentSent: (coding: string) => `as sent: ${coding}`,
  contentDecoded: 'decoded',
  contentDecoding: 'Decoding…',
  contentDecodedFrom: (from: number, to: number) => `${octets(from)} ⇒ ${octets(to)}`,
  contentIncomplete: 'The content is incomplete: it can be decoded once its last octet has arrived.',
  contentUnknownCoding: (coding: string) => `Octet does not know the content coding “${coding}”.`,
  contentPart: (offset: number, wire: number) =>
    `octet ${group(offset)} of the content, octet ${group(wire)} on the wire`,
  contentBlock: 'Decoded as a block: its octets have a place on the wire only as a whole.',
  contentText: 'Content as text',
};
