import { el } from "./dom";

/** The one live region of a page. Each message is spoken once, however often the news of it arrives. */
export class Announcer {
  readonly #region = el("div", { role: "status", class: "visually-hidden", "data-testid": "announcements" });
  readonly #said = new Set<string>();
  #queue: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** The region must be in the page, empty, before anything is written into it: readers announce changes only. */
  attach(parent: ParentNode): void {
    parent.append(this.#region);
  }

  /** Takes a message as said without saying it, for what the page shows from the start. */
  known(key: string): void {
    this.#said.add(key);
  }

  say(key: string, message: string): void {
    if (this.#said.has(key)) {
      return;
    }

    this.#said.add(key);
    this.#queue.push(message);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#region.replaceChildren(...this.#queue.map((line) => el("p", {}, line)));
      this.#queue = [];
    }, 150);
  }
}
