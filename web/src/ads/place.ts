import { text } from "../text";
import { el } from "../view/dom";
import { BannerFrame } from "./bannerFrame";
import { BannerPause } from "./bannerPause";
import { consentOf } from "./consent";
import { awaitRoom, fills, hasRoom } from "./density";
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
  fill(banner: HTMLElement): Element;
  /** Nothing fills the place. What is returned is what would have to be seen. */
  empty(): Element;
}

/** The banners of one place, while its element is in the page: which, when, and what becomes of each. */
export class BannerPlace implements Place {
  readonly rotation: Rotation;
  readonly #exposure = new Exposure(pageWatch());
  readonly #timer: ViewTimer;
  #near: IntersectionObserver | undefined;
  #isNear = false;
  #viewports: number | undefined;
  #impression: Impression | undefined;
  #html: BannerFrame | undefined;
  readonly #leaveRoom: () => void;
  #showing = false;
  #empty = false;
  /** Of what was shown last; a plain banner of the rendered page has none. */
  #last: { readonly campaign: string; readonly ticket: string } | undefined;

  constructor(private readonly frame: Frame, target: Element, shown: Beginning = {}) {
    this.rotation = new Rotation(this, shown);
    this.#timer = new ViewTimer(this.#exposure, () => void this.rotation.next());
    frame.pause.rule(this.#timer);
    this.#exposure.watch(target);
    this.#exposure.listen(() => this.rotation.resume());
    frame.desk.shows(this, shown.creative);

    // Early enough that a reader who scrolls sees the banner come with the page, late enough that most of what is asked for is seen.
    this.#leaveRoom = awaitRoom(() => this.rotation.resume());
    this.lazy(undefined);
    void this.rotation.next();
  }

  /** How far below the viewport a banner is asked for, in percent of its height, as the slot says; the page may say otherwise. */
  lazy(percent: number | null | undefined): void {
    const { element } = this.frame;
    const told = Number(element.getAttribute("near") ?? (percent == null ? element.dataset["near"] : percent / 100) ?? 1);
    const viewports = told >= 0 && told <= 10 ? told : 1;
    if (viewports === this.#viewports) {
      return;
    }

    this.#viewports = viewports;
    this.#near?.disconnect();
    this.#near = new IntersectionObserver((entries) => {
      this.#isNear = entries.at(-1)!.isIntersecting;
      this.rotation.resume();
    }, { rootMargin: `${viewports * 100}% 0%` });
    this.#near.observe(element);
  }

  /** The element has left the page, or is another place now. */
  end(): void {
    this.rotation.end();
    this.#leaveRoom();
    this.#endBanner();
    this.#timer.end();
    this.#near?.disconnect();
    this.#exposure.end();
    this.frame.desk.shows(this, undefined);
    fills(this, undefined);
  }

  get ready(): boolean {
    return this.#isNear && this.#exposure.laidOut && this.#exposure.page.showing && hasRoom(this, this.frame.element);
  }

  async ask(): Promise<Decision | undefined> {
    const { desk, element, slot } = this.frame;
    // What is asked for takes its room already: the places of a page ask together.
    fills(this, element);
    const decision = await desk.ask(this, slot, consentOf(element));
    if (!this.#showing && decision?.creative === undefined) {
      fills(this, undefined);
    }

    return decision;
  }

  /** What is there when nothing fills the place is another thing now. */
  refresh(): void {
    if (this.#empty) {
      this.#exposure.watch(this.frame.empty());
    }
  }

  show(decision: Decision, creative: Creative): void {
    const { desk, element, classes } = this.frame;
    const clickUrl = decision.clickUrl === undefined ? undefined : this.frame.absolute(decision.clickUrl);
    const html = creative.frameUrl ? new BannerFrame(creative.frameUrl, creative.text ?? "", creative.width ?? 0, creative.height ?? 0, clickUrl) : undefined;
    const image = creative.imageUrl
      ? el("img", { src: this.frame.absolute(creative.imageUrl), alt: creative.text ?? "", width: size(creative.width), height: size(creative.height), decoding: "async" })
      : null;
    const badge = creative.sample === true || decision.sample === true ? el("span", { class: "badge" }, text.sample) : undefined;
    const attributes = { class: classes.banner, part: "banner", "data-creative": creative.id };
    const banner = html !== undefined
      ? el("div", attributes, html.element, badge)
      : el(
        "a",
        { ...attributes, target: "_blank", rel: "sponsored noopener nofollow", href: clickUrl },
        image ?? el("span", { class: classes.text }, creative.text ?? ""),
        badge);
    const room = element.shadowRoot ?? element;
    const active = (element.shadowRoot ?? document).activeElement;
    const focused = active?.classList.contains(classes.banner) === true && room.contains(active);
    this.#endBanner();
    this.#showing = true;
    this.#empty = false;
    this.#html = html;
    this.#exposure.watch(this.frame.fill(banner));
    html?.fit(banner);
    if (focused) {
      banner.focus({ preventScroll: true });
    }

    desk.shows(this, creative.id);
    fills(this, element);
    const { ticket, asked } = decision;
    this.#last = ticket === undefined ? undefined : { campaign: creative.id.split(".", 1)[0]!, ticket };
    this.#impression = ticket === undefined || asked === undefined ? undefined : new Impression({
      ticket, asked, exposure: this.#exposure, loaded: html?.loaded ?? image?.decode() ?? Promise.resolve(),
      tell: (its, event) => desk.beacons.add(its, event),
      lapsed: () => void this.rotation.next(),
    });
  }

  clear(): void {
    this.#endBanner();
    this.#showing = false;
    this.#empty = true;
    fills(this, undefined);
    this.frame.desk.shows(this, undefined);
    this.#exposure.watch(this.frame.empty());
  }

  #endBanner(): void {
    this.#impression?.end();
    this.#html?.end();
    this.#impression = this.#html = undefined;
  }

  withdrawn(): void {
    if (this.#last !== undefined) {
      this.frame.desk.gone(this.#last.campaign, this.#last.ticket);
      this.#last = undefined;
    }
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
