import { text } from "../text";
import { el } from "../view/dom";
import type { ViewTimer } from "./viewTimer";

/** The button with which a reader keeps a banner where it is. */
export class BannerPause {
  readonly button = el("button", { type: "button", class: "icon-button icon-pause", "aria-label": text.pauseBanner });
  #paused = false;
  #timer: ViewTimer | undefined;

  constructor() {
    this.button.addEventListener("click", () => {
      this.#paused = !this.#paused;
      this.button.classList.toggle("icon-play", this.#paused);
      this.button.classList.toggle("icon-pause", !this.#paused);
      this.button.setAttribute("aria-label", this.#paused ? text.playBanner : text.pauseBanner);
      this.#timer?.pause(this.#paused);
    });
  }

  /** The timer that it stops from now on. The reader's pause outlives the one before: the button still says so. */
  rule(timer: ViewTimer): void {
    this.#timer = timer;
    timer.pause(this.#paused);
  }
}
