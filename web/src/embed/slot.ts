import { BannerPause } from "../ads/bannerPause";
import { consentOf, forgetCaps } from "../ads/consent";
import { deskOf } from "../ads/desk";
import { Floating } from "../ads/floating";
import { houseElement } from "../ads/house";
import { BannerPlace } from "../ads/place";
import type { House, SlotSnapshot } from "../live/wire";
import { el } from "../view/dom";
import { embedText } from "./embedText";
import { Embedded } from "./embedded";
import css from "./slot.css";

const consents = ["consent", "data-consent"];

/**
 * `<sokbo-slot site slot size>`: a place for a banner, always under the label that it is one. The first is asked for when
 * the place comes near the view, the next ones after the shown one was in view for the slot's interval. The children are
 * the passback: they are there while nothing fills the place, and nothing here touches them.
 */
export class EmbeddedSlot extends Embedded {
  static readonly observedAttributes = ["site", "slot", "size", "data-server", ...consents];

  readonly #body = el("div", { class: "body", part: "body" });
  readonly #bar = el("p", { class: "bar" });
  readonly #pause = new BannerPause();

  constructor() {
    super(css);
    this.#bar.append(el("span", { class: "label", part: "label" }, embedText.advertisement), this.#pause.button);
    this.live.append(this.#bar, this.#body);
    this.live.setAttribute("role", "complementary");
    this.live.setAttribute("aria-label", embedText.advertisement);
  }

  override attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (!consents.includes(name)) {
      super.attributeChangedCallback(name, before, after);
    } else if (after !== null && !consentOf(this)) {
      forgetCaps();
    }
  }

  protected follow(): void {
    const slot = this.getAttribute("slot");
    const [width, height] = (this.getAttribute("size") ?? "").split("x").map(Number);
    const room = this.shadowRoot!.firstElementChild as HTMLElement;
    room.style.setProperty("--width", width ? `${width}px` : "100%");
    room.style.setProperty("--height", height ? `${height}px` : "90px");
    if (!slot) {
      return;
    }

    let house: House | null | undefined;
    let passback = true;
    let floats = false;
    let ended = false;
    const floating = new Floating(`${this.site}/${slot}`, room, () => {
      ended = true;
      place.end();
    });
    this.#bar.append(floating.button);
    const place: BannerPlace = new BannerPlace({
      element: this,
      slot,
      desk: deskOf(this.session.server, this.site, "omit"),
      pause: this.#pause,
      classes: { banner: "banner", text: "text" },
      absolute: (address) => this.absolute(address),
      fill: (banner) => {
        this.#body.replaceChildren(banner);
        this.show();
        floating.set(floats);
        return this.#body;
      },
      empty: () => {
        // The children are the page's own, and so is where they stand.
        floating.set(false);
        if (house && !passback) {
          this.#body.replaceChildren(houseElement(house, (address) => this.absolute(address), { text: "text" }));
          this.show();
          return this.#body;
        }

        this.#body.replaceChildren();
        this.rest();
        return this;
      },
    }, this);
    this.listen(`slot/${this.site}/${slot}`, (change) => {
      const settings = change.data as SlotSnapshot;
      house = settings.house;
      passback = settings.passback === true;
      floats = settings.floating === true;
      floating.set(floats && this.#body.querySelector(".banner") !== null);
      if (!ended) {
        place.lazy(settings.lazyDistancePercent);
        place.refresh();
        place.rotation.settings(settings);
      }
    });
    this.until(() => {
      floating.end();
      floating.button.remove();
      place.end();
    });
  }
}
