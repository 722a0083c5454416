import { text } from "../text";
import { el } from "../view/dom";
import { BannerPause } from "./bannerPause";
import { consentOf } from "./consent";
import type { Creative, Decision, Desk } from "./desk";
import { Exposure } from "./exposure";
import { Impression } from "./impression";
import { pageWatch } from "./pageWatch";
import { Rotation } from "./rotation";
import type { Beginning, Place } from "./rotation";
import { ViewTimer } from "./viewTimer";

/** The element of a place, which knows what it looks like. */
export interface Frame {
  readonly element: HTMLElement;
  readonly slot: string;
  readonly desk: Desk;
  readonly pause: BannerPause;
  /** Names that the style knows the banner and its text by. */
  readonly classes: { readonly banner: string; readonly text: string };
  absolute(address: string): string;
  /** Puts a banner up. What is returned is what has to be seen. */
  fill(banner: HTMLAnchorElement): Element;
  /** Nothing fills the place. What is returned is what would have to be seen. */
  empty(): Element;
}

/** The banners of one place, while its element is in the page: which, when, and what becomes of each. */
export class BannerPlace implements Place {
  readonly rotation: Rotation;
  readonly #exposure = new Exposure(pageWatch());
  readonly #timer: ViewTimer;
  readonly #near: IntersectionObserver;
  #isNear = false;
  #impression: Impression | undefined;

  constructor(private readonly frame: Frame, target: Element, shown: Beginning = {}) {
    this.rotation = new Rotation(this, shown);
    this.#timer = new ViewTimer(this.#exposure, () => void this.rotation.next());
    frame.pause.rule(this.#timer);
    this.#exposure.watch(target);
    this.#exposure.listen(() => this.rotation.resume());
    frame.desk.shows(this, shown.creative);

    // Early enough that a reader who scrolls sees the banner come with the page, late enough that most of what is asked for is seen.
    const { element } = frame;
    const viewports = Number(element.getAttribute("near") ?? element.dataset["near"] ?? 1);
    this.#near = new IntersectionObserver((entries) => {
      this.#isNear = entries.at(-1)!.isIntersecting;
      this.rotation.resume();
    }, { rootMargin: `${viewports >= 0 && viewports <= 10 ? viewports * 100 : 100}% 0%` });
    this.#near.observe(element);
    void this.rotation.next();
  }

  /** The element has left the page, or is another place now. */
  end(): void {
    this.rotation.end();
    this.#impression?.end();
    this.#timer.end();
    this.#near.disconnect();
    this.#exposure.end();
    this.frame.desk.shows(this, undefined);
  }

  get ready(): boolean {
    return this.#isNear && this.#exposure.laidOut && this.#exposure.page.showing;
  }

  ask(): Promise<Decision | undefined> {
    const { desk, element, slot } = this.frame;
    return desk.ask(this, slot, consentOf(element));
  }

  show(decision: Decision, creative: Creative): void {
    const { desk, element, classes } = this.frame;
    const image = creative.imageUrl
      ? el("img", { src: this.frame.absolute(creative.imageUrl), alt: creative.text ?? "", width: size(creative.width), height: size(creative.height), decoding: "async" })
      : null;
    const banner = el(
      "a",
      {
        class: classes.banner, part: "banner", target: "_blank", rel: "sponsored noopener nofollow", "data-creative": creative.id,
        href: decision.clickUrl === undefined ? undefined : this.frame.absolute(decision.clickUrl),
      },
      image ?? el("span", { class: classes.text }, creative.text ?? ""),
      creative.sample === true || decision.sample === true ? el("span", { class: "badge" }, text.sample) : undefined);
    const room = element.shadowRoot ?? element;
    const active = (element.shadowRoot ?? document).activeElement;
    const focused = active?.classList.contains(classes.banner) === true && room.contains(active);
    this.#impression?.end();
    this.#exposure.watch(this.frame.fill(banner));
    if (focused) {
      banner.focus({ preventScroll: true });
    }

    desk.shows(this, creative.id);
    const { ticket, asked } = decision;
    this.#impression = ticket === undefined || asked === undefined ? undefined : new Impression({
      ticket, asked, image, exposure: this.#exposure,
      tell: (its, event) => desk.beacons.add(its, event),
      lapsed: () => void this.rotation.next(),
    });
  }

  clear(): void {
    this.#impression?.end();
    this.#impression = undefined;
    this.frame.desk.shows(this, undefined);
    this.#exposure.watch(this.frame.empty());
  }

  due(milliseconds: number): void {
    this.#timer.start(milliseconds);
  }

  interval(milliseconds: number): void {
    this.#timer.interval(milliseconds);
  }
}

function size(pixels: number | undefined): string | undefined {
  return pixels ? String(pixels) : undefined;
}
