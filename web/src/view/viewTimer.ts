/** Calls back after an element was viewable for a time: half of it on screen, in a focused and visible tab. */
export class ViewTimer {
  #left = Number.POSITIVE_INFINITY;
  #whole = Number.POSITIVE_INFINITY;
  #since: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #onScreen = false;
  #paused = false;
  readonly #over = new AbortController();

  constructor(element: Element, private readonly done: () => void) {
    const observer = new IntersectionObserver((entries) => {
      this.#onScreen = (entries.at(-1)?.intersectionRatio ?? 0) >= 0.5;
      this.#update();
    }, { threshold: [0, 0.5] });
    observer.observe(element);
    const { signal } = this.#over;
    signal.addEventListener("abort", () => observer.disconnect());
    for (const [target, event] of [[document, "visibilitychange"], [window, "focus"], [window, "blur"]] as const) {
      target.addEventListener(event, () => this.#update(), { signal });
    }
  }

  /** The element is gone. */
  end(): void {
    this.#over.abort();
    this.#stop();
    this.#left = Number.POSITIVE_INFINITY;
  }

  start(milliseconds: number): void {
    this.#stop();
    this.#left = this.#whole = milliseconds;
    this.#update();
  }

  /** Another interval counts what has already been seen. */
  interval(milliseconds: number): void {
    this.#stop();
    this.#left += milliseconds - this.#whole;
    this.#whole = milliseconds;
    this.#update();
  }

  pause(paused: boolean): void {
    this.#paused = paused;
    this.#update();
  }

  #update(): void {
    const viewable = this.#onScreen && !this.#paused && document.visibilityState === "visible" && document.hasFocus();
    if (!viewable) {
      this.#stop();
    } else if (this.#since === undefined && Number.isFinite(this.#left)) {
      this.#since = performance.now();
      this.#timer = setTimeout(() => this.#elapsed(), Math.max(0, this.#left));
    }
  }

  #stop(): void {
    clearTimeout(this.#timer);
    if (this.#since !== undefined) {
      this.#left -= performance.now() - this.#since;
      this.#since = undefined;
    }
  }

  #elapsed(): void {
    this.#since = undefined;
    this.#left = Number.POSITIVE_INFINITY;
    this.done();
  }
}
