import type { Change } from "../live/topicState";
import type { WarningsSnapshot } from "../live/wire";
import { clock, follow } from "../page";
import { text } from "../text";
import { el, setText } from "../view/dom";
import { clockOrDate } from "../view/time";

const ageCheckMilliseconds = 20_000;

/** From a check on: after that nobody knows whether there are other warnings. */
const knownForMilliseconds = 40 * 60_000;

/** Warnings of a region. That there are none is said only while it is known, in a page without connection too. */
export class WarningsElement extends HTMLElement {
  #end: () => void = () => undefined;
  #checkedAt: number | undefined;
  #count = 0;

  connectedCallback(): void {
    const { checked } = this.dataset;
    this.#checkedAt = checked === undefined || checked === "" ? undefined : Number(checked);
    this.#count = this.querySelectorAll(".warning").length;
    const leave = follow(this, (change) => this.#take(change));
    const timer = setInterval(() => this.#age(), ageCheckMilliseconds);
    this.#end = () => {
      leave();
      clearInterval(timer);
    };
    this.#age();
  }

  disconnectedCallback(): void {
    this.#end();
  }

  #take(change: Change): void {
    const { checkedAt, items = [] } = change.data as WarningsSnapshot;
    const now = clock.now();
    this.#checkedAt = checkedAt ?? undefined;
    this.#count = items.length;
    this.querySelector("ul")?.replaceChildren(...items.map(({ kind, level, zoneName, severity, issuedAt, effectiveAt, by }) => {
      const from = effectiveAt ?? issuedAt;
      return el(
        "li",
        { class: `warning severity-${severity}` },
        el("strong", {}, `${kind} ${level}`), " ",
        el("span", {}, zoneName), " ",
        el("time", { datetime: new Date(from).toISOString() }, text.warningFrom(clockOrDate(from, now))), " ",
        el("span", { class: "warning-by" }, by));
    }));
    this.#age();
  }

  #age(): void {
    const now = clock.now();
    const at = this.#checkedAt;
    const silent = at === undefined && this.#count === 0;
    this.hidden = silent;
    const never = this.parentElement?.querySelector<HTMLElement>(".warnings-never");
    if (!silent && never) {
      never.hidden = true;
    }

    const checked = at === undefined ? "" : text.warningsChecked(clockOrDate(at, now));
    const note = at === undefined ? text.warningsNever
      : now >= at + knownForMilliseconds ? `${text.warningsUnknown} (${checked})`
        : this.#count === 0 ? `${text.warningsNone} (${checked})` : checked;
    setText(this.querySelector(".warnings-note"), note);
  }
}
