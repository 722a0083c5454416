import type { PageWatch } from "./pageWatch";

/** From the size of a billboard (970×250) on, 30 % on screen are enough. */
const largePixels = 242_500;
const shareMin = 0.5;
const largeShareMin = 0.3;

/** How much of an element can be seen, now. */
export class Exposure {
  readonly #listeners = new Set<() => void>();
  readonly #onScreen: IntersectionObserver;
  readonly #size: ResizeObserver;
  readonly #leave: () => void;
  #target: Element | undefined;
  #share = 0;
  #pixels = 0;

  constructor(readonly page: PageWatch) {
    this.#onScreen = new IntersectionObserver((entries) => {
      const { intersectionRatio, isIntersecting, boundingClientRect: { width, height } } = entries.at(-1)!;
      this.#share = isIntersecting ? intersectionRatio : 0;
      // Whole pixels: at some zooms a box of 250 pixels is a little smaller.
      this.#pixels = Math.round(width) * Math.round(height);
      this.#changed();
    }, { threshold: [0, largeShareMin, shareMin] });
    // An element that gets a box, or another one, without crossing a threshold would not be reported.
    this.#size = new ResizeObserver(() => this.#look());
    this.#leave = page.listen(() => this.#changed());
  }

  /** From now on it is about this element. */
  watch(target: Element): void {
    if (target !== this.#target) {
      this.#size.disconnect();
      this.#target = target;
      this.#share = this.#pixels = 0;
      this.#look();
      this.#size.observe(target);
      this.#changed();
    }
  }

  /** It has a box: it is neither collapsed nor `display: none`. One pixel is no box, it is a trick. */
  get laidOut(): boolean {
    return this.#pixels > 1;
  }

  /** Enough of it is on screen, in a visible and focused tab. */
  get viewable(): boolean {
    return this.laidOut && this.#share >= (this.#pixels >= largePixels ? largeShareMin : shareMin) && this.page.focused
      && this.#target?.checkVisibility?.({ opacityProperty: true, visibilityProperty: true }) !== false;
  }

  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  end(): void {
    this.#leave();
    this.#onScreen.disconnect();
    this.#size.disconnect();
    this.#listeners.clear();
  }

  /** An observer reports an element that it has just begun to observe. */
  #look(): void {
    this.#onScreen.disconnect();
    this.#onScreen.observe(this.#target!);
  }

  #changed(): void {
    // A listener may bring another one with it, which looks for itself.
    [...this.#listeners].forEach((listener) => listener());
  }
}
