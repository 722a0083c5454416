/** What may serve as a fixed point: the reader's eye rests on one of these. */
const points = "[data-anchor], .article-body > *, .live-post, .card, main h1, main h2";

/**
 * Makes a change without moving what the reader looks at: notes where an element in view stands, and scrolls by as much
 * as it has moved. At the very top of a page nothing is corrected: what is new may push the rest down there.
 * Style turns the browser's own scroll anchoring off, so that nothing is corrected twice.
 */
export function keepPlace(change: () => void): void {
  const candidates = window.scrollY > 0 ? inView() : [];
  change();
  const anchor = candidates.find(({ element }) => element.isConnected);
  if (anchor !== undefined) {
    const moved = anchor.element.getBoundingClientRect().top - anchor.top;
    if (Math.abs(moved) >= 1) {
      window.scrollBy({ top: moved, behavior: "instant" });
    }
  }
}

function inView(): { element: Element; top: number }[] {
  const focused = document.activeElement;
  const elements = [...document.querySelectorAll(points)];
  if (focused !== null && focused !== document.body && focused.closest("main") !== null) {
    elements.unshift(focused);
  }

  return elements
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ box }) => box.height > 0 && box.top >= 0 && box.top < window.innerHeight)
    .map(({ element, box }) => ({ element, top: box.top }));
}

/** Runs a change that may replace the focused link, and gives the focus to the link that took its place. */
export function keepFocus(root: ParentNode, change: () => void): void {
  const focused = document.activeElement;
  const inside = focused instanceof HTMLElement && root.contains(focused) ? focused : undefined;
  const href = inside?.getAttribute("href");
  change();
  if (inside !== undefined && !inside.isConnected && href) {
    root.querySelector<HTMLElement>(`a[href="${CSS.escape(href)}"]`)?.focus({ preventScroll: true });
  }
}
