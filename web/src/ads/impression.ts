import type { AdEvent } from "./beacons";
import type { Exposure } from "./exposure";
import type { Moment } from "./moment";
import { ViewTimer } from "./viewTimer";

/** A number that was given out for a page comes back a minute later: who has not rendered by now must not begin to. */
const renderMillisecondsMax = 50_000;
const viewMilliseconds = 1_000;

export interface Impressed {
  readonly ticket: string;
  readonly asked: Moment;
  /** The banner is there as it should be; a text is at once. */
  readonly loaded: Promise<unknown>;
  readonly exposure: Exposure;
  readonly tell: (ticket: string, event: AdEvent) => void;
  /** The ticket is too old to begin with. */
  readonly lapsed: () => void;
}

/**
 * The life of one ticket: first it renders, when its creative has loaded and a frame with it was painted in a page that
 * can be seen; after that it may become viewable. Each once.
 */
export class Impression {
  readonly #leave: () => void;
  readonly #lapse: ReturnType<typeof setTimeout>;
  #frame: number | undefined;
  #loaded = false;
  #timer: ViewTimer | undefined;
  #over = false;

  constructor(private readonly banner: Impressed) {
    const update = () => this.#update();
    this.#leave = banner.exposure.listen(update);
    this.#lapse = setTimeout(update, renderMillisecondsMax + 1);
    // A picture or frame that cannot be loaded is never rendered; the place goes on after its interval.
    banner.loaded.then(() => {
      this.#loaded = true;
      update();
    }, () => undefined);
  }

  end(): void {
    this.#over = true;
    this.#settle();
    this.#timer?.end();
  }

  #update(): void {
    const { asked, exposure, lapsed } = this.banner;
    if (this.#over || this.#timer !== undefined) {
      return;
    }

    if (asked.age > renderMillisecondsMax) {
      this.end();
      lapsed();
    } else if (!this.#loaded || !exposure.laidOut || !exposure.page.showing) {
      cancelAnimationFrame(this.#frame ?? 0);
      this.#frame = undefined;
    } else {
      // The first frame paints it, the second one comes after that.
      this.#frame ??= requestAnimationFrame(() => {
        this.#frame = requestAnimationFrame(() => this.#render());
      });
    }
  }

  #render(): void {
    this.#frame = undefined;
    const { asked, exposure, tell, ticket } = this.banner;
    // Frames may have stood still: whatever has changed is looked at again.
    if (asked.age > renderMillisecondsMax || !exposure.laidOut || !exposure.page.showing) {
      this.#update();
      return;
    }

    this.#settle();
    tell(ticket, "rendered");
    this.#timer = new ViewTimer(exposure, () => tell(ticket, "viewable"), { continuous: true });
    this.#timer.start(viewMilliseconds);
  }

  /** Nothing more to wait for before it renders. */
  #settle(): void {
    this.#leave();
    clearTimeout(this.#lapse);
    cancelAnimationFrame(this.#frame ?? 0);
  }
}
