import type { Platform, PostFormat } from '#db/schema/choices.ts';

export type { Platform, PostFormat };

/**
 * How a platform lets us learn the truth of a request whose end we did not see, the surest first.
 * key: our own key makes the create happen once. handle: it gave us a name before anything was public, and answers for it.
 * search: only the account's recent posts can be looked through. nothing: there is nothing to ask.
 */
export type Certainty = 'key' | 'handle' | 'search' | 'nothing';

/** What of a post one request makes: the post itself, the next of its thread, or a comment under it. */
export type Part = 'post' | 'reply' | 'comment';

/** How a platform counts: by weight as X does, by what a reader sees as one character, by UTF-16 units, or by signs of which a picture is as many as it has bytes. */
export type Counting = 'weighted' | 'graphemes' | 'units' | 'pictures';

export interface TextLimit {
  most: number;
  counted: Counting;
  /** Where bytes of UTF-8 are limited too. */
  mostBytes?: number;
  /** Every address counts as so many, however long it is. */
  urlCounts?: number;
  /** The option whose words count as well, such as a content warning. */
  alsoCounts?: string;
}

/** What the platform takes, as data: the composer counts by it, the server refuses by it, a test holds the simulator to it. What a file must be like stands in media/file/limits.ts. */
export interface Limits {
  text: TextLimit;
  title?: TextLimit & { required: boolean };
  formats: readonly PostFormat[];
  images: number;
  videos: number;
  documents?: number;
  /** Images and videos in one post. */
  mixed: boolean;
  /** A post without a picture or a film is none here. */
  needsMedia: boolean;
  alt: boolean;
  /** Of several pictures only the first has a description. */
  altOnce?: true;
  altMost?: number;
  hashtags?: number;
  mentions?: number;
  /** How many posts a thread may have; 1: there are none. */
  thread: number;
  firstComment: boolean;
  /** Where an address goes: into the words, into a card beside them, or into a field of its own. */
  link: 'text' | 'card' | 'field';
  /** It refuses words that the account has posted there already. */
  refusesAgain?: true;
  /** So many posts in so many seconds for one account. */
  quota?: { posts: number; seconds: number };
}

/** A setting of a post that only this platform knows. The composer draws it, and one rule checks it (options.ts). */
export interface OptionField {
  name: string;
  label: string;
  kind: 'text' | 'choice' | 'switch';
  required?: boolean;
  hint?: string;
  most?: number;
  choices?: readonly { value: string; label: string }[];
  /** The choices lie under this name in the account's data, such as its boards. */
  choicesOf?: string;
  fallback?: string | boolean;
}

export type Options = Record<string, string | boolean>;

/** JSON that is kept with its row: what the platform told of an account, or of an upload. */
export type Kept = { [name: string]: Json };
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** One account as a connector sees it: opened, never logged. */
export interface Account {
  id: string;
  platformAccountId: string;
  username: string;
  accessToken: string;
  refreshToken: string | null;
  /** The instance or site it lives on, where there are many. */
  place: string | null;
  data: Kept;
}

export interface Profile {
  platformAccountId: string;
  username: string;
  displayName: string;
  image: string | null;
  url: string | null;
  followers: number | null;
  following: number | null;
  posts: number | null;
  /** What later requests need of it, such as boards, limits of the instance, the kind of account. */
  data: Kept;
}

export interface Tokens {
  accessToken: string;
  /** Null: none came with the answer, and whoever has one keeps it. */
  refreshToken: string | null;
  expiresAt: Date | null;
  scopes: readonly string[];
}

/** What connecting gave: one account, or several to choose from (pages, organizations), each with its own tokens. */
export interface Grant {
  accounts: readonly (Profile & Tokens)[];
}

/** So many bytes that are never in memory all at once: they are read in parts, as they leave. */
export interface Bytes {
  byteSize: number;
  read(from: number, to: number): Promise<Uint8Array<ArrayBuffer>>;
  /** The same without ever being ours to hold, where whoever keeps the bytes lets them flow. */
  flow?(from: number, to: number): Promise<ReadableStream<Uint8Array>>;
}

export type Body = string | Uint8Array<ArrayBuffer>;

/** One request, as data: the publisher sends it, so that no connector can send two. */
export interface WireRequest<B = Body | Bytes> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  headers?: Record<string, string>;
  body?: B;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** Null where the body is no JSON. */
  json: unknown;
}

/** No answer came: nobody knows whether the request arrived. */
export class NoAnswer extends Error {}

/** The platform said no to something that is no publishing: a profile, a refresh, an upload. */
export class PlatformRefused extends Error {
  readonly why: 'expired' | 'revoked' | 'too-fast' | 'refused' | 'unavailable' | 'unreadable';
  /** When it may be tried again, in seconds from now. */
  readonly seconds: number | null;
  constructor(why: PlatformRefused['why'], sentence: string, seconds: number | null = null) {
    super(sentence);
    this.why = why;
    this.seconds = seconds;
  }
}

/** How a connector reaches its platform. Addresses begin with one of `hosts`; an address that an answer gave is called only where `uploadHosts` or `hosts` allow it. */
export interface Wire {
  hosts: Readonly<Record<string, string>>;
  /** One request; no redirect is followed, the answer is bounded. Throws NoAnswer. */
  call(request: WireRequest): Promise<Answer>;
  /** Our application at the platform; null where none is configured. */
  client: { id: string; secret: string } | null;
  now(): Date;
}

/** A file of a post. Whatever may be large is sent as it is: a request whose body is the file. */
export interface Media extends Bytes {
  id: string;
  kind: 'image' | 'video' | 'audio' | 'document';
  mime: string;
  name: string;
  width: number | null;
  height: number | null;
  seconds: number | null;
  alt: string;
  /** Where the platform itself can fetch it. */
  url: string;
}

/** What one request has to make public. */
export interface Piece {
  /** The same for every try of this part of this version: what idempotency keys, record keys and slugs are made from. A UUIDv7. */
  key: string;
  part: Part;
  format: PostFormat;
  text: string;
  title: string | null;
  link: string | null;
  media: readonly Media[];
  options: Options;
  /** What came before it in its thread, and what began the thread. */
  parent: Published | null;
  root: Published | null;
  /** When it was first about to be sent: recent posts are looked through from here. */
  since: Date;
}

export interface Published {
  id: string;
  url: string | null;
  /** What an answer to it must name beside the id. */
  data: Kept;
}

export type Prepared =
  | { kind: 'ready' }
  /** The platform is still at work: come back then. It counts as no failure. */
  | { kind: 'wait'; seconds: number; sentence: string }
  /** It will never take this; a person must change something. */
  | { kind: 'refused'; code: string; sentence: string };

/** The one request that makes it public, and how its answer is read. `read` says null to what it does not know: that is ambiguous. Its body is whole before anything is armed. */
export interface Firing {
  request: WireRequest<Body>;
  read(answer: Answer): Outcome | null;
}

/** The closed list of what can become of the one request. Only what the platform surely did not write is rejected, deferred or expired. */
export type Outcome =
  | { kind: 'confirmed'; published: Published }
  | { kind: 'rejected'; code: string; sentence: string }
  | { kind: 'deferred'; seconds: number; sentence: string }
  | { kind: 'expired'; sentence: string }
  | { kind: 'ambiguous'; sentence: string };

/** What a look found. `absent` is a proof; `unclear` is none, and another look follows. */
export type Sighting =
  | { kind: 'found'; published: Published }
  | { kind: 'absent'; proof: string }
  | { kind: 'unclear'; sentence: string };

/** A minute after a yes: it is live under this id and address, it is still being looked at, or it was taken back. */
export type Settled = { kind: 'live'; id: string; url: string | null } | { kind: 'pending' } | { kind: 'gone'; sentence: string };

/** A recent post of the account, for platforms that can only be looked through. */
export interface Seen {
  id: string;
  url: string | null;
  text: string;
  mediaCount: number;
  at: Date;
  data: Kept;
}

export type Metric = 'impressions' | 'reach' | 'engagements' | 'clicks' | 'shares' | 'saves' | 'comments' | 'likes';
/** Null: the platform does not tell. Never 0 for what is not known. */
export type Reading = { [M in Metric]: number | null } & { raw: Json };

/** The way to an account. */
export type Connecting =
  | {
      way: 'oauth';
      scopes: readonly string[];
      /** Base64url of the SHA-256, its hex, or no proof at all where the platform has none. */
      pkce: 'base64url' | 'hex' | null;
      /** Asks for the instance first, and registers us there. What it answers is kept until the way back. */
      begin?(wire: Wire, place: string, redirectUri: string): Promise<{ client: { id: string; secret: string } }>;
      /** How the place is asked for, where there are many. */
      place?: { label: string; hint: string; example: string };
      authorizeUrl(wire: Wire, asked: { state: string; challenge: string | null; redirectUri: string }): string;
      exchange(wire: Wire, given: { code: string; verifier: string | null; redirectUri: string; place: string | null }): Promise<Grant>;
    }
  | {
      way: 'form';
      /** What is typed into a field called `place` is the place of the account: whoever connects gives it to the wire. */
      fields: readonly { name: string; label: string; hint: string; secret: boolean; example?: string }[];
      connect(wire: Wire, values: Record<string, string>): Promise<Grant>;
    }
  /** No request at all: a person posts it, and brings the address back. */
  | { way: 'hand-off'; fields: readonly { name: string; label: string; hint: string; secret: false; example?: string }[] };

/**
 * One platform, as one plain object. It knows the wire and nothing of our tables; it sends nothing public by itself: the
 * publisher sends what `fire` describes, once. `registry.ts` holds them all, and one suite tests each.
 */
export interface Connector {
  platform: Platform;
  name: string;
  /** What we can learn afterwards, for each part that it can publish. A part that is not named cannot be published. */
  certainty: { readonly [P in Part]?: Certainty };
  /** Where the kind of the account or the format changes that. */
  certaintyOf?(data: Kept, format?: PostFormat): Connector['certainty'];
  limits: Limits;
  /** What this very account may, where the platform tells. */
  limitsOf?(data: Kept): Limits;
  options: readonly OptionField[];
  /** Where it speaks, by name. Names of hosts stand here and nowhere else; the place of an account replaces `place`. */
  hosts: Readonly<Record<string, string>>;
  /** Ends of host names that an answer may send uploads to. */
  uploadHosts: readonly string[];
  connecting: Connecting;
  /** Days before the end of an access token that cannot be renewed silently on which its owner is told. */
  warnDays: readonly number[];
  refresh?(wire: Wire, account: Account): Promise<Tokens>;
  profile?(wire: Wire, account: Account): Promise<Profile>;
  /** What only the platform can tell before a post is due: quotas, blocked accounts. Null: nothing is in the way. */
  preflight?(wire: Wire, account: Account, piece: Piece): Promise<string | null>;
  /**
   * All that can be done before anything is public: uploads, containers, drafts. It may be called again at any moment:
   * `handle` is what it kept so far, and `keep` has it in the database before it answers.
   */
  prepare?(wire: Wire, account: Account, piece: Piece, handle: Kept, keep: (handle: Kept) => Promise<void>): Promise<Prepared>;
  /** Absent where a person posts it. */
  fire?(wire: Wire, account: Account, piece: Piece, handle: Kept): Promise<Firing> | Firing;
  /** For key and handle. `fired` is when the first request left. */
  lookUp?(wire: Wire, account: Account, piece: Piece, handle: Kept, fired: Date): Promise<Sighting>;
  /** For search: the account's posts since then, the newest first. */
  recent?(wire: Wire, account: Account, since: Date, piece: Piece, handle?: Kept): Promise<readonly Seen[]>;
  /** What became of a post that was taken, for platforms whose yes is not the last word, or tells no address. */
  settled?(wire: Wire, account: Account, id: string): Promise<Settled>;
  /** A reading for each post that it can tell of, by its platform id. */
  metrics?(wire: Wire, account: Account, ids: readonly string[]): Promise<ReadonlyMap<string, Reading>>;
}
