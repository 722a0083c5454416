import type { StationSnapshot } from "../live/wire";
import { text } from "../text";
import { el, setText } from "../view/dom";
import { skySign } from "../view/sky";
import { freshness, temperatureText } from "../view/ticker";
import { dateAndTime } from "../view/time";
import { Embedded } from "./embedded";
import { drawSign } from "./signs";
import css from "./station.css";

const ageCheckMilliseconds = 20_000;

/** `<sokbo-station station>`: the reading of one station, with its time and who vouches for it. */
export class EmbeddedStation extends Embedded {
  static readonly observedAttributes = ["station", "data-server"];

  readonly #name = el("span", { class: "name", part: "name" });
  readonly #sign = drawSign("");
  readonly #word = el("span", { class: "sky-word" });
  readonly #temperature = el("span", { class: "temperature", part: "temperature" });
  readonly #by = el("span", { class: "by", part: "attribution" });
  readonly #late = el("span", { class: "late", hidden: "" }, text.late);
  readonly #at = el("time");
  readonly #box = el(
    "div",
    { class: "station", part: "station" },
    this.#sign, this.#name, this.#temperature, this.#word,
    el("p", { class: "credit", part: "credit" }, this.#by, " ", this.#at, " ", this.#late));
  #station: StationSnapshot | undefined;

  constructor() {
    super(css);
    this.live.append(this.#box);
  }

  protected follow(): void {
    this.#station = undefined;
    const station = this.getAttribute("station");
    if (!station) {
      return;
    }

    this.listen(`weather/station/${station}`, (change) => {
      this.#station = change.data as StationSnapshot;
      this.#write();
      this.show();
    });
    const timer = setInterval(() => this.#write(), ageCheckMilliseconds);
    this.until(() => clearInterval(timer));
  }

  #write(): void {
    const station = this.#station;
    if (station === undefined) {
      return;
    }

    const tenths = station.tenths ?? undefined;
    const sky = station.sky ?? "";
    const reading = { tenths, sky, observedAt: Math.floor(station.observedAt / 60_000), other: false };
    const state = freshness(reading, { at: undefined, next: undefined }, this.session.clock.now() / 60_000);
    this.#box.classList.toggle("is-old", state !== "fresh");
    this.#late.hidden = state !== "old";
    setText(this.#name, station.name);
    setText(this.#temperature, state === "none" ? "\u2013" : temperatureText(tenths!));
    setText(this.#word, sky);
    drawSign(skySign(sky), this.#sign);
    setText(this.#by, station.by);
    setText(this.#at, text.observed(dateAndTime(station.observedAt)));
    this.#at.dateTime = new Date(station.observedAt).toISOString();
  }
}
