import type { Change } from "../live/topicState";
import type { TickerDelta, TickerSnapshot } from "../live/wire";
import { clock, follow } from "../page";
import { text } from "../text";
import { setText } from "../view/dom";
import { Marquee } from "../view/marquee";
import { skySign } from "../view/sky";
import { StationBoard } from "../view/stationBoard";
import { applyDelta, freshness, fromSnapshot, temperatureText } from "../view/ticker";
import type { Reading, Ticker } from "../view/ticker";
import { clockTime } from "../view/time";

const ageCheckMilliseconds = 20_000;
const renewWithinMilliseconds = 3_000;

/** Readings of all stations. Values change in place; the strip moves unless the reader or the system says otherwise. */
export class TickerElement extends HTMLElement {
  /** By index in the order of the topic. A station may stand in several rows: the moving strip is shown twice. */
  readonly #rows = new Map<number, HTMLElement[]>();
  #end: () => void = () => undefined;
  #board: StationBoard | undefined;
  #isRenewing = false;
  #ticker: Ticker = { version: 0, at: undefined, next: undefined, by: undefined, othersBy: undefined, words: [], readings: [] };

  connectedCallback(): void {
    const list = this.querySelector<HTMLElement>(".stations");
    if (list === null) {
      return;
    }

    this.#read();
    const viewport = this.querySelector<HTMLElement>(".ticker-viewport");
    if (viewport !== null) {
      new Marquee(viewport, list, this.querySelector(".ticker-controls") ?? this);
    }

    this.#add([...this.querySelectorAll<HTMLElement>("[data-index]")]);
    if (this.querySelector(".weather-board") !== null) {
      this.#board = new StationBoard(this, list, (rows) => {
        this.#add(rows);
        this.#show();
      });
      this.#show();
    }

    const leave = follow(this, (change) => this.#take(change));
    const timer = setInterval(() => this.#show(), ageCheckMilliseconds);
    this.#end = () => {
      leave();
      clearInterval(timer);
    };
  }

  disconnectedCallback(): void {
    this.#end();
  }

  #add(rows: readonly HTMLElement[]): void {
    for (const row of rows) {
      const index = Number(row.dataset["index"]);
      this.#rows.set(index, [...(this.#rows.get(index) ?? []), row]);
    }
  }

  /** What the server rendered: the values are in attributes of the rows, for stations that the site leaves out they are unknown. */
  #read(): void {
    const readings: Reading[] = [];
    for (const row of this.querySelectorAll<HTMLElement>(".stations > [data-index]")) {
      const { index, tenths, sky, at } = row.dataset;
      readings[Number(index)] = { tenths: number(tenths), sky: sky ?? "", observedAt: number(at), other: row.classList.contains("is-other") };
    }

    const count = Number(this.dataset["count"] ?? readings.length);
    const words = JSON.parse(this.dataset["words"] ?? "[]") as string[];
    this.#ticker = {
      version: Number(this.dataset["version"]),
      at: number(this.dataset["at"]),
      next: number(this.dataset["next"]),
      by: undefined,
      othersBy: this.querySelector(".ticker-others")?.textContent || undefined,
      words,
      readings: Array.from({ length: count }, (_, index) => readings[index] ?? { tenths: undefined, sky: "", observedAt: undefined, other: false }),
    };
  }

  #take(change: Change): void {
    const next = change.kind === "snapshot"
      ? fromSnapshot(change.data as TickerSnapshot)
      : applyDelta(this.#ticker, change.data as TickerDelta);
    if (next === null || next.version !== this.#ticker.version) {
      void this.#renew();
      return;
    }

    this.#ticker = next;
    this.#show();
  }

  /** Stations came, went or were renamed: only the server knows how this site orders them. All pages hear of it at once, and ask one by one. */
  async #renew(): Promise<void> {
    if (this.#isRenewing) {
      return;
    }

    this.#isRenewing = true;
    try {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * renewWithinMilliseconds));
      const response = await fetch(location.href, { headers: { accept: "text/html" } });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = page.querySelector(this.localName);
      if (fresh !== null) {
        this.replaceWith(document.importNode(fresh, true));
      }
    } catch {
      // The next change of the topic tries again.
    } finally {
      this.#isRenewing = false;
    }
  }

  #show(): void {
    const nowMinutes = clock.now() / 60_000;
    const { readings, at: newest, by, othersBy } = this.#ticker;
    readings.forEach((reading, index) => {
      const state = freshness(reading, this.#ticker, nowMinutes);
      for (const row of this.#rows.get(index) ?? []) {
        row.classList.toggle("is-old", state !== "fresh");
        row.classList.toggle("is-other", reading.other);
        for (const value of row.querySelectorAll(".temperature")) {
          setText(value, state === "none" ? "\u2013" : temperatureText(reading.tenths!));
        }

        if (setText(row.querySelector(".sky-word"), reading.sky)) {
          row.querySelector(".sky")?.setAttribute("class", `sky sky-${skySign(reading.sky)}`);
        }

        this.#board?.show(row, reading, state, nowMinutes);
      }
    });
    this.#board?.changed();
    if (by !== undefined) {
      setText(this.querySelector(".ticker-by"), by);
    }

    setText(this.querySelector(".ticker-others"), othersBy ?? "");

    const at = this.querySelector(".ticker-at");
    if (at !== null && newest !== undefined) {
      setText(at, text.observed(clockTime(newest * 60_000)));
      at.setAttribute("datetime", new Date(newest * 60_000).toISOString());
    }
  }
}

function number(value: string | undefined): number | undefined {
  return value === undefined || value === "" ? undefined : Number(value);
}
