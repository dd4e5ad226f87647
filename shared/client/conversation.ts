/**
 * What a client's transcript says: the requests and responses of one connection, read by the parsers from the octets
 * that its own socket wrote and read. The entries are all there is; content is de-chunked and mapped back to the octets
 * that carried it by transcript/view/content.ts.
 */
import type { RequestHead, ResponseHead } from '../http1/events.ts';
import type { Entry } from '../transcript/record/entries.ts';
import { isRequestHead, type Message } from '../transcript/replay/message-log.ts';
import { Stream } from '../transcript/replay/stream.ts';
import { ContentMap } from '../transcript/view/content.ts';

/** The answer to one request, as far as it has come. */
export interface Answer {
  /** 1xx before it, in order. */
  readonly interim: readonly ResponseHead[];
  readonly head: ResponseHead;
  readonly message: Message;
  readonly content: ContentMap;
}

export class Conversation {
  readonly requests = Stream.requests(null);
  readonly responses = Stream.responses({
    methods: (request) => this.requestHead(request)?.method,
    // What a refused request is taken for by its server, this parser cannot tell.
    asked: (request) => request < this.requests.log.messages.length || this.requests.state === 'refused',
  });

  /** Takes the next entry; those of another vantage say nothing here. */
  append(entry: Entry): void {
    if (entry.at !== 'client') return;
    if (entry.kind === 'write') this.requests.append(entry.bytes);
    else if (entry.kind === 'read' && entry.bytes !== undefined) this.responses.append(entry.bytes);
    else if (entry.kind === 'fin') (entry.by === 'client' ? this.requests : this.responses).parser.fin();
  }

  requestHead(ordinal: number): RequestHead | null {
    const head = this.requests.log.messages[ordinal]?.head ?? null;
    return head !== null && isRequestHead(head) ? head : null;
  }

  /** The answer to request number `ordinal` of the connection (from 0); null while its final head has not come. */
  answer(ordinal: number): Answer | null {
    let request = 0;
    let interim: ResponseHead[] = [];
    for (const message of this.responses.log.messages) {
      const { head } = message;
      if (head === null || isRequestHead(head)) return null;
      if (isInterim(head)) interim.push(head);
      else if (request === ordinal) return { interim, head, message, content: ContentMap.of(this.responses, message) };
      else {
        request++;
        interim = [];
      }
    }
    return null;
  }

  /** A copy of the content of an answer. */
  contentOf(answer: Answer): Uint8Array {
    return answer.content.bytes(this.responses);
  }
}

/** Another response to the same request follows (RFC 9110 §15.2). 101 is the last one in HTTP. */
export function isInterim({ status }: { readonly status: number }): boolean {
  return status < 200 && status !== 101;
}
