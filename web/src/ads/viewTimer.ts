/** What a timer has to know of its element. */
export interface Viewable {
  readonly viewable: boolean;
  listen(listener: () => void): () => void;
}

export interface ViewTimerOptions {
  /** The time has to be without a gap: after one it begins anew. */
  readonly continuous?: boolean;
  readonly now?: () => number;
}

const stepMilliseconds = 500;

/** A step that takes this much longer than it should was spent asleep, or frozen: nobody has seen anything. */
const lateMillisecondsMax = 1_000;

/** Calls back after an element was viewable for a time. */
export class ViewTimer {
  readonly #leave: () => void;
  readonly #now: () => number;
  readonly #continuous: boolean;
  #left = Number.POSITIVE_INFINITY;
  #whole = Number.POSITIVE_INFINITY;
  #since: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #paused = false;

  constructor(private readonly element: Viewable, private readonly done: () => void, options: ViewTimerOptions = {}) {
    this.#now = options.now ?? (() => performance.now());
    this.#continuous = options.continuous === true;
    this.#leave = element.listen(() => this.#update());
  }

  /** The element is gone. */
  end(): void {
    this.#leave();
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
    if (!Number.isFinite(this.#left) || this.#paused || !this.element.viewable) {
      this.#stop();
    } else if (this.#since === undefined) {
      this.#since = this.#now();
      this.#timer = setTimeout(() => this.#step(), Math.min(stepMilliseconds, Math.max(0, this.#left)));
    }
  }

  #step(): void {
    // Style can hide an element without a word of any observer.
    if (!this.element.viewable) {
      this.#stop();
      return;
    }

    this.#count();
    if (this.#left > 0) {
      this.#update();
    } else {
      this.#left = Number.POSITIVE_INFINITY;
      this.done();
    }
  }

  #stop(): void {
    clearTimeout(this.#timer);
    if (this.#since !== undefined) {
      this.#count();
      if (this.#continuous) {
        this.#left = this.#whole;
      }
    }
  }

  #count(): void {
    const spent = this.#now() - this.#since!;
    this.#since = undefined;
    if (spent <= stepMilliseconds + lateMillisecondsMax) {
      this.#left -= spent;
    } else if (this.#continuous) {
      this.#left = this.#whole;
    }
  }
}
