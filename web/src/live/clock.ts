/** The server's time as far as this page knows it: the ages of readings must not depend on the reader's clock. */
export class ServerClock {
  #offset = Number.NEGATIVE_INFINITY;

  constructor(private readonly local: () => number = Date.now) {}

  /** A stamp travels for a while before it is noted, so the largest offset seen is the nearest to the truth. */
  note(serverTime: number | undefined): void {
    if (serverTime !== undefined && Number.isFinite(serverTime)) {
      this.#offset = Math.max(this.#offset, serverTime - this.local());
    }
  }

  now(): number {
    return this.local() + (Number.isFinite(this.#offset) ? this.#offset : 0);
  }
}
