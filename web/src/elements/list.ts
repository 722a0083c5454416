import type { Card, ListDelta, ListNotice, ListSnapshot } from "../live/wire";
import { clock, follow } from "../page";
import { text } from "../text";
import { applyListDelta, arrange, cardKey } from "../view/cards";
import type { CardKey } from "../view/cards";
import { el, timeElement } from "../view/dom";
import { keepFocus, keepPlace } from "../view/place";
import { shortDateAndTime } from "../view/time";

/** The articles of a front page or a section, as they are arranged; newest first where nobody has arranged them. */
export class ListElement extends HTMLElement {
  #sections: Readonly<Record<string, string>> = {};
  #over: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    this.#sections = JSON.parse(this.dataset["sections"] ?? "{}") as Record<string, string>;
    this.#hideWhenOver();
    follow(this, (change) => keepPlace(() => keepFocus(this, () => {
      if (change.kind === "snapshot") {
        const list = change.data as ListSnapshot;
        const cards = list.cards ?? [];
        this.#notice(list.notice);
        this.#show(arrange(cards.map(cardKey), list.places ?? []), cards);
      } else {
        const delta = change.data as ListDelta;
        this.#notice(delta.notice);
        this.#show(arrange(applyListDelta(this.#keys(), delta), delta.places ?? []), delta.upserted ?? []);
      }
    })));
  }

  #notice(notice: ListNotice | undefined): void {
    const row = this.querySelector<HTMLElement>(".list-notice");
    if (row === null) {
      return;
    }

    row.hidden = !notice;
    if (notice) {
      row.dataset["until"] = String(notice.until);
      row.lastElementChild?.replaceWith(el("a", { href: `/articles/${notice.articleId}` }, notice.text));
    }

    this.#hideWhenOver();
  }

  #hideWhenOver(): void {
    clearTimeout(this.#over);
    const row = this.querySelector<HTMLElement>(".list-notice");
    if (row !== null) {
      this.#over = setTimeout(() => { row.hidden = true; }, Number(row.dataset["until"]) - clock.now());
    }
  }

  get #list(): HTMLElement {
    return this.querySelector<HTMLElement>(".cards") ?? this;
  }

  #keys(): CardKey[] {
    return [...this.#list.querySelectorAll<HTMLElement>(":scope > .card")]
      .map((row) => ({ id: row.dataset["id"] ?? "", at: Number(row.dataset["at"]) }));
  }

  #show(keys: readonly CardKey[], changed: readonly Card[]): void {
    const list = this.#list;
    const rows = new Map([...list.querySelectorAll<HTMLElement>(":scope > .card")].map((row) => [row.dataset["id"], row]));
    const cards = new Map(changed.map((card) => [card.id, card]));
    let next = list.firstElementChild;
    for (const { id } of keys) {
      const before = rows.get(id);
      const card = cards.get(id);
      rows.delete(id);
      const row = card === undefined || before?.dataset["revision"] === String(card.revision) ? before : this.#card(card);
      if (row === undefined) {
        continue;
      }

      if (before !== undefined && row !== before) {
        next = next === before ? before.nextElementSibling : next;
        before.replaceWith(row);
        if (row.nextElementSibling === next) {
          continue;
        }
      }

      if (row === next) {
        next = next.nextElementSibling;
      } else {
        list.insertBefore(row, next);
      }
    }

    rows.forEach((row) => row.remove());
    this.classList.toggle("is-empty", keys.length === 0);
  }

  /** The same markup as CardItem on the server. */
  #card(card: Card): HTMLElement {
    const href = `/articles/${card.id}`;
    const section = this.#sections[card.section];
    return el(
      "li",
      { class: card.image ? "card has-picture" : "card", "data-id": card.id, "data-revision": String(card.revision), "data-at": String(card.firstPublishedAt) },
      card.image
        ? el("div", { class: "card-picture" }, el("img", { src: card.image, alt: card.imageAlt ?? "", loading: "lazy", decoding: "async" }))
        : undefined,
      el(
        "div",
        { class: "card-text" },
        section === undefined ? undefined : el("p", { class: "card-kicker" }, section),
        el("h2", { class: "card-headline" }, el("a", { href }, card.headline)),
        card.summary ? el("p", { class: "card-summary" }, card.summary) : undefined,
        el(
          "p",
          { class: "card-meta" },
          timeElement(card.firstPublishedAt, shortDateAndTime(card.firstPublishedAt)),
          card.live === true ? el("span", { class: "badge badge-live" }, text.liveBadge) : undefined,
          card.corrected === true ? el("span", { class: "badge badge-corrected" }, text.corrected) : undefined,
          card.sample === true ? el("span", { class: "badge" }, text.sample) : undefined)));
  }
}
