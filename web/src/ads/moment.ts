/** A moment that has passed. Of two clocks the one that has gone further counts: one may stand still in sleep, the other may be set back. */
export class Moment {
  readonly #steady = performance.now();
  readonly #wall = Date.now();

  get age(): number {
    return Math.max(performance.now() - this.#steady, Date.now() - this.#wall);
  }
}
