import type { ServerClock } from "./clock";

/** Never for a hiccup. */
export const graceMilliseconds = 3_000;

/** Since when what is shown is no longer live; undefined while it is. */
export type StaleListener = (asOf: number | undefined) => void;

/** Tells when the connection has been away for longer than a moment, and as of when the page is. */
export class Staleness {
  readonly #listeners = new Set<StaleListener>();
  #connected = false;
  #asOf: number;
  #stale = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly clock: ServerClock) {
    this.#asOf = clock.now();
    this.#arm();
  }

  /** Called at each change, and at once with how it stands. Returns how to stop. */
  listen(listener: StaleListener): () => void {
    this.#listeners.add(listener);
    listener(this.#stale ? this.#asOf : undefined);
    return () => this.#listeners.delete(listener);
  }

  connected(connected: boolean): void {
    if (connected) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#stale = false;
      this.#tell();
    } else if (this.#connected) {
      this.#asOf = this.clock.now();
      this.#arm();
    }

    this.#connected = connected;
  }

  #arm(): void {
    this.#timer ??= setTimeout(() => {
      this.#stale = true;
      this.#tell();
    }, graceMilliseconds);
  }

  #tell(): void {
    this.#listeners.forEach((listener) => listener(this.#stale ? this.#asOf : undefined));
  }
}
