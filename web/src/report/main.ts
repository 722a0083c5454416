import { fitFrame } from "../ads/bannerFrame";
import { el, setText } from "../view/dom";
import { dateAndTime, shortDateAndTime } from "../view/time";
import { barsOf, labelsOf } from "./chart";
import type { Statistics, Sums } from "./statistics";
import { sumOf, sumsBy } from "./statistics";

const svg = "http://www.w3.org/2000/svg";
const hourMilliseconds = 3_600_000;
const retryMilliseconds = 5_000;

const main = document.querySelector<HTMLElement>("main.report")!;
const { stream = "", page = "", names = "{}", meanings = "{}", won = "{0}", updated = "{0}", goal = "{0}", nothing = "" } = main.dataset;
const nameOf = JSON.parse(names) as Record<string, string>;
const reasons = JSON.parse(meanings) as Record<string, string>;
const plain = new Intl.NumberFormat("en-US");

const number = (value: number): string => plain.format(value);
const percent = (share: number | undefined): string => (share === undefined ? "–" : `${(share * 100).toFixed(2)}%`);
const rate = (part: number, whole: number): string => percent(whole > 0 ? part / whole : undefined);

function show(statistics: Statistics): void {
  const values: Record<string, string> = {
    rendered: number(sumOf(statistics, "rendered")),
    viewable: number(sumOf(statistics, "viewable")),
    click: number(sumOf(statistics, "click")),
    viewableRate: percent(statistics.viewableRate),
    clickRate: percent(statistics.clickRate),
    spendWon: won.replace("{0}", number(statistics.spendWon)),
    billed: number(statistics.billed),
    pace: percent(statistics.pace),
    goalShare: percent(statistics.goalShare),
    timeShare: percent(statistics.timeShare),
    goal: goal.replace("{0}", number(statistics.goal ?? 0)),
  };
  for (const [name, value] of Object.entries(values)) {
    document.querySelectorAll(`[data-value="${name}"]`).forEach((element) => setText(element, value));
  }

  for (const progress of document.querySelectorAll<HTMLProgressElement>("[data-progress]")) {
    progress.value = (progress.dataset["progress"] === "goalShare" ? statistics.goalShare : statistics.timeShare) ?? 0;
  }

  rows("creative", sumsBy(statistics, "creative").map((sums) => cells(nameOf[sums.key] ?? sums.key, sums)), 6);
  rows("slot", sumsBy(statistics, "slot").map((sums) => cells(sums.key, sums)), 6);
  rows("unbilled", Object.entries(reasons).flatMap(([bucket, name]) => {
    const count = sumOf(statistics, bucket);
    return count === 0 ? [] : [[name, number(count)]];
  }), 2);
  rows("hours", [...(statistics.hours ?? [])].reverse().map(([hour, ...counts]) => [shortDateAndTime(hour * hourMilliseconds), ...counts.map(number)]), 5);
  draw(statistics);
}

function cells(name: string, { rendered, viewable, click }: Sums): string[] {
  return [name, number(rendered), number(viewable), rate(viewable, rendered), number(click), rate(click, rendered)];
}

/** Only what differs is touched, so that a selection and a screen reader's place stay. */
function rows(id: string, lines: readonly (readonly string[])[], columns: number): void {
  const body = document.querySelector<HTMLTableSectionElement>(`[data-rows="${id}"]`);
  if (body === null) {
    return;
  }

  if (lines.length === 0) {
    body.replaceChildren(el("tr", {}, el("td", { colspan: String(columns), class: "none" }, nothing)));
    return;
  }

  lines.forEach((line, at) => {
    const row = body.rows[at];
    if (row === undefined || row.cells.length !== line.length) {
      const made = el("tr", {}, ...line.map((text, column) => (column === 0 ? el("th", { scope: "row" }, text) : el("td", {}, text))));
      row === undefined ? body.append(made) : row.replaceWith(made);
    } else {
      line.forEach((text, column) => setText(row.cells[column]!, text));
    }
  });
  while (body.rows.length > lines.length) {
    body.deleteRow(-1);
  }
}

function draw({ hours = [] }: Statistics): void {
  const last = Math.max(Math.floor(Date.now() / hourMilliseconds), ...hours.map(([hour]) => hour));
  const bars = barsOf(hours, last).map(({ x, y, height, kind }) =>
    shape("rect", { class: `bar-${kind}`, x, y, width: 14, height }));
  document.querySelector("[data-bars]")?.replaceChildren(...bars);
  const labels = labelsOf(last).map(({ x, label }) => {
    const text = shape("text", { x, y: 248 });
    text.textContent = label;
    return text;
  });
  document.querySelector("[data-labels]")?.replaceChildren(...labels);
  setText(document.querySelector("[data-most]"), number(Math.max(0, ...hours.map(([, rendered]) => rendered))));
}

function shape(tag: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(svg, tag) as SVGElement;
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, String(value)));
  return element;
}

function mark(name: "live" | "away"): void {
  document.querySelector<HTMLElement>("[data-live]")!.hidden = name !== "live";
  document.querySelector<HTMLElement>("[data-away]")!.hidden = name !== "away";
  document.documentElement.dataset["live"] = name === "live" ? "yes" : "no";
}

/** Nothing of the campaign stays on the screen. */
function close(): void {
  document.documentElement.dataset["live"] = "no";
  document.title = document.querySelector("[data-revoked] h1")!.textContent ?? "";
  document.querySelector<HTMLElement>("[data-revoked]")!.hidden = false;
  main.remove();
}

function listen(): void {
  const source = new EventSource(stream);
  source.onmessage = ({ data }: MessageEvent<string>) => {
    const update = JSON.parse(data) as { kind: string; at?: number; data?: Statistics };
    if (update.kind === "snapshot" && update.data !== undefined) {
      show(update.data);
      setText(document.querySelector("[data-at]"), updated.replace("{0}", dateAndTime(Math.max(update.at ?? 0, Date.now()))));
      mark("live");
    }
  };
  source.addEventListener("refused", ({ data }: MessageEvent<string>) => {
    if ((JSON.parse(data) as { outcome: string }).outcome === "denied") {
      source.close();
      close();
    }
  });
  source.onopen = () => mark("live");
  source.onerror = () => {
    mark("away");
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(() => void again(), retryMilliseconds * (0.5 + Math.random()));
    }
  };
}

/** A browser gives a stream up for ever at any status but 200: is it the link, or only this moment? */
async function again(): Promise<void> {
  const status = await fetch(page, { method: "HEAD", cache: "no-store" }).then((answer) => answer.status, () => 0);
  if (status === 404 || status === 410) {
    close();
  } else {
    listen();
  }
}

/** Banners of HTML in their places. Nobody listens to what they say: a click in one leads nowhere and counts nothing. */
function fit(): void {
  for (const frame of document.querySelectorAll<HTMLIFrameElement>("iframe[data-preview]")) {
    fitFrame(frame, frame.parentElement!);
  }
}

fit();
addEventListener("resize", fit);
listen();
