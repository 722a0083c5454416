import type { Change } from "../live/topicState";
import type { TickerDelta, TickerSnapshot } from "../live/wire";
import { text } from "../text";
import { el, setText } from "../view/dom";
import { Marquee } from "../view/marquee";
import { skySign } from "../view/sky";
import { applyDelta, freshness, fromSnapshot, temperatureText } from "../view/ticker";
import type { Ticker } from "../view/ticker";
import { clockTime } from "../view/time";
import { embedText } from "./embedText";
import { Embedded } from "./embedded";
import { drawSign } from "./signs";
import { stationsOf } from "./stations";
import type { StationTable } from "./stations";
import css from "./ticker.css";

const ageCheckMilliseconds = 20_000;

interface Row {
  readonly index: number;
  readonly element: HTMLElement;
  readonly sign: SVGSVGElement;
  readonly word: HTMLElement;
  readonly temperature: HTMLElement;
}

/**
 * `<sokbo-ticker site>`: the stations that the publication shows, in its order, with who vouches for them; `region` takes
 * those of a region instead, and `stations` picks some by number. Moves until the reader or the system says otherwise. The line of the source cannot be left out.
 */
export class EmbeddedTicker extends Embedded {
  static readonly observedAttributes = ["site", "region", "stations", "data-server"];

  readonly #by = el("span", { class: "by", part: "attribution" });
  readonly #others = el("span", { class: "others" });
  readonly #at = el("time", { class: "at" });
  #table: StationTable | undefined;
  #ticker: Ticker | undefined;
  #rows: Row[] = [];
  #marquee: Marquee | undefined;

  constructor() {
    super(css);
  }

  protected follow(): void {
    this.#table = undefined;
    this.#ticker = undefined;
    this.listen(this.#region === "" ? "weather/ticker" : `weather/ticker/${this.#region}`, (change) => this.#take(change));
    const timer = setInterval(() => this.#write(), ageCheckMilliseconds);
    this.until(() => {
      clearInterval(timer);
      this.#marquee?.end();
      this.#marquee = undefined;
    });
  }

  get #region(): string {
    return this.getAttribute("region") ?? "";
  }

  #take(change: Change): void {
    const next = change.kind === "snapshot"
      ? fromSnapshot(change.data as TickerSnapshot)
      : this.#ticker === undefined ? null : applyDelta(this.#ticker, change.data as TickerDelta);
    if (next === null) {
      // A delta for an order of stations that this page does not have: the next whole state brings the new order.
      return;
    }

    this.#ticker = next;
    if (this.#table?.version === next.version) {
      this.#write();
    } else {
      void this.#build(next.version);
    }
  }

  /** Names and order of the stations come apart from their readings, because they hardly ever change. */
  async #build(version: number): Promise<void> {
    const { site } = this;
    const region = this.#region;
    const table = await stationsOf(this.session.server, site, region, version);
    if (table === undefined || site !== this.site || region !== this.#region || this.#ticker?.version !== table.version || !this.isConnected) {
      return;
    }

    this.#table = table;
    const wanted = (this.getAttribute("stations") ?? "").split(/[\s,]+/).filter((part) => part !== "").map(Number);
    const shown = wanted.length === 0
      ? table.stations
      : wanted.map((id) => table.stations.find((station) => station.id === id)).filter((station) => station !== undefined);
    const list = el("ul", { class: "stations" });
    const rows: Row[] = [];
    for (const { index, name, id } of shown) {
      const row: Row = {
        index,
        element: el("li", { "data-index": String(index), "data-station": String(id) }),
        sign: drawSign(""),
        word: el("span", { class: "sky-word" }),
        temperature: el("span", { class: "temperature" }),
      };
      row.element.append(row.sign, row.word, el("span", { class: "name" }, name), row.temperature);
      list.append(row.element);
      rows.push(row);
    }

    const viewport = el("div", { class: "viewport", tabindex: "0", role: "group", "aria-label": text.weather }, el("div", { class: "track" }, list));
    const controls = el("span", { class: "controls" });
    this.live.replaceChildren(el(
      "div",
      { class: "ticker", part: "ticker" },
      viewport,
      el("p", { class: "credit", part: "credit" }, el("span", { class: "facts" }, this.#by, this.#others, this.#at), controls)));
    this.#rows = rows;
    this.#write();
    this.show();
    this.#marquee?.end();
    this.#marquee = new Marquee(viewport, list, controls);
    // The strip is shown twice: what closes the loop changes with the rest.
    this.#rows = [...rows, ...copiesOf(rows, list.nextElementSibling)];
  }

  #write(): void {
    const ticker = this.#ticker;
    if (ticker === undefined || this.#table?.version !== ticker.version) {
      return;
    }

    const nowMinutes = this.session.clock.now() / 60_000;
    for (const { index, element, sign, word, temperature } of this.#rows) {
      const reading = ticker.readings[index];
      if (reading === undefined) {
        continue;
      }

      const state = freshness(reading, ticker, nowMinutes);
      element.classList.toggle("is-old", state !== "fresh");
      element.classList.toggle("is-other", reading.other);
      setText(temperature, state === "none" ? "\u2013" : temperatureText(reading.tenths!));
      if (setText(word, reading.sky)) {
        drawSign(skySign(reading.sky), sign);
      }
    }

    setText(this.#by, ticker.by ?? "");
    setText(this.#others, ticker.othersBy ?? "");
    setText(this.#at, ticker.at === undefined ? embedText.noReadings : text.observed(clockTime(ticker.at * 60_000)));
  }
}

function copiesOf(rows: readonly Row[], copy: Element | null): Row[] {
  return [...(copy?.children ?? [])].map((element, place) => ({
    index: rows[place]!.index,
    element: element as HTMLElement,
    sign: element.querySelector("svg")!,
    word: element.querySelector<HTMLElement>(".sky-word")!,
    temperature: element.querySelector<HTMLElement>(".temperature")!,
  }));
}
