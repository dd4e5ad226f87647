/**
 * The messages between the page and the control server over the WebSocket.
 *
 * Every frame is binary: u32 (big-endian) length of the header, the header as JSON in UTF-8, then raw octets.
 * `decodeToServer` and `decodeToPage` return null for anything that is not a well-formed message: the receiver closes
 * the connection with 1002 (protocol error) and never acts on half a message.
 */

import type { Clocks, Reading } from '../base/options.ts';
import type { ClientMemory, RunEnd, TimedRunNote } from '../client/run-notes.ts';
import type { Forget, RunRequest } from '../client/run-request.ts';
import type { Cut } from '../composer/pieces.ts';
import type { StepUnit, Stop } from '../hold/stops.ts';
import type { LabAnswer, LabRequest } from '../labs/request.ts';
import { DENIALS } from '../net/denied.ts';
import type { ProfileOptions } from '../servers/start-options.ts';
import type { Origin } from '../transcript/record/entries.ts';

/** Version of this protocol; a hello with another version is refused. */
export const WIRE_VERSION = 6;

/** The current state behind a server's name. `ended`: it returned by itself, as its text's program does. */
export type ServerState = 'stopped' | 'starting' | 'listening' | 'crashed' | 'ended';

/** The most lanes of a server that are listed, the newest ones. */
export const MOST_NAMED = 32;

export interface ServerInfo {
  readonly id: string;
  readonly state: ServerState;
  readonly host: string;
  /** 0 while it does not listen. */
  readonly port: number;
  /** How often it was restarted after a crash. */
  readonly restarts: number;
  /** The last crash or start error, in the runtime's words. */
  readonly error: string | null;
  /** The last or next start options of a profile; null for other servers. */
  readonly options: ProfileOptions | null;
  /** Lanes accepted and not closed yet, ascending. */
  readonly serving: readonly number[];
  /** The lane on whose socket a serial server waits and so accepts no other client; null while it does not. */
  readonly busy: number | null;
  /** Lanes that the kernel has connected and the server has not accepted, in order of arrival. */
  readonly backlog: readonly number[];
  /** How it parses the connections it accepts from now on; only for a configurable server. */
  readonly reading?: Reading;
  /** Only with a gate in front of it; `next`: the next connection it accepts is held. */
  readonly hold?: { readonly next: boolean };
  /** A third-party server: whether it is on this machine. */
  readonly program?: Program;
}

/** The program of a peer. */
export interface Program {
  readonly found: boolean;
  /** Its own version number; null until it was started, or when it does not report one. */
  readonly version: string | null;
}

/** The server behind a front: one of Octet's own, started for this one connection. */
export interface BackendSpec {
  readonly server: string;
  /** How it parses, where that is configurable. */
  readonly reading?: Reading;
}

export interface LaneInfo {
  /** `#3` on the screen: counts connections from 1, over all servers. */
  readonly lane: number;
  readonly server: string;
  readonly origin: Origin;
  /** The page's own number for its connect request, or null for outside clients and other pages. */
  readonly ref: number | null;
  /** A connection between two servers: the lane whose octets arrive here through a front. */
  readonly behind?: number;
}

/** A target, resolved. */
export interface TargetInfo {
  readonly server: string;
  /** IPv4 or IPv6, as the system's resolver returned them. */
  readonly addresses: readonly string[];
  readonly allowed: boolean;
}

/** Targets of one session, requested or allowed. */
export const MOST_TARGETS = 64;

/** How much of a lane the page has: it wants entries from `next` on. */
export interface LanePosition {
  readonly lane: number;
  readonly next: number;
}

export type CodingName = 'gzip' | 'deflate' | 'br';

export type ToServer =
  | {
      readonly type: 'hello';
      readonly version: number;
      readonly token: string;
      readonly session: string;
      readonly have: readonly LanePosition[];
    }
  /**
   * `server`: one of Octet's, or a target (net/target.ts) that the user has allowed.
   * `options`: for a profile that has to be started for this; a running one continues as it is. Absent: as last time.
   * `reading`: for this one connection, for a configurable server; absent: as that server parses all others.
   */
  | {
      readonly type: 'connect';
      readonly ref: number;
      readonly server: string;
      readonly clocks: Clocks;
      readonly options?: ProfileOptions;
      readonly reading?: Reading;
      /** The named server is a front and forwards to this one. Both are started for this connection alone. */
      readonly back?: BackendSpec;
    }
  /** Asks where octets would go if `server`, a target, were allowed. Nothing is connected. */
  | { readonly type: 'ask-target'; readonly ref: number; readonly server: string }
  /** Allows a target, at the addresses that the last answer named, until the session ends. */
  | { readonly type: 'allow-target'; readonly ref: number; readonly server: string }
  /** Revokes the permission; existing connections stay. */
  | { readonly type: 'forget-target'; readonly server: string }
  /**
   * Octets to write; the frame's octets. With cuts, each piece is a separate write, after the previous one was read and
   * its pause; to a target, whose reads are unknown, only after its pause.
   */
  | { readonly type: 'send'; readonly lane: number; readonly bytes: Uint8Array; readonly cuts?: readonly Cut[] }
  /**
   * Answered with `settled` once the server's thread has handled everything that had reached it: only from then on does
   * its silence mean that it waits. A server that Octet does not run in a thread is taken at its silence: the answer
   * comes at once.
   */
  | { readonly type: 'settle'; readonly ref: number; readonly lane: number }
  /** Discards the part of a lane's sends that is not written yet. */
  | { readonly type: 'cancel'; readonly lane: number }
  /** Half-close: FIN after everything sent. A UDP socket is closed: nothing is sent. */
  | { readonly type: 'end'; readonly lane: number }
  /** RST immediately. */
  | { readonly type: 'reset'; readonly lane: number }
  /** Start a stopped server. */
  | { readonly type: 'start'; readonly server: string; readonly options?: ProfileOptions }
  /** End a server's thread, if there is one, and start it again. */
  | { readonly type: 'restart'; readonly server: string; readonly options?: ProfileOptions }
  /** Kill the server's thread, to see what its clients see. */
  | { readonly type: 'kill'; readonly server: string }
  /** How a server parses the connections it accepts from now on, from any client. */
  | ({ readonly type: 'configure'; readonly server: string } & Reading)
  /** Holds the server of a lane, from this page or from outside: at `stops`, and immediately if `now`. */
  | { readonly type: 'hold'; readonly lane: number; readonly stops: readonly Stop[]; readonly now: boolean }
  /** Holds the next connection a server accepts, from any client; `stops` null: no longer. */
  | {
      readonly type: 'hold-next';
      readonly server: string;
      readonly stops: readonly Stop[] | null;
      readonly now: boolean;
    }
  /** A held server continues by one step … */
  | { readonly type: 'hold-step'; readonly lane: number; readonly unit: StepUnit }
  /** … to its next stop … */
  | { readonly type: 'hold-run'; readonly lane: number }
  /** … or for good. */
  | { readonly type: 'release'; readonly lane: number }
  /** Whether the server's clock is stopped while it is held; by default it is. */
  | { readonly type: 'freeze'; readonly lane: number; readonly frozen: boolean }
  /** Decode content; the frame's octets. */
  | { readonly type: 'decode'; readonly ref: number; readonly coding: CodingName; readonly bytes: Uint8Array }
  /** An experiment of the labs. One at a time. */
  | { readonly type: 'lab'; readonly ref: number; readonly wish: LabRequest }
  /** Ends the running experiment; its answer says how far it got. */
  | { readonly type: 'lab-stop' }
  /** A run of the page's client; the frame's octets are its content, or all of it. One at a time. */
  | { readonly type: 'client'; readonly ref: number; readonly asked: RunRequest; readonly bytes: Uint8Array }
  /** Ends the run; its end says how far it got. */
  | { readonly type: 'client-stop' }
  /** Clears part of the client's memory, if any is named, and reports the rest. */
  | { readonly type: 'client-keep'; readonly forget: Forget | null };

/** Every reason to refuse a request of the page; text/en/shell.ts words each. */
export const REFUSAL_CODES = [
  'unknown-lane',
  'unknown-server',
  /** That server's parsing cannot be configured. */
  'no-reading',
  'lane-closed',
  'connect-failed',
  /** The attempt to connect got no answer; `detail` says where and how long. */
  'connect-timeout',
  /** As many connections of this page are open as it may have: `detail`. */
  'too-many-lanes',
  /** As many connections, of all pages and outside clients, are open as the recorder keeps: `detail`. */
  'too-many-recorded',
  /** As many chains are running as may: `detail`. */
  'too-many-chains',
  /** The process may open no more files. */
  'no-descriptors',
  /** The user has not allowed this target. */
  'target-unasked',
  /** Its name does not resolve to an address. */
  'target-nowhere',
  /** Too many targets were requested in this session. */
  'too-many-targets',
  /** Always denied: net/denied.ts. `detail` names the address. */
  ...DENIALS.map((denial) => `target-${denial}` as const),
  /** UDP has no RST. */
  'no-reset',
  'datagram-too-large',
  'decode-failed',
  'decode-too-large',
  /** This server cannot be held. */
  'no-gate',
  /** The server has not accepted this connection, or does not listen. */
  'not-accepted',
  'not-held',
  'too-many-holds',
  /** Another experiment of this page is running. */
  'lab-busy',
  /** The experiment could not be set up. */
  'lab-failed',
  /** The answer does not fit into a message. */
  'answer-too-large',
  /** Another run of this page's client is in progress. */
  'client-busy',
  /** The request for the client is invalid. */
  'client-input',
] as const;

export type RefusalCode = (typeof REFUSAL_CODES)[number];

export type ToPage =
  /** `resumed` is false when the server does not know the session: it was restarted; only the page has older lanes. */
  | {
      readonly type: 'welcome';
      readonly version: number;
      readonly engineVersion: string;
      readonly resumed: boolean;
      /** The newest lane of the page's own connections, whose announcement follows; null when it has none. */
      readonly newest: number | null;
      /** Targets this session may connect to: those of `--allow-target`, and those the user has allowed. */
      readonly targets: readonly string[];
    }
  /** Where octets to a target go: every address of its name. `allowed`: the user has allowed it. */
  | ({ readonly type: 'target'; readonly ref: number } & TargetInfo)
  | { readonly type: 'servers'; readonly servers: readonly ServerInfo[] }
  | { readonly type: 'lane'; readonly lane: LaneInfo }
  /** Entries of one lane in order; `now`: the recorder's clock at sending. Frame octets: transcript/record/codec.ts. */
  | { readonly type: 'entries'; readonly lane: number; readonly now: number; readonly bytes: Uint8Array }
  /** Comes after the entries of what the thread did. */
  | { readonly type: 'settled'; readonly ref: number }
  | { readonly type: 'decoded'; readonly ref: number; readonly bytes: Uint8Array }
  | { readonly type: 'lab'; readonly ref: number; readonly answer: LabAnswer }
  /** Entries of a connection of the page's client, in the client's own numbers; the frame's octets. */
  | { readonly type: 'client-entries'; readonly connection: number; readonly bytes: Uint8Array }
  | { readonly type: 'client-note'; readonly at: TimedRunNote }
  /** Octets of decoded content. */
  | { readonly type: 'client-content'; readonly bytes: Uint8Array }
  | { readonly type: 'client-end'; readonly ref: number; readonly end: RunEnd }
  | { readonly type: 'client-kept'; readonly kept: ClientMemory }
  | { readonly type: 'refused'; readonly ref: number | null; readonly code: RefusalCode; readonly detail: string };

/** The most octets of one UDP datagram over IPv4: 65,535 less the headers of IP (20) and UDP (8) (RFC 768, RFC 791). */
export const MOST_DATAGRAM = 65_507;

/** Close codes of the gateway besides those of RFC 6455. */
export const CLOSE = {
  /** No hello in time, or a wrong token: the page reloads itself once. */
  unauthorised: 4401,
  /** The page was too slow to receive its messages; it reconnects and resumes. */
  tooSlow: 1013,
  protocol: 1002,
} as const;
