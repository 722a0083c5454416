import type { Staleness } from "../live/staleness";
import { text } from "../text";
import type { Announcer } from "./announcer";
import { el } from "./dom";
import { clockTime } from "./time";

const announceAgainAfterMilliseconds = 600_000;

/** Says that what the page shows is no longer live, and since when: aloud at most once in ten minutes. */
export class AwayNotice {
  readonly #box = el("p", { class: "away", hidden: "", "data-testid": "away" });
  #announcedAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly announcer: Announcer) {
    document.body.append(this.#box);
  }

  follow(staleness: Staleness): void {
    staleness.listen((asOf) => {
      this.#box.hidden = asOf === undefined;
      document.documentElement.classList.toggle("is-away", asOf !== undefined);
      if (asOf !== undefined) {
        this.#show(asOf);
      }
    });
  }

  #show(asOf: number): void {
    this.#box.textContent = text.away(clockTime(asOf));
    const now = performance.now();
    if (now - this.#announcedAt > announceAgainAfterMilliseconds) {
      this.#announcedAt = now;
      this.announcer.say(`away ${asOf}`, this.#box.textContent);
    }
  }
}
