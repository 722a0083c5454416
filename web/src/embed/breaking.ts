import { type BreakingItem, breakingKey, type BreakingSnapshot } from "../live/wire";
import { text } from "../text";
import { el } from "../view/dom";
import css from "./breaking.css";
import { embedText } from "./embedText";
import { Embedded } from "./embedded";

/**
 * `<sokbo-breaking site>`: the newest breaking headline in one line of fixed height; the others are a press away, over the
 * page, so that nothing moves. Without any the children are shown. `href` says where articles are: `https://…/{id}`.
 */
export class EmbeddedBreaking extends Embedded {
  static readonly observedAttributes = ["site", "href", "data-server"];

  #known = false;
  #open = false;

  constructor() {
    super(css);
  }

  protected follow(): void {
    this.#known = false;
    this.listen(`breaking/${this.site}`, (change) => this.#show((change.data as BreakingSnapshot).items ?? []));
  }

  #show(items: readonly BreakingItem[]): void {
    for (const item of items) {
      if (this.#known) {
        this.announcer.say(`breaking ${breakingKey(item)}`, text.breakingAnnounced(item.headline));
      } else {
        this.announcer.known(`breaking ${breakingKey(item)}`);
      }
    }

    this.#known = true;
    const [first, ...others] = items;
    if (first === undefined) {
      this.live.replaceChildren();
      this.rest();
      return;
    }

    const focused = this.shadowRoot!.activeElement?.getAttribute("href");
    this.live.replaceChildren(el(
      "section",
      { class: "band", part: "band", "aria-label": text.breaking },
      el("strong", { class: "tag", part: "tag" }, text.breaking),
      this.#link(first),
      others.length > 0 ? this.#others(others) : undefined));
    this.show();
    if (focused != null) {
      this.live.querySelector<HTMLElement>(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    }
  }

  #link({ articleId, headline, sample, url }: BreakingItem): HTMLElement {
    const pattern = this.getAttribute("href") ?? `${this.session.server}articles/{id}`;
    return el(
      "a",
      { class: "headline", part: "headline", href: url === undefined || url === null ? pattern.replace("{id}", encodeURIComponent(articleId)) : this.absolute(url), target: "_top" },
      headline,
      sample === true ? el("span", { class: "badge" }, text.sample) : undefined);
  }

  #others(items: readonly BreakingItem[]): HTMLElement {
    const box = el(
      "details",
      { class: "others" },
      el("summary", { part: "more" }, embedText.moreBreaking(items.length)),
      el("ul", {}, ...items.map((item) => el("li", {}, this.#link(item)))));
    box.open = this.#open;
    box.addEventListener("toggle", () => {
      this.#open = box.open;
    });
    return box;
  }
}
