/**
 * A client's transcript as a conversation: the requests and responses of one connection, parsed from the octets that
 * its own socket wrote and read. The entries are the only source; content is de-chunked and mapped back to the octets
 * that carried it by transcript/view/content.ts.
 */
import type { RequestHead, ResponseHead } from '../http1/events.ts';
import type { Entry } from '../transcript/record/entries.ts';
import { isRequestHead, type Message } from '../transcript/replay/message-log.ts';
import { Stream } from '../transcript/replay/stream.ts';
import { ContentMap } from '../transcript/view/content.ts';

/** The answer to one request, as far as it has arrived. */
export interface Answer {
  /** 1xx responses before it, in order. */
  readonly interim: readonly ResponseHead[];
  readonly head: ResponseHead;
  readonly message: Message;
  readonly content: ContentMap;
}

export class Conversation {
  readonly requests = Stream.requests(null);
  readonly responses = Stream.responses({
    methods: (request) => this.requestHead(request)?.method,
    // This parser cannot tell how the server treats a request it refused.
    asked: (request) => request < this.requests.log.messages.length || this.requests.state === 'refused',
  });

  /** Takes the next entry; entries of another vantage are ignored. */
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

  /** The answer to request number `ordinal` of the connection (from 0); null until its final head has arrived. */
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

/** Whether another response to the same request follows (RFC 9110 §15.2). In HTTP, 101 is the last one. */
export function isInterim({ status }: { readonly status: number }): boolean {
  return status < 200 && status !== 101;
}
