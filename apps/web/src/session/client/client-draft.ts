/**
 * The request being written, as a form and as octets kept in step: whichever changes, the other follows. Octets that no
 * form can express stand alone, and the form keeps its last state.
 */
import { create } from 'zustand';
import {
  type Draft,
  type DraftContext,
  EMPTY_DRAFT,
  type WrittenDraft,
  writeDraft,
} from '#shared/client/draft/draft.ts';
import { type OctetsFault, readDraft } from '#shared/client/draft/read.ts';
import { type InputCode, InputError } from '#shared/client/input.ts';
import { cookiesFrom } from '#shared/client/jar.ts';
import type { ClientSettings, ClientTimeouts } from '#shared/client/run-request.ts';
import type { ToAscii } from '#shared/client/url.ts';
import { octetsOfWrites, readWrites, writtenAs } from '#shared/transcript/view/sending.ts';
import { useClient } from '../state/client-run.ts';

interface ClientDrafts {
  readonly draft: Draft;
  /** The octets as a text that spells out every one of them. */
  readonly text: string;
  readonly octets: Uint8Array;
  /** What is wrong with the form; the octets are those of the last valid form. */
  readonly input: { readonly code: InputCode; readonly detail: string } | null;
  /** Hand-written octets that no form can express: the form keeps its state from before them. */
  readonly fault: OctetsFault | null;
  readonly settings: ClientSettings;
  readonly raw: RawDraft;
}

export interface RawDraft {
  /** Its lines end in LF. */
  readonly text: string;
  readonly url: string;
  readonly crlf: boolean;
  readonly halfClose: boolean;
  /** Milliseconds without an octet; 0 waits forever. */
  readonly timeout: number;
}

/** Total time in ms, so that a dripping answer ends too. */
export const TOTAL = 300_000;

/** httpx waits five seconds in each phase; so does this. */
const TIMEOUTS: ClientTimeouts = { connect: 5000, write: 5000, read: 5000, total: TOTAL };

export const DEFAULT_SETTINGS: ClientSettings = {
  follow: false,
  redirects: 20,
  raise: false,
  decode: true,
  insecure: false,
  timeouts: TIMEOUTS,
};

export const FIRST_DRAFT: Draft = {
  ...EMPTY_DRAFT,
  fields: [
    ['Accept', '*/*'],
    ['User-Agent', 'octet'],
  ],
};

const FIRST_RAW: RawDraft = {
  text: 'GET / HTTP/1.1\nHost: 127.0.0.1\nConnection: close\n\n',
  url: '',
  crlf: true,
  halfClose: false,
  timeout: 5000,
};

export const useDraft = create<ClientDrafts>(() => ({
  draft: FIRST_DRAFT,
  text: '',
  octets: new Uint8Array(0),
  input: null,
  fault: null,
  settings: DEFAULT_SETTINGS,
  raw: FIRST_RAW,
}));

/** Converts host names outside US-ASCII as the browser does. */
const toAscii: ToAscii = (name) => {
  try {
    return new URL(`http://${name}/`).hostname;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return '';
  }
};

export const context: DraftContext = {
  cookiesFor: (url) => cookiesFrom(useClient.getState().kept.cookies, url, Date.now()),
  toAscii,
};

/** The draft as a request; null while it is not one. */
export function writtenNow(draft: Draft): WrittenDraft | null {
  const written = tryWrite(draft);
  return 'code' in written ? null : written;
}

function tryWrite(draft: Draft): WrittenDraft | { code: InputCode; detail: string } {
  try {
    return writeDraft(draft, context);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { code: error.code, detail: error.detail };
  }
}

/** The form changed: the octets follow. */
export function editDraft(change: Partial<Draft>): void {
  const draft = { ...useDraft.getState().draft, ...change };
  const written = tryWrite(draft);
  if ('code' in written) useDraft.setState({ draft, input: written });
  else useDraft.setState({ draft, input: null, fault: null, octets: written.octets, text: textOf(written.octets) });
}

/** The octets changed: the form follows where it can. */
export function editOctets(text: string): void {
  const written = readWrites(text);
  if (!written.ok) {
    useDraft.setState({ text, fault: { why: 'escape', at: written.at } });
    return;
  }
  const octets = octetsOfWrites(written.writes);
  const read = readDraft(octets, useDraft.getState().draft, context);
  if (read.ok) useDraft.setState({ text, octets, draft: read.draft, input: null, fault: null });
  else useDraft.setState({ text, octets, fault: read.fault });
}

/** Discards hand-written octets: they become the form's again. */
export function backToForm(): void {
  editDraft({});
}

export function setSettings(change: Partial<ClientSettings>): void {
  useDraft.setState(({ settings }) => ({ settings: { ...settings, ...change } }));
}

export function setRaw(change: Partial<RawDraft>): void {
  useDraft.setState(({ raw }) => ({ raw: { ...raw, ...change } }));
}

function textOf(octets: Uint8Array): string {
  return writtenAs([{ bytes: octets, pauseMs: 0 }]);
}

/** The cookies in the jar changed: a form's octets change with them. Hand-written octets stay. */
useClient.subscribe(({ kept }, before) => {
  const { fault, draft } = useDraft.getState();
  if (kept.cookies !== before.kept.cookies && fault === null && draft.url !== '') editDraft({});
});
