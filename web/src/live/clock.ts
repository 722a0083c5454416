/** The server's time as far as this page knows it: the ages of readings must not depend on the reader's clock. */
export class ServerClock {
  #offset: number | undefined;

  constructor(private readonly local: () => number = Date.now) {}

  /**
   * A stamp travels for a while before it is noted, so the largest offset seen is the nearest to the truth. One that may be
   * old shows that this device is behind, but not, where nothing else is known, that it is ahead.
   */
  note(serverTime: number | undefined, mayBeOld = false): void {
    const offset = Number(serverTime) - this.local();
    if (offset > (this.#offset ?? (mayBeOld ? 0 : -Infinity))) {
      this.#offset = offset;
    }
  }

  now(): number {
    return this.local() + (this.#offset ?? 0);
  }
}
