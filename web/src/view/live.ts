import type { LiveDelta, LiveKey, LivePost, LiveSnapshot } from "../live/wire";
import type { Announcer } from "./announcer";
import { updateBody } from "./body";
import { el, timeElement } from "./dom";
import { liveText } from "./liveText";
import { applyLiveDelta, liveKeys, type PostKey, postKey } from "./livePosts";
import { keepPlace } from "./place";
import { dateAndTime, shortDateAndTime } from "./time";

/**
 * The posts of a live blog. While the reader is further down, or has the focus among the posts, new ones wait and are
 * counted in a notice; at the top they appear in place. Edits, moves and what is hidden are shown at once: nothing of that
 * moves what the reader looks at (keepPlace, by the caller).
 */
export class LiveView {
  readonly #section: HTMLElement;
  readonly #article: string;
  readonly #announcer: Announcer;
  readonly #list: HTMLElement;
  readonly #notice = el("button", { type: "button", class: "live-new", "data-testid": "live-new" });
  readonly #waiting = new Map<string, LivePost>();
  readonly #onScroll = (): void => this.#look();
  /** What stood above all that was known when it came is new until it is shown, whatever the clocks say. */
  readonly #news = new Set<string>();
  #order: PostKey[];

  constructor(section: HTMLElement, article: string, announcer: Announcer) {
    this.#section = section;
    this.#article = article;
    this.#announcer = announcer;
    this.#list = section.querySelector<HTMLElement>(".live-posts") ?? section;
    this.#order = this.#rows().map((row) => ({
      id: row.dataset["id"] ?? "",
      pinned: row.classList.contains("is-pinned"),
      rank: Number(row.dataset["rank"]),
    }));
    this.#notice.hidden = true;
    this.#notice.addEventListener("click", () => this.#reveal());
    section.append(this.#notice);
    addEventListener("scroll", this.#onScroll, { passive: true });
  }

  close(): void {
    removeEventListener("scroll", this.#onScroll);
    this.#notice.remove();
  }

  snapshot(live: LiveSnapshot): void {
    for (const id of live.hidden ?? []) {
      this.#waiting.delete(id);
      this.#row(id)?.remove();
    }

    this.#head(live.coverageEnd, live.older, live.keys ?? []);
    const posts = live.posts ?? [];
    const shown = new Set(posts.map((post) => post.id));
    for (const id of [...this.#waiting.keys()].filter((waiting) => !shown.has(waiting))) {
      this.#waiting.delete(id);
    }

    this.#take(liveKeys(live), posts);
  }

  delta(delta: LiveDelta): void {
    this.#head(delta.coverageEnd, delta.older, delta.keys);
    for (const id of delta.removed ?? []) {
      this.#waiting.delete(id);
    }

    const row = delta.edited && this.#row(delta.edited.id);
    if (row) {
      this.#rewrite(row, delta.edited);
    }

    this.#take(applyLiveDelta(this.#order, delta), delta.upserted ?? []);
  }

  #rows(): HTMLElement[] {
    return [...this.#list.querySelectorAll<HTMLElement>(":scope > .live-post")];
  }

  #row(id: string): HTMLElement | undefined {
    return this.#rows().find((row) => row.dataset["id"] === id);
  }

  /** A page of older posts is no place for new ones. */
  get #isFirst(): boolean {
    return this.#section.dataset["page"] === "first";
  }

  /** The reader sees the head of the posts, or has not come to it yet, and does nothing among them. */
  get #isAtTop(): boolean {
    const head = this.#section.querySelector(".live-head") ?? this.#section;
    return head.getBoundingClientRect().bottom >= 0 && !this.#list.contains(document.activeElement);
  }

  #take(order: PostKey[], posts: readonly LivePost[]): void {
    const highest = Math.max(...this.#order.map((key) => key.rank));
    this.#order = order;
    const top = this.#isAtTop;
    for (const post of posts) {
      const row = this.#row(post.id);
      if (row !== undefined) {
        this.#rewrite(row, post);
      } else if (this.#isFirst) {
        this.#waiting.set(post.id, post);
        if (post.rank > highest) {
          this.#news.add(post.id);
        }
      }
    }

    if (!this.#isFirst) {
      return;
    }

    if (top) {
      for (const post of this.#fresh()) {
        this.#announcer.say(`post ${this.#article} ${post.id}`, liveText.newPostAnnounced(post.headline ?? shortDateAndTime(post.at)));
      }

      this.#place(() => true);
    } else {
      // What has only come up from below is not news, and takes its place at once.
      this.#place((post) => !this.#news.has(post.id));
      const count = this.#fresh().length;
      if (count > 0) {
        this.#announcer.say(`posts ${this.#article} ${[...this.#waiting.keys()].join()}`, liveText.newPostsAnnounced(count));
      }
    }

    this.#count();
  }

  #fresh(): LivePost[] {
    return [...this.#waiting.values()].filter((post) => this.#news.has(post.id));
  }

  #count(): void {
    const count = this.#fresh().length;
    this.#notice.hidden = count === 0;
    this.#notice.textContent = count === 0 ? "" : liveText.newPosts(count);
  }

  /** Brings the list into its order, with those waiting posts that may come in; the others keep waiting. */
  #place(mayEnter: (post: LivePost) => boolean): void {
    for (const post of [...this.#waiting.values()].filter(mayEnter)) {
      const row = el("li", { tabindex: "-1" });
      this.#rewrite(row, post);
      this.#list.append(row);
      this.#waiting.delete(post.id);
      this.#news.delete(post.id);
    }

    if (this.#waiting.size === 0) {
      const known = new Set(this.#order.map((key) => key.id));
      this.#rows().filter((row) => !known.has(row.dataset["id"] ?? "")).forEach((row) => row.remove());
    }

    const rows = new Map(this.#rows().map((row) => [row.dataset["id"], row]));
    let next = this.#list.firstElementChild;
    for (const { id } of this.#order) {
      const row = rows.get(id);
      if (row === undefined) {
        continue;
      }

      if (row === next) {
        next = next.nextElementSibling;
      } else {
        this.#list.insertBefore(row, next);
      }
    }
  }

  /** The same markup as LiveView on the server. */
  #rewrite(row: HTMLElement, post: LivePost): void {
    const { pinned } = postKey(post);
    row.dataset["rank"] = String(post.rank);
    if (row.dataset["revision"] === String(post.revision)) {
      return;
    }

    row.className = `live-post${pinned ? " is-pinned" : ""}${post.key === true ? " is-key" : ""}`;
    row.id = `post-${post.id}`;
    row.dataset["id"] = post.id;
    row.dataset["revision"] = String(post.revision);
    const body = row.querySelector(".live-body") ?? el("div", { class: "live-body" });
    updateBody(body, post.blocks ?? [], true);
    row.replaceChildren(...[
      el(
        "p",
        { class: "live-meta" },
        el("a", { href: `#post-${post.id}` }, timeElement(post.at, shortDateAndTime(post.at))),
        pinned ? el("span", { class: "badge" }, liveText.pinned) : undefined,
        post.key === true ? el("span", { class: "badge badge-key" }, liveText.key) : undefined),
      post.headline ? el("h2", { class: "live-headline" }, post.headline) : undefined,
      body,
      post.byline ? el("p", { class: "live-by" }, post.byline) : undefined,
    ].filter((child) => child !== undefined));
  }

  #head(end: number | undefined, older: string | undefined, keys: readonly LiveKey[] | undefined): void {
    const over = end !== undefined && end !== null;
    this.#section.classList.toggle("is-over", over);
    const mark = this.#section.querySelector(".live-mark");
    if (mark !== null) {
      mark.textContent = over ? liveText.over : liveText.now;
    }

    this.#section.querySelector(".live-end")?.replaceChildren(...(over ? [timeElement(end, dateAndTime(end))] : []));
    const more = this.#section.querySelector<HTMLAnchorElement>(".live-older");
    if (more !== null && this.#isFirst) {
      more.hidden = !older;
      more.href = `${location.pathname}?post=${older ?? ""}`;
    }

    const nav = this.#section.querySelector<HTMLElement>(".live-keys");
    if (nav !== null && keys !== undefined) {
      nav.hidden = keys.length === 0;
      nav.querySelector("ul")?.replaceChildren(...keys.map((key) => {
        const here = this.#waiting.has(key.id) || this.#row(key.id) !== undefined;
        return el(
          "li",
          {},
          el("a", { href: here ? `#post-${key.id}` : `${location.pathname}?post=${key.id}` }, timeElement(key.at, shortDateAndTime(key.at)), " ", key.headline));
      }));
    }
  }

  /** Who scrolls up to the head finds the new posts there; what they look at stays. */
  #look(): void {
    if (!this.#notice.hidden && this.#isAtTop) {
      keepPlace(() => this.#place(() => true));
      this.#count();
    }
  }

  #reveal(): void {
    const [first] = this.#order.filter((key) => this.#waiting.has(key.id));
    this.#place(() => true);
    this.#count();
    this.#section.scrollIntoView({ block: "start", behavior: "instant" });
    (first === undefined ? undefined : this.#row(first.id))?.focus({ preventScroll: true });
  }
}
