import type { Reader } from "./reader";

/** A glance at another tab costs nothing; after that what changes by itself (weather, banners, counts) rests. */
export const restAfterMilliseconds = 10_000;

/** After this everything rests, and a connection that no other tab uses is closed. */
export const sleepAfterMilliseconds = 300_000;

/** Topics of which a reader gets the newest state whatever was missed. */
export function isLatest(topic: string): boolean {
  return /^(weather|slot|readers)\//.test(topic);
}

/** Less traffic for tabs that nobody looks at. When one is shown again it asks from where it stands, and misses nothing. */
export class Rest {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly reader: Pick<Reader, "sleep" | "wake">) {}

  /** The tab was hidden or shown. */
  hidden(hidden: boolean): void {
    clearTimeout(this.#timer);
    if (!hidden) {
      this.reader.wake();
      return;
    }

    this.#timer = setTimeout(() => {
      this.reader.sleep(isLatest);
      this.#timer = setTimeout(() => this.reader.sleep(() => true), sleepAfterMilliseconds - restAfterMilliseconds);
    }, restAfterMilliseconds);
  }
}
