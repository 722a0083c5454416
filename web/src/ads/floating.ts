import { text } from "../text";
import { el } from "../view/dom";

/** Closed by the reader: they stay so for the life of the page. */
const closed = new Set<string>();

/** One at a time: a second one would cover what the first leaves. */
let standing: Floating | undefined;

/**
 * Lets a place lie over the content. The control that closes it is there in the frame in which it begins to float, large
 * enough for a thumb, and does nothing but close; Escape does the same.
 */
export class Floating {
  readonly button = el("button", { type: "button", class: "ad-close", part: "close", "aria-label": text.closeBanner, hidden: "" }, el("span", { "aria-hidden": "true" }, "×"));
  readonly #escape = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !event.defaultPrevented) {
      this.#close();
    }
  };

  constructor(private readonly slot: string, private readonly room: HTMLElement, private readonly onClose: () => void) {
    this.button.addEventListener("click", () => this.#close());
  }

  /** True when the reader has closed it before: nothing is to be shown in it. */
  get closed(): boolean {
    return closed.has(this.slot);
  }

  set(floating: boolean): void {
    const stands = floating && (standing === undefined || standing === this);
    if (stands) {
      standing = this;
      document.addEventListener("keydown", this.#escape);
    } else {
      this.end();
    }

    this.button.hidden = !stands;
    this.room.classList.toggle("is-floating", stands);
    if (stands && this.closed) {
      this.#close();
    }
  }

  end(): void {
    document.removeEventListener("keydown", this.#escape);
    if (standing === this) {
      standing = undefined;
    }
  }

  #close(): void {
    closed.add(this.slot);
    this.end();
    this.room.hidden = true;
    this.onClose();
  }
}
