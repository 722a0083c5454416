import type { SlotSnapshot } from "../live/wire";

export interface Creative {
  readonly id: string;
  readonly text?: string;
  readonly imageUrl?: string;
  readonly width?: number;
  readonly height?: number;
  readonly sample?: boolean;
}

export interface Decision {
  readonly slot?: string;
  readonly reason?: string;
  readonly clickUrl?: string;
  readonly creative?: Creative;
  readonly sample?: boolean;
}

/** The decision on one slot out of an answer of `/ads/decisions`; nothing where the server could not decide. */
export async function decisionOf(response: Response, slot: string): Promise<Decision | undefined> {
  const answer = response.ok ? (await response.json()) as { decisions?: Decision[] } : undefined;
  return answer?.decisions?.find((decision) => decision.slot === slot);
}

export interface Place {
  ask(): Promise<Decision | undefined>;
  show(decision: Decision, creative: Creative): void;
  clear(): void;
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

/** Which banner a place shows: the next after the interval in view, none that is withdrawn, and no gap while nothing is known. */
export class Rotation {
  #creative: string | undefined;
  #interval: number;
  #lineup: number;
  #withdrawn: readonly string[] = [];
  #asking = false;
  #again = false;
  #over = false;
  /** Until the place comes into view nothing is asked for. */
  #begun = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly place: Place, shown: Beginning = {}, private readonly random: () => number = Math.random) {
    this.#creative = shown.creative;
    this.#interval = shown.intervalSeconds ?? 30;
    this.#lineup = shown.lineup ?? 0;
  }

  end(): void {
    this.#over = true;
    clearTimeout(this.#timer);
  }

  settings(slot: SlotSnapshot): void {
    this.#interval = slot.intervalSeconds ?? this.#interval;
    this.place.interval(this.#interval * 1_000);
    this.#withdrawn = slot.withdrawn ?? [];
    const grown = (slot.lineup ?? 0) !== this.#lineup;
    this.#lineup = slot.lineup ?? 0;
    if (this.#creative !== undefined && this.#withdrawn.includes(this.#creative)) {
      this.#clear();
      this.#soon(this.random() * askAgainWithinMilliseconds);
    } else if (grown && this.#begun && this.#creative === undefined) {
      this.#soon(this.random() * askAgainWithinMilliseconds);
    }
  }

  async next(): Promise<void> {
    this.#begun = true;
    if (this.#asking || this.#over) {
      this.#again = true;
      return;
    }

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
    if (decision?.reason === "catalogue-stale") {
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
      this.place.show(decision, creative);
    }
  }

  #clear(): void {
    this.#creative = undefined;
    this.place.clear();
  }
}
