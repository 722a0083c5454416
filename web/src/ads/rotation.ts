import type { SlotSnapshot } from "../live/wire";
import type { Creative, Decision } from "./desk";

export interface Place {
  /** It can be seen soon, in a page that is looked at: a banner that is asked for now will be rendered. */
  readonly ready: boolean;
  ask(): Promise<Decision | undefined>;
  show(decision: Decision, creative: Creative): void;
  clear(): void;
  /** What it showed was withdrawn, and is off the page. */
  withdrawn(): void;
  /** The next banner is due after this long in view. */
  due(milliseconds: number): void;
  /** The interval changed while a banner is in view. */
  interval(milliseconds: number): void;
}

/** What a rendered page shows already. */
export interface Beginning {
  readonly intervalSeconds?: number;
  readonly lineup?: number;
  readonly creative?: string | undefined;
}

/** Spread over pages: a paused campaign is missed by every open page at the same moment. */
const askAgainWithinMilliseconds = 400;
const staleAgainMilliseconds = 1_500;

/** Whatever a server says: a banner that changes faster than this is read by nobody. */
const intervalSecondsMin = 5;

/** A gateway that has just begun has its numbers a moment later; one whose campaigns have reached their goals never will. */
const numberlessMax = 2;

/** Which banner a place shows: the next after the interval in view, none that is withdrawn, and no gap while nothing is known. */
export class Rotation {
  #creative: string | undefined;
  #interval: number;
  #lineup: number;
  #withdrawn: readonly string[] = [];
  #asking = false;
  #again = false;
  #over = false;
  #numberless = 0;
  /** A banner is due, and is asked for as soon as the place is ready. */
  #wanted = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly place: Place, shown: Beginning = {}, private readonly random: () => number = Math.random) {
    this.#creative = shown.creative;
    this.#interval = Math.max(intervalSecondsMin, shown.intervalSeconds ?? 30);
    this.#lineup = shown.lineup ?? 0;
  }

  end(): void {
    this.#over = true;
    clearTimeout(this.#timer);
  }

  settings(slot: SlotSnapshot): void {
    this.#interval = Math.max(intervalSecondsMin, slot.intervalSeconds ?? this.#interval);
    this.place.interval(this.#interval * 1_000);
    this.#withdrawn = slot.withdrawn ?? [];
    const grown = (slot.lineup ?? 0) !== this.#lineup;
    this.#lineup = slot.lineup ?? 0;
    if (this.#creative !== undefined && this.#withdrawn.includes(this.#creative)) {
      this.#clear();
      this.place.withdrawn();
      this.#soon(this.random() * askAgainWithinMilliseconds);
    } else if (grown && this.#creative === undefined && !this.#asking) {
      this.#soon(this.random() * askAgainWithinMilliseconds);
    }
  }

  /** The place may have become ready. */
  resume(): void {
    if (this.#wanted && this.place.ready) {
      void this.next();
    }
  }

  async next(): Promise<void> {
    if (this.#asking || this.#over) {
      this.#again = true;
      return;
    }

    this.#wanted = !this.place.ready;
    if (this.#wanted) {
      return;
    }

    // Whatever else was to ask soon has its answer now.
    clearTimeout(this.#timer);
    this.#asking = true;
    this.#again = false;
    const lineup = this.#lineup;
    // Without the server what is shown stays, as it does after an error: only a decision replaces it.
    const decision = await this.place.ask().catch(() => undefined);
    this.#asking = false;
    if (this.#over) {
      return;
    }

    if (decision !== undefined) {
      this.#take(decision);
    }

    this.place.due(this.#interval * 1_000);
    const numberless = decision?.reason === "no-lease" && this.#numberless++ < numberlessMax;
    if (numberless || decision?.reason === "catalogue-stale") {
      this.#soon(staleAgainMilliseconds * (1 + this.random()));
    } else if (this.#again || (lineup !== this.#lineup && this.#creative === undefined)) {
      this.#soon(this.random() * askAgainWithinMilliseconds);
    }
  }

  #soon(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.next(), milliseconds);
  }

  #take(decision: Decision): void {
    const { creative } = decision;
    if (creative === undefined || this.#withdrawn.includes(creative.id)) {
      this.#clear();
    } else {
      this.#creative = creative.id;
      this.#numberless = 0;
      this.place.show(decision, creative);
    }
  }

  #clear(): void {
    this.#creative = undefined;
    this.place.clear();
  }
}
