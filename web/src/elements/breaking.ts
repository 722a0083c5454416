import { type BreakingItem, breakingKey, type BreakingSnapshot } from "../live/wire";
import { announcer, follow } from "../page";
import { text } from "../text";
import { el, setText } from "../view/dom";
import { keepFocus, keepPlace } from "../view/place";

/**
 * The breaking band. Items that were there when the page was rendered stay in the band at its top; what breaks while the
 * page is open appears in a panel over the page, so that nothing shifts, and is announced once.
 */
export class BreakingElement extends HTMLElement {
  #panel: HTMLElement | undefined;
  readonly #closed = new Set<string>();

  connectedCallback(): void {
    for (const item of this.#rendered()) {
      announcer.known(`breaking ${item.dataset["id"]}`);
    }

    follow(this, (change) => {
      if (change.kind === "snapshot") {
        keepPlace(() => keepFocus(this, () => this.#show((change.data as BreakingSnapshot).items ?? [])));
      }
    });
  }

  #rendered(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>(".breaking-band li")];
  }

  #show(items: readonly BreakingItem[]): void {
    const inBand = new Set<string>();
    for (const row of this.#rendered()) {
      const item = items.find((candidate) => breakingKey(candidate) === row.dataset["id"]);
      row.classList.toggle("is-over", item === undefined);
      row.toggleAttribute("inert", item === undefined);
      if (item !== undefined) {
        inBand.add(breakingKey(item));
        setText(row.querySelector("a"), item.headline);
      }
    }

    this.#float(items.filter((item) => !inBand.has(breakingKey(item)) && !this.#closed.has(breakingKey(item))));
    for (const item of items) {
      announcer.say(`breaking ${breakingKey(item)}`, text.breakingAnnounced(item.headline));
    }
  }

  #float(items: readonly BreakingItem[]): void {
    if (items.length === 0) {
      this.#panel?.remove();
      this.#panel = undefined;
      return;
    }

    const list = el("ul", {}, ...items.map((item) => el(
      "li",
      { "data-id": breakingKey(item) },
      el("a", { href: item.url ?? `/articles/${item.articleId}` }, item.headline),
      item.sample === true ? el("span", { class: "badge" }, text.sample) : undefined)));
    const close = el("button", { type: "button", class: "icon-button icon-close", "aria-label": text.close });
    close.addEventListener("click", () => {
      items.forEach((item) => this.#closed.add(breakingKey(item)));
      this.#float([]);
    });
    const panel = el("div", { class: "breaking-panel", "data-testid": "breaking-panel" }, el("strong", { class: "breaking-tag" }, text.breaking), list, close);
    this.#panel?.remove();
    this.#panel = panel;
    this.append(panel);
  }
}
