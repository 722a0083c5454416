import type { Change } from "../live/topicState";
import type { StationSnapshot } from "../live/wire";
import { clock, follow } from "../page";
import { text } from "../text";
import { chartOf, extremesOf, frame, sameSlot, withPoint, within } from "../view/chart";
import type { Point, Tick } from "../view/chart";
import { el, setText } from "../view/dom";
import { skySign } from "../view/sky";
import { freshness, temperatureText } from "../view/ticker";
import { dateAndTime, hourAndMinute, shortDateAndTime } from "../view/time";

const ageCheckMilliseconds = 20_000;

/** After a longer silence readings may have been missed, which only the server knows. */
const missedAfterMinutes = 90;

const recordMinutes = 48 * 60;

const svg = "http://www.w3.org/2000/svg";

/** One station: its reading, the extremes of the day, and the chart and table of 48 hours grow with each report. */
export class StationElement extends HTMLElement {
  #end: () => void = () => undefined;
  #points: readonly Point[] = [];
  #tenths: number | undefined;
  #sky = "";
  #observedAt: number | undefined;
  #hour = 0;

  connectedCallback(): void {
    this.#points = JSON.parse(this.dataset["points"] ?? "[]") as Point[];
    this.#tenths = number(this.dataset["tenths"]);
    this.#observedAt = number(this.dataset["at"]);
    this.#sky = this.dataset["sky"] ?? "";
    this.#hour = this.#nowHour();
    const leave = follow(this, (change) => this.#take(change));
    const timer = setInterval(() => this.#age(), ageCheckMilliseconds);
    this.#end = () => {
      leave();
      clearInterval(timer);
    };
    this.#showAge();
  }

  disconnectedCallback(): void {
    this.#end();
  }

  #take(change: Change): void {
    const { tenths, sky, observedAt, by } = change.data as StationSnapshot;
    const minute = Math.floor(observedAt / 60_000);
    const missed = this.#observedAt !== undefined && (minute < this.#observedAt || minute > this.#observedAt + missedAfterMinutes);
    this.#tenths = tenths ?? undefined;
    this.#sky = sky ?? "";
    this.#observedAt = minute;
    setText(this.querySelector(".ticker-by"), by);
    this.#record(observedAt);
    this.#show();
    if (missed) {
      void this.#renew();
    }
  }

  #record(observedAt: number): void {
    const tenths = this.#tenths;
    if (tenths !== undefined) {
      this.#points = within(withPoint(this.#points, [this.#observedAt!, tenths]), clock.now() / 60_000);
    }

    const body = this.querySelector(".record tbody");
    body?.querySelectorAll<HTMLElement>("tr").forEach((row) => {
      const at = Number(row.dataset["at"]);
      if (at < clock.now() / 60_000 - recordMinutes || sameSlot(at, this.#observedAt!)) {
        row.remove();
      }
    });
    body?.prepend(el(
      "tr",
      { "data-at": String(this.#observedAt) },
      el("th", { scope: "row" }, el("time", { datetime: new Date(observedAt).toISOString() }, shortDateAndTime(observedAt))),
      el("td", {}, tenths === undefined ? "\u2013" : temperatureText(tenths)),
      el("td", {}, this.#sky)));
  }

  /** The server has the whole record. */
  async #renew(): Promise<void> {
    try {
      const response = await fetch(location.href, { headers: { accept: "text/html" } });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = page.querySelector(this.localName);
      if (fresh !== null) {
        this.replaceWith(document.importNode(fresh, true));
      }
    } catch {
      // The next report tries again.
    }
  }

  #nowHour(): number {
    return Math.floor(clock.now() / 3_600_000);
  }

  /** Time passes without a report: the reading grows old, and the chart moves on with each hour. */
  #age(): void {
    if (this.#hour === this.#nowHour()) {
      this.#showAge();
    } else {
      this.#hour = this.#nowHour();
      this.#show();
    }
  }

  #show(): void {
    this.#showAge();
    const now = this.querySelector(".station-now");
    if (setText(now?.querySelector(".sky-word") ?? null, this.#sky)) {
      now?.querySelector(".sky")?.setAttribute("class", `sky sky-${skySign(this.#sky)}`);
    }

    const at = this.querySelector(".ticker-at");
    if (at !== null && this.#observedAt !== undefined) {
      setText(at, text.observed(dateAndTime(this.#observedAt * 60_000)));
      at.setAttribute("datetime", new Date(this.#observedAt * 60_000).toISOString());
    }

    const extremes = extremesOf(this.#points, clock.now() / 60_000);
    setText(this.querySelector(".highest"), extremeText(extremes?.highest));
    setText(this.querySelector(".lowest"), extremeText(extremes?.lowest));
    this.#draw();
  }

  #showAge(): void {
    const reading = { tenths: this.#tenths, sky: this.#sky, observedAt: this.#observedAt, other: false };
    const state = freshness(reading, { at: undefined, next: undefined }, clock.now() / 60_000);
    this.querySelector(".station-now")?.classList.toggle("is-old", state !== "fresh");
    setText(this.querySelector(".station-now .temperature"), state === "none" ? "\u2013" : temperatureText(this.#tenths!));
    const late = this.querySelector<HTMLElement>(".station-credit .late");
    if (late !== null) {
      late.hidden = state !== "old";
    }
  }

  #draw(): void {
    const drawing = this.querySelector(".chart svg");
    if (drawing === null) {
      return;
    }

    const chart = chartOf(this.#points, clock.now() / 60_000);
    drawing.querySelector(".chart-grid")?.replaceChildren(
      ...chart.temperatures.map((tick) => line(tick, `M${frame.left} ${tick.at}H${frame.right}`, frame.left - 8, tick.at + 5, "end")),
      ...chart.times.map((tick) => line(tick, `M${tick.at} ${frame.top}V${frame.bottom}`, tick.at, frame.bottom + 20, "middle")));
    drawing.querySelector(".chart-line")?.setAttribute("d", chart.line);
    drawing.querySelector(".chart-dots")?.replaceChildren(...chart.dots.map(([cx, cy]) => shape("circle", { cx, cy, r: 2.5 })));
    const values = this.#points.map(([, tenths]) => tenths);
    const [first] = this.#points;
    const last = this.#points.at(-1);
    if (first !== undefined && last !== undefined) {
      drawing.setAttribute("aria-label", text.chart(
        dateAndTime(first[0] * 60_000), dateAndTime(last[0] * 60_000), temperatureText(Math.max(...values)), temperatureText(Math.min(...values))));
    }
  }
}

function extremeText(point: Point | undefined): string {
  return point === undefined ? "\u2013" : `${temperatureText(point[1])} (${hourAndMinute(point[0] * 60_000)})`;
}

function line({ label, strong }: Tick, d: string, x: number, y: number, anchor: string): SVGElement {
  const group = shape("g", strong ? { class: "is-strong" } : {});
  const words = shape("text", { x, y, "text-anchor": anchor });
  words.textContent = label;
  group.append(shape("path", { d }), words);
  return group;
}

function shape(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(svg, name) as SVGElement;
  Object.entries(attributes).forEach(([attribute, value]) => element.setAttribute(attribute, String(value)));
  return element;
}

function number(value: string | undefined): number | undefined {
  return value === undefined || value === "" ? undefined : Number(value);
}
