import { type ArticleDelta, type ArticleSnapshot, isWithheld, type Note } from "../live/wire";
import { announcer, follow } from "../page";
import { text } from "../text";
import { updateBody } from "../view/body";
import { el, setText, timeElement } from "../view/dom";
import { readable } from "../view/dots";
import { keepFocus, keepPlace } from "../view/place";
import { keepSelection } from "../view/selection";
import { dateAndTime } from "../view/time";
import type { LiveView } from "../view/live";
import { addShareButtons } from "./share";

type Changed = Partial<Pick<ArticleSnapshot, "headline" | "summary" | "blocks" | "byline">> & { readonly modifiedAt: number };

/** Address of what live blogs need, next to this script. */
declare const LIVE_SCRIPT: string;

/** Changes of a live blog that wait for its script; a page that gets so many before it is loaded anew. */
const untoldMax = 100;

/** An open article. A change replaces only the blocks that differ: reading position, focus and selection stay. */
export class ArticleElement extends HTMLElement {
  #live: LiveView | undefined;
  #untold: ((live: LiveView) => void)[] = [];

  connectedCallback(): void {
    for (const note of this.querySelectorAll<HTMLElement>(".notes li")) {
      announcer.known(`note ${this.#id} ${note.dataset["at"]}`);
    }

    const live = this.querySelector<HTMLElement>(".live");
    if (live !== null) {
      this.#load(live);
    }

    addShareButtons(this.querySelector<HTMLElement>(".share"));
    follow(this, (change) => keepPlace(() => keepFocus(this, () => keepSelection(() => {
      if (change.kind === "delta") {
        this.#delta(change.data as ArticleDelta);
      } else {
        this.#snapshot(change.data as ArticleSnapshot);
      }
    }))));
  }

  get #id(): string {
    return this.dataset["id"] ?? "";
  }

  #snapshot(article: ArticleSnapshot): void {
    if (isWithheld(article.stage)) {
      this.#tombstone(article);
      return;
    }

    if (this.querySelector(".article-body") === null || (article.live !== undefined && this.querySelector(".live") === null)) {
      // The page shows a tombstone of what is readable again, or an article that has become a live blog: the server knows how to write all of it.
      location.reload();
      return;
    }

    this.#change({ ...article, headline: article.headline ?? "", byline: article.byline ?? "", blocks: article.blocks ?? [] });
    this.#claim(article.correctionRequestedAt);
    this.#notes(article.notes ?? []);
    const live = article.live;
    if (live !== undefined) {
      // At once, whatever is not loaded yet.
      live.hidden?.forEach((id) => document.getElementById(`post-${id}`)?.remove());
      this.#untold = [];
      this.#tell((view) => view.snapshot(live));
    }
  }

  #delta(delta: ArticleDelta): void {
    this.#change(delta);
    this.#claim(delta.correctionRequestedAt);
    this.#notes(delta.addedNotes ?? []);
    const live = delta.live;
    if (live !== undefined) {
      this.#tell((view) => view.delta(live));
    }
  }

  #tell(act: (live: LiveView) => void): void {
    if (this.#live !== undefined) {
      act(this.#live);
    } else if (this.#untold.push(act) > untoldMax) {
      location.reload();
    }
  }

  #load(section: HTMLElement): void {
    const address = LIVE_SCRIPT;
    import(address).then(
      (script: typeof import("../view/live")) => {
        if (!section.isConnected) {
          return;
        }

        const live = new script.LiveView(section, this.#id, announcer);
        keepPlace(() => this.#untold.forEach((act) => act(live)));
        this.#untold = [];
        this.#live = live;
      },
      () => setTimeout(() => this.#load(section), 5_000));
  }

  #claim(since: number | undefined): void {
    const claim = this.querySelector<HTMLElement>(".claim");
    if (claim !== null) {
      claim.hidden = since === undefined || since === null;
    }
  }

  #change(changed: Changed): void {
    if (changed.headline !== undefined && setText(this.querySelector("h1"), changed.headline)) {
      const [, ...site] = document.title.split(" | ");
      document.title = [readable(changed.headline), ...site].join(" | ");
    }

    if (changed.byline !== undefined) {
      setText(this.querySelector(".byline"), changed.byline);
    }

    if (changed.blocks !== undefined) {
      const body = this.querySelector(".article-body");
      if (body !== null) {
        updateBody(body, changed.blocks);
      }
    }

    const modified = this.querySelector<HTMLElement>(".modified");
    if (modified !== null) {
      // Its publication is written in whole seconds.
      modified.hidden = changed.modifiedAt - Date.parse(this.querySelector<HTMLTimeElement>(".published time")?.dateTime ?? "") < 1_000;
      modified.querySelector("time")?.replaceWith(timeElement(changed.modifiedAt, dateAndTime(changed.modifiedAt)));
    }
  }

  #notes(notes: readonly Note[]): void {
    const box = this.querySelector<HTMLElement>(".notes");
    const list = box?.querySelector("ul");
    for (const note of notes) {
      const shown = [...(list?.children ?? [])].some((row) => (row as HTMLElement).dataset["at"] === String(note.at));
      if (!shown && box != null && list != null) {
        box.hidden = false;
        list.append(el(
          "li",
          { "data-at": String(note.at) },
          timeElement(note.at, dateAndTime(note.at)),
          " ",
          el("span", {}, note.text)));
      }

      announcer.say(`note ${this.#id} ${note.at}`, text.correctionAnnounced(note.text));
    }
  }

  /** Everything of the text leaves the document, its description in the head too; what stays is the fact. */
  #tombstone(article: ArticleSnapshot): void {
    const held = article.stage === "held";
    const title = held ? text.held : text.retracted;
    const reason = article.retractionReason;
    document.title = title;
    document.querySelectorAll('head meta[property^="og:"], head meta[property^="article:"], head meta[name="description"], script[type="application/ld+json"]').forEach((meta) => meta.remove());
    this.#live?.close();
    this.#live = undefined;
    this.replaceChildren(el(
      "article",
      { class: "tombstone", "data-testid": "tombstone" },
      el("h1", {}, title),
      el("p", {}, held ? text.heldBody : text.retractedBody),
      article.heldUntil ? el("p", {}, timeElement(article.heldUntil, text.heldUntil(dateAndTime(article.heldUntil)))) : undefined,
      reason ? el("p", { class: "reason" }, reason) : undefined));
    announcer.say(`${article.stage} ${this.#id}`, held ? text.heldAnnounced : text.retractedAnnounced);
  }
}
