import { text } from "../text";
import { el } from "./dom";

const pixelsPerSecond = 40;

/**
 * Moves a list sideways for ever. The second copy that closes the loop is for the eye only. While a reader points at the
 * strip, touches or focuses it, it becomes an ordinary scrollable strip at the same place; under reduced motion it is
 * nothing else.
 */
export class Marquee {
  readonly #copy: HTMLElement;
  readonly #button = el("button", { type: "button", class: "icon-button", "data-testid": "ticker-button" });
  readonly #still = matchMedia("(prefers-reduced-motion: reduce)");
  readonly #sizes = new ResizeObserver(() => this.#restart());
  #animation: Animation | undefined;
  #paused = false;
  #held = false;

  constructor(private readonly viewport: HTMLElement, private readonly list: HTMLElement, controls: Element) {
    this.#copy = list.cloneNode(true) as HTMLElement;
    this.#copy.setAttribute("aria-hidden", "true");
    this.#copy.inert = true;
    list.after(this.#copy);
    controls.append(this.#button);
    this.#button.addEventListener("click", () => {
      this.#paused = !this.#paused;
      this.#update();
    });
    this.#still.onchange = () => this.#update();
    for (const event of ["pointerenter", "pointerdown", "focusin", "wheel"]) {
      viewport.addEventListener(event, () => this.#hold(true), { passive: true });
    }

    for (const event of ["pointerleave", "focusout"]) {
      viewport.addEventListener(event, () => this.#hold(false));
    }

    this.#sizes.observe(list);
    this.#update();
  }

  /** The strip is about to go. */
  end(): void {
    this.#sizes.disconnect();
    this.#animation?.cancel();
    this.#still.onchange = null;
  }

  #hold(held: boolean): void {
    this.#held = held;
    this.#update();
  }

  #update(): void {
    this.#button.hidden = this.#still.matches;
    this.#button.className = `icon-button ${this.#paused ? "icon-play" : "icon-pause"}`;
    this.#button.setAttribute("aria-label", this.#paused ? text.playTicker : text.pauseTicker);
    this.#copy.hidden = this.#still.matches;
    const moving = !this.#paused && !this.#held && !this.#still.matches;
    if (moving) {
      this.#play();
    } else {
      this.#stand();
    }
  }

  get #width(): number {
    return this.list.getBoundingClientRect().width;
  }

  #play(): void {
    const width = this.#width;
    if (this.#animation !== undefined || width === 0) {
      return;
    }

    const duration = (width / pixelsPerSecond) * 1_000;
    const from = this.viewport.scrollLeft % width;
    this.viewport.scrollLeft = 0;
    this.#animation = this.viewport.firstElementChild!.animate(
      [{ transform: "translateX(0)" }, { transform: `translateX(${-width}px)` }],
      { duration, iterations: Number.POSITIVE_INFINITY });
    this.#animation.currentTime = (from / width) * duration;
    this.viewport.classList.add("is-moving");
  }

  #stand(): void {
    const animation = this.#animation;
    if (animation !== undefined) {
      const progress = animation.effect?.getComputedTiming().progress ?? 0;
      animation.cancel();
      this.#animation = undefined;
      this.viewport.classList.remove("is-moving");
      this.viewport.scrollLeft = progress * this.#width;
    }
  }

  /** The list has another width now, after a change of type size for example. */
  #restart(): void {
    if (this.#animation !== undefined) {
      this.#stand();
      this.#play();
    }
  }
}
