import { text } from "../text";
import type { ServerClock } from "../live/clock";
import type { Announcer } from "./announcer";
import { el } from "./dom";
import { clockTime } from "./time";

const graceMilliseconds = 3_000;
const announceAgainAfterMilliseconds = 600_000;

/** Says that what the page shows is no longer live, and since when: never for a hiccup, and aloud at most once in ten minutes. */
export class AwayNotice {
  readonly #box = el("p", { class: "away", hidden: "", "data-testid": "away" });
  #asOf: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #announcedAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly clock: ServerClock, private readonly announcer: Announcer) {
    this.#asOf = clock.now();
    document.body.append(this.#box);
    this.#arm();
  }

  connected(connected: boolean): void {
    if (connected) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#box.hidden = true;
      document.documentElement.classList.remove("is-away");
    } else {
      this.#asOf = this.#timer === undefined && this.#box.hidden ? this.clock.now() : this.#asOf;
      this.#arm();
    }
  }

  #arm(): void {
    this.#timer ??= setTimeout(() => this.#show(), graceMilliseconds);
  }

  #show(): void {
    this.#box.textContent = text.away(clockTime(this.#asOf));
    this.#box.hidden = false;
    document.documentElement.classList.add("is-away");
    const now = performance.now();
    if (now - this.#announcedAt > announceAgainAfterMilliseconds) {
      this.#announcedAt = now;
      this.announcer.say(`away ${this.#asOf}`, this.#box.textContent);
    }
  }
}
