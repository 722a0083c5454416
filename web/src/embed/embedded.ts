import type { Listener } from "../live/reader";
import type { Session } from "../live/session";
import { Announcer } from "../view/announcer";
import { el } from "../view/dom";
import { hourAndMinute } from "../view/time";
import { absolute } from "./address";
import { embedText } from "./embedText";
import { sessionOf } from "./sessions";
import { dress } from "./sheets";

/**
 * An element in somebody else's page. Until there is something live its own children are shown, and they stay when Sokbo
 * is blocked or down. What is live is in a shadow tree: neither side's style reaches the other by accident.
 */
export abstract class Embedded extends HTMLElement {
  protected readonly announcer = new Announcer();
  protected readonly live = el("div", { class: "live", hidden: "" });
  readonly #fallback = el("slot");
  readonly #mark = el("p", { class: "age", part: "age", hidden: "" });
  #ends: (() => void)[] = [];
  #session: Session | undefined;
  #asOf: number | undefined;

  constructor(css: string) {
    super();
    const root = this.attachShadow({ mode: "open" });
    dress(root, css);
    root.append(el("div", { class: "room", part: "room" }, this.#fallback, this.live, this.#mark));
  }

  connectedCallback(): void {
    // Rendered by a Sokbo server, whose pages have a script of their own.
    if (this.dataset["topic"] === undefined) {
      this.#begin();
    }
  }

  disconnectedCallback(): void {
    this.#end();
  }

  attributeChangedCallback(_: string, before: string | null, after: string | null): void {
    if (before !== after && this.#session !== undefined) {
      this.#end();
      this.rest();
      this.#begin();
    }
  }

  protected get site(): string {
    return this.getAttribute("site") || "default";
  }

  protected get session(): Session {
    return this.#session ??= sessionOf(this.dataset["server"]);
  }

  /** An address that the server has given. */
  protected absolute(address: string): string {
    return absolute(address, this.session.server);
  }

  /** Starts to follow what the attributes name. */
  protected abstract follow(): void;

  protected listen(topic: string, listener: Listener): void {
    this.until(this.session.reader.listen(topic, undefined, listener));
  }

  /** Done when the element leaves the page, or when its attributes name something else. */
  protected until(end: () => void): void {
    this.#ends.push(end);
  }

  /** The children give way to what is live. */
  protected show(): void {
    this.#fallback.hidden = true;
    this.live.hidden = false;
    this.#age();
  }

  /** There is nothing live: back to the children. */
  protected rest(): void {
    this.#fallback.hidden = false;
    this.live.hidden = true;
    this.#age();
  }

  #begin(): void {
    this.announcer.attach(this.shadowRoot!);
    this.follow();
    this.until(this.session.staleness.listen((asOf) => {
      this.#asOf = asOf;
      this.#age();
    }));
  }

  /** The children are the page's own: how old they are is not ours to say. */
  #age(): void {
    const asOf = this.live.hidden ? undefined : this.#asOf;
    this.#mark.textContent = asOf === undefined ? "" : embedText.asOf(hourAndMinute(asOf));
    this.#mark.hidden = asOf === undefined;
    this.shadowRoot!.firstElementChild!.classList.toggle("is-away", asOf !== undefined);
  }

  #end(): void {
    this.#ends.forEach((end) => end());
    this.#ends = [];
    this.#session = undefined;
  }
}
