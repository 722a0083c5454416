import { type ArticleDelta, type ArticleSnapshot, isWithheld, type Note } from "../live/wire";
import { text } from "../text";
import { updateBody } from "../view/body";
import { el, setText, timeElement } from "../view/dom";
import { dateAndTime } from "../view/time";
import css from "./article.css";
import { embedText } from "./embedText";
import { Embedded } from "./embedded";
import { trusted } from "./trusted";

type Changed = Partial<Pick<ArticleSnapshot, "headline" | "summary" | "blocks" | "byline">> & { readonly modifiedAt: number };

/** `<sokbo-article site article>`: a whole article with its corrections, or the tombstone of a retracted one. */
export class EmbeddedArticle extends Embedded {
  static readonly observedAttributes = ["site", "article", "data-server"];

  #headline = el("h2", { class: "headline", part: "headline" });
  #byline = el("span", { class: "byline", part: "byline" });
  #times = el("span", { class: "times" });
  #notes = el("ul");
  #box = el("section", { class: "notes", part: "notes", hidden: "", "aria-label": embedText.correction }, el("p", { class: "notes-title" }, embedText.correction), this.#notes);
  #body = el("div", { class: "article-body", part: "body" });
  #publishedAt = 0;
  #sample = false;
  #known = false;

  constructor() {
    super(css);
  }

  protected follow(): void {
    const id = this.getAttribute("article");
    this.#known = false;
    if (!id) {
      return;
    }

    this.listen(`article/${id}`, (change) => {
      if (change.kind === "delta") {
        this.#delta(change.data as ArticleDelta);
      } else {
        this.#snapshot(change.data as ArticleSnapshot);
      }
    });
  }

  #snapshot(article: ArticleSnapshot): void {
    if (article.site !== this.site) {
      return;
    }

    if (isWithheld(article.stage)) {
      this.#tombstone(article);
      return;
    }

    this.#publishedAt = article.firstPublishedAt;
    this.#sample = article.sample === true;
    if (this.#body.parentNode?.parentNode !== this.live) {
      this.live.replaceChildren(el(
        "article",
        { class: "article" },
        this.#headline,
        el("p", { class: "meta", part: "meta" }, this.#byline, this.#times),
        this.#box,
        this.#body));
    }

    this.#notes.replaceChildren();
    this.#change({ ...article, headline: article.headline ?? "", byline: article.byline ?? "", blocks: article.blocks ?? [] });
    this.#addNotes(article.notes ?? [], this.#known);
    this.#known = true;
    this.show();
  }

  #delta(delta: ArticleDelta): void {
    if (this.#known) {
      this.#change(delta);
      this.#addNotes(delta.addedNotes ?? [], true);
    }
  }

  #change({ headline, byline, blocks, modifiedAt }: Changed): void {
    if (headline !== undefined) {
      setText(this.#headline, headline);
    }

    if (byline !== undefined) {
      setText(this.#byline, byline);
    }

    if (blocks !== undefined) {
      updateBody(this.#body, blocks, false, trusted, (fresh) => this.#address(fresh));
    }

    this.#times.replaceChildren(
      el("span", {}, `${embedText.published} `, timeElement(this.#publishedAt, dateAndTime(this.#publishedAt))),
      modifiedAt > this.#publishedAt ? el("span", {}, `${text.modified} `, timeElement(modifiedAt, dateAndTime(modifiedAt))) : "",
      this.#sample ? el("span", { class: "badge" }, text.sample) : "");
  }

  /** Pictures and links of the article are on the server, not on the page around. */
  #address(fresh: DocumentFragment): void {
    for (const [selector, attribute] of [["a[href]", "href"], ["img[src]", "src"]] as const) {
      for (const node of fresh.querySelectorAll(selector)) {
        const address = node.getAttribute(attribute) ?? "";
        if (!address.startsWith("#")) {
          node.setAttribute(attribute, this.absolute(address));
        }
      }
    }
  }

  #addNotes(notes: readonly Note[], news: boolean): void {
    const id = this.getAttribute("article");
    for (const note of notes) {
      this.#notes.append(el("li", {}, timeElement(note.at, dateAndTime(note.at)), " ", el("span", {}, note.text)));
      if (news) {
        this.announcer.say(`note ${id} ${note.at}`, text.correctionAnnounced(note.text));
      } else {
        this.announcer.known(`note ${id} ${note.at}`);
      }
    }

    this.#box.hidden = this.#notes.childElementCount === 0;
  }

  /** Everything of the text leaves; what stays is the fact. */
  #tombstone(article: ArticleSnapshot): void {
    const held = article.stage === "held";
    this.#body.replaceChildren();
    this.#notes.replaceChildren();
    this.live.replaceChildren(el(
      "article",
      { class: "tombstone", part: "tombstone" },
      el("h2", {}, held ? text.held : text.retracted),
      el("p", {}, held ? text.heldBody : text.retractedBody),
      article.retractionReason ? el("p", { class: "reason" }, article.retractionReason) : undefined));
    this.show();
    if (this.#known) {
      this.announcer.say(`${article.stage} ${article.id}`, held ? text.heldAnnounced : text.retractedAnnounced);
    }
  }
}
