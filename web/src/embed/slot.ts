import type { SlotSnapshot } from "../live/wire";
import { text } from "../text";
import { BannerPause } from "../view/bannerPause";
import { el } from "../view/dom";
import { decisionOf, Rotation } from "../view/rotation";
import type { Creative, Decision, Place } from "../view/rotation";
import { ViewTimer } from "../view/viewTimer";
import { Embedded } from "./embedded";
import css from "./slot.css";

/**
 * `<sokbo-slot site slot size>`: a place for a banner, always under the label that it is one. The first is asked for when
 * the place comes near the view, the next ones after the shown one was in view for the slot's interval. The children are the passback: they are there while nothing fills the place.
 */
export class EmbeddedSlot extends Embedded implements Place {
  static readonly observedAttributes = ["site", "slot", "size", "data-server"];

  readonly #body = el("div", { class: "body", part: "body" });
  readonly #pause = new BannerPause();
  #timer: ViewTimer | undefined;

  constructor() {
    super(css);
    this.live.append(
      el("p", { class: "bar" }, el("span", { class: "label", part: "label" }, text.advertisement), this.#pause.button),
      this.#body);
    this.live.setAttribute("role", "complementary");
    this.live.setAttribute("aria-label", text.advertisement);
  }

  protected follow(): void {
    const id = this.#id;
    const [width, height] = (this.getAttribute("size") ?? "").split("x").map(Number);
    const room = this.shadowRoot!.firstElementChild as HTMLElement;
    room.style.setProperty("--width", width ? `${width}px` : "100%");
    room.style.setProperty("--height", height ? `${height}px` : "90px");
    if (!id) {
      return;
    }

    const rotation = new Rotation(this);
    const timer = this.#timer = new ViewTimer(this, () => void rotation.next());
    // Also after a change of attributes and a move within the page.
    this.#pause.rule(timer);
    const near = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) {
        near.disconnect();
        void rotation.next();
      }
    }, { rootMargin: "100px" });
    near.observe(this);
    this.listen(`slot/${this.site}/${id}`, (change) => rotation.settings(change.data as SlotSnapshot));
    this.until(() => {
      near.disconnect();
      rotation.end();
      timer.end();
    });
  }

  get #id(): string | null {
    return this.getAttribute("slot");
  }

  async ask(): Promise<Decision | undefined> {
    const slot = this.#id ?? "";
    return decisionOf(await fetch(new URL("ads/decisions", this.session.server), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ site: this.site, slots: [slot], page: location.pathname }),
      credentials: "omit",
    }), slot);
  }

  override show(decision?: Decision, creative?: Creative): void {
    if (creative === undefined) {
      return;
    }

    const { id, imageUrl, sample } = creative;
    const focused = this.#body.contains(this.shadowRoot!.activeElement);
    const link = el(
      "a",
      {
        class: "banner", part: "banner", target: "_blank", rel: "sponsored noopener nofollow", "data-creative": id,
        href: this.absolute(decision?.clickUrl ?? ""),
      },
      imageUrl
        ? el("img", { src: this.absolute(imageUrl), alt: creative.text ?? "", width: size(creative.width), height: size(creative.height), decoding: "async" })
        : el("span", { class: "text" }, creative.text ?? ""),
      sample === true ? el("span", { class: "badge" }, text.sample) : undefined);
    this.#body.replaceChildren(link);
    super.show();
    if (focused) {
      link.focus({ preventScroll: true });
    }
  }

  clear(): void {
    this.#body.replaceChildren();
    this.rest();
  }

  due(milliseconds: number): void {
    this.#timer?.start(milliseconds);
  }

  interval(milliseconds: number): void {
    this.#timer?.interval(milliseconds);
  }
}

function size(pixels: number | undefined): string | undefined {
  return pixels ? String(pixels) : undefined;
}
