/** Envelopes of the hub, as docs/PROTOCOL.md describes them. Times are unix milliseconds. */

export interface Position {
  readonly epoch: string;
  readonly seq: number;
}

export interface Update {
  readonly topic: string;
  readonly epoch: string;
  readonly seq: number;
  /** The position that a delta applies to; without meaning for a snapshot. */
  readonly base?: number;
  readonly kind: "delta" | "snapshot" | "end";
  readonly barrier?: boolean;
  readonly at?: number;
  readonly data?: unknown;
}

export type Outcome = "current" | "resumed" | "snapshot" | "later" | "unknown" | "denied" | "limit";

export interface SubscribeRequest {
  readonly topic: string;
  readonly epoch?: string;
  readonly seq?: number;
}

export interface SubscribeAnswer {
  readonly topic: string;
  readonly outcome: Outcome;
  readonly epoch?: string;
  readonly seq?: number;
  readonly state?: unknown;
  readonly updates?: readonly Update[];
}

export interface ReconnectPlan {
  readonly afterMilliseconds: number;
  readonly reason?: string;
}

export type BlockKind = "paragraph" | "heading" | "image" | "quote" | "list" | "table" | "embed" | "file";

/** Members called html (and the items of a list, the rows of a table) are inline markup that the server has sanitised. */
export interface Block {
  readonly kind: BlockKind;
  readonly html?: string;
  readonly level?: number;
  readonly items?: readonly string[];
  readonly ordered?: boolean;
  readonly url?: string;
  readonly alt?: string;
  readonly width?: number;
  readonly height?: number;
  readonly rows?: readonly (readonly string[])[];
  readonly headed?: boolean;
  readonly credit?: string;
  readonly widths?: readonly number[];
}

export interface Note {
  readonly at: number;
  readonly text: string;
}

/** A post of a live blog. Pinned ones stand above others; among equals the higher rank is above. */
export interface LivePost {
  readonly id: string;
  readonly revision: number;
  readonly headline?: string;
  readonly blocks?: readonly Block[];
  readonly byline?: string;
  readonly pinned?: boolean;
  readonly key?: boolean;
  readonly at: number;
  readonly modifiedAt: number;
  readonly rank: number;
}

export interface LiveKey {
  readonly id: string;
  readonly headline?: string;
  readonly at: number;
}

export interface LiveSnapshot {
  readonly coverageStart: number;
  readonly coverageEnd?: number;
  /** The first posts, in the order of the page. */
  readonly posts?: readonly LivePost[];
  readonly count?: number;
  /** The first post below them. */
  readonly older?: string;
  readonly keys?: readonly LiveKey[];
  /** Posts that must not be shown any more. */
  readonly hidden?: readonly string[];
}

export interface LiveDelta {
  /** As it is now, like count and older. */
  readonly coverageEnd?: number;
  readonly upserted?: readonly LivePost[];
  readonly removed?: readonly string[];
  readonly count?: number;
  readonly older?: string;
  /** Absent where they are the same. */
  readonly keys?: readonly LiveKey[];
  /** A post below the first ones that changed: who shows it replaces it, and nobody puts it in. */
  readonly edited?: LivePost;
}

export type Stage = "published" | "updated" | "corrected" | "held" | "retracted";

/** Only a tombstone is public: the text is gone for good, or for the time being. */
export const isWithheld = (stage: Stage): boolean => stage === "retracted" || stage === "held";

export interface ArticleSnapshot {
  readonly id: string;
  readonly site: string;
  readonly section: string;
  readonly revision: number;
  readonly stage: Stage;
  readonly headline?: string;
  readonly summary?: string;
  readonly blocks?: readonly Block[];
  readonly byline?: string;
  readonly firstPublishedAt: number;
  readonly modifiedAt: number;
  readonly notes?: readonly Note[];
  readonly retractionReason?: string;
  readonly breaking?: boolean;
  readonly sample?: boolean;
  readonly correctionRequestedAt?: number;
  readonly heldUntil?: number;
  readonly live?: LiveSnapshot;
}

export interface ArticleDelta {
  readonly revision: number;
  readonly stage: Stage;
  readonly modifiedAt: number;
  readonly section?: string;
  readonly headline?: string;
  readonly summary?: string;
  readonly blocks?: readonly Block[];
  readonly byline?: string;
  readonly addedNotes?: readonly Note[];
  readonly breaking?: boolean;
  /** As it is now: absent for none. */
  readonly correctionRequestedAt?: number;
  readonly live?: LiveDelta;
}

export interface Card {
  readonly id: string;
  readonly revision: number;
  readonly section: string;
  readonly headline: string;
  readonly summary?: string;
  readonly image?: string;
  readonly imageAlt?: string;
  readonly firstPublishedAt: number;
  readonly modifiedAt: number;
  readonly corrected?: boolean;
  readonly sample?: boolean;
  /** True while the coverage of a live blog goes on. */
  readonly live?: boolean;
}

/** Where an arranged card stands, from 0. */
export interface Place {
  readonly id: string;
  readonly index: number;
}

/** A correction notice above a list, until a time. */
export interface ListNotice {
  readonly articleId: string;
  readonly text: string;
  readonly until: number;
}

export interface ListSnapshot {
  readonly cards?: readonly Card[];
  readonly places?: readonly Place[];
  readonly notice?: ListNotice;
}

export interface ListDelta {
  readonly upserted?: readonly Card[];
  readonly removed?: readonly string[];
  /** As they are now, like the notice. */
  readonly places?: readonly Place[];
  readonly notice?: ListNotice;
}

export interface BreakingItem {
  readonly articleId: string;
  readonly revision: number;
  readonly headline: string;
  readonly raisedAt: number;
  readonly sample?: boolean;
  /** Of what an editor raised by hand. */
  readonly id?: string;
  /** Where it leads; the page of its article where absent. */
  readonly url?: string;
}

export const breakingKey = (item: BreakingItem): string => item.id ?? item.articleId;

export interface BreakingSnapshot {
  readonly items?: readonly BreakingItem[];
}

/** Times are unix minutes; a packed value is sky << 10 | (tenths + 512), see ticker.ts. */
export interface TickerSnapshot {
  readonly v: number;
  readonly at?: number;
  readonly next?: number;
  readonly w?: readonly string[];
  readonly p: readonly number[];
  readonly by?: string;
  readonly a?: readonly (readonly [number, number])[];
  readonly q?: readonly (readonly [number, number])[];
  /** Rows that mby vouches for instead of by. */
  readonly m?: readonly number[];
  readonly mby?: string;
}

export interface TickerDelta {
  readonly v: number;
  readonly at?: number;
  readonly next?: number;
  /** New words, to be put behind those before. */
  readonly w?: readonly string[];
  readonly d?: readonly number[];
  readonly s?: readonly (readonly [number, number])[];
  readonly a?: readonly (readonly [number, number])[];
  readonly q?: readonly (readonly [number, number])[];
  readonly by?: string;
  readonly m?: readonly number[];
  readonly mby?: string;
}

export interface WarningItem {
  readonly zone: string;
  readonly zoneName: string;
  readonly kind: string;
  readonly level: string;
  readonly severity: number;
  readonly issuedAt: number;
  readonly effectiveAt?: number;
  readonly endsAt?: number;
  readonly by: string;
}

export interface WarningsSnapshot {
  readonly region: string;
  readonly checkedAt?: number;
  readonly items?: readonly WarningItem[];
}

/** State of weather/station/{number}; the time in unix milliseconds. */
export interface StationSnapshot {
  readonly id: number;
  readonly name: string;
  readonly tenths?: number;
  readonly sky?: string;
  readonly observedAt: number;
  readonly quality?: number;
  readonly by: string;
}

export interface SlotSnapshot {
  readonly id: string;
  readonly sizes?: readonly string[];
  readonly intervalSeconds?: number;
  readonly revision?: number;
  readonly lineup?: number;
  readonly withdrawn?: readonly string[];
  readonly house?: House | null;
  readonly lazyDistancePercent?: number | null;
  readonly passback?: boolean;
  readonly floating?: boolean;
}

/** A slot's own banner. */
export interface House {
  readonly text: string;
  readonly url?: string | null;
  readonly imageUrl?: string | null;
}
