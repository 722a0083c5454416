import { type BreakingItem, breakingKey, type BreakingSnapshot } from "../live/wire";
import { announcer, follow } from "../page";
import { text } from "../text";
import { el, setText } from "../view/dom";
import { keepFocus, keepPlace } from "../view/place";

const addressOf = (item: BreakingItem): string => item.url ?? `/articles/${item.articleId}`;

/**
 * The breaking band. Items that were there when the page was rendered stay in the band at its top, those beyond the first
 * ones hidden; what breaks while the page is open appears in a panel over the page, so that nothing shifts, and is
 * announced once.
 */
export class BreakingElement extends HTMLElement {
  #panel: HTMLElement | undefined;
  readonly #closed = new Set<string>();

  connectedCallback(): void {
    for (const link of this.#links()) {
      announcer.known(`breaking ${link.parentElement!.dataset["id"]}`);
    }

    follow(this, (change) => {
      if (change.kind === "snapshot") {
        keepPlace(() => keepFocus(this, () => this.#show((change.data as BreakingSnapshot).items ?? [])));
      }
    });
  }

  /** Of the rendered items. What has left the band has none any more. */
  #links(): NodeListOf<HTMLAnchorElement> {
    return this.querySelectorAll(".breaking-band a");
  }

  #show(items: readonly BreakingItem[]): void {
    const news = new Map(items.map((item) => [breakingKey(item), item]));
    for (const link of this.#links()) {
      const row = link.parentElement!;
      const key = row.dataset["id"]!;
      const item = news.get(key);
      if (item) {
        news.delete(key);
        setText(link, item.headline);

        // The address of an article here may carry the language of the page.
        if (item.url || link.pathname !== addressOf(item)) {
          link.href = addressOf(item);
        }
      } else {
        // Its place stays, a line with no word in it, so that nothing moves; nothing of it stays in the document.
        row.style.height = `${row.getBoundingClientRect().height}px`;
        row.textContent = "\u00a0";
      }
    }

    this.#float([...news.values()].filter((item) => !this.#closed.has(breakingKey(item))));
    for (const item of items) {
      announcer.say(`breaking ${breakingKey(item)}`, text.breakingAnnounced(item.headline));
    }
  }

  #float(items: readonly BreakingItem[]): void {
    this.#panel?.remove();
    if (items.length === 0) {
      return;
    }

    const list = el("ul", {}, ...items.map((item) => el(
      "li",
      { "data-id": breakingKey(item) },
      el("a", { href: addressOf(item) }, item.headline),
      item.sample ? el("span", { class: "badge" }, text.sample) : undefined)));
    const close = el("button", { type: "button", class: "icon-button icon-close", "aria-label": text.close });
    close.addEventListener("click", () => {
      items.forEach((item) => this.#closed.add(breakingKey(item)));
      this.#float([]);
    });
    this.#panel = el("div", { class: "breaking-panel", "data-testid": "breaking-panel" }, el("strong", { class: "breaking-tag" }, text.breaking), list, close);
    this.append(this.#panel);
  }
}
