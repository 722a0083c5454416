/**
 * What the page as a whole is doing. A page that nobody looks at asks for no banner and counts none: one in a hidden tab,
 * one that was rendered before anybody wanted it, one in the back-forward cache, and one that is being printed.
 */
export class PageWatch {
  readonly #listeners = new Set<() => void>();
  readonly #print = matchMedia("print");
  #printing = false;
  #left = false;

  constructor() {
    const changed = () => this.#listeners.forEach((listener) => listener());
    const on = (target: EventTarget, event: string, before?: () => void) => target.addEventListener(event, () => {
      before?.();
      changed();
    });
    on(document, "visibilitychange");
    on(document, "prerenderingchange");
    on(window, "blur");
    // Some browsers never tell that printing is over; who has the focus again has finished.
    on(window, "focus", () => (this.#printing = false));
    on(window, "beforeprint", () => (this.#printing = true));
    on(window, "afterprint", () => (this.#printing = false));
    on(this.#print, "change");
    on(window, "pagehide", () => (this.#left = true));
    on(window, "pageshow", () => (this.#left = false));
  }

  /** Something of the page can be on a screen. */
  get showing(): boolean {
    return document.visibilityState === "visible" && (document as { prerendering?: boolean }).prerendering !== true
      && !this.#printing && !this.#print.matches && !this.#left;
  }

  /** In a frame a browser does not tell whether its window has the focus: there a visible tab is enough. */
  get focused(): boolean {
    return this.showing && (window.parent !== window || document.hasFocus());
  }

  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

let shared: PageWatch | undefined;

export function pageWatch(): PageWatch {
  return shared ??= new PageWatch();
}
