import { BannerPause } from "../ads/bannerPause";
import { consentOf, forgetCaps } from "../ads/consent";
import { deskOf } from "../ads/desk";
import { Floating } from "../ads/floating";
import { houseElement } from "../ads/house";
import { BannerPlace } from "../ads/place";
import type { House, SlotSnapshot } from "../live/wire";
import { follow } from "../page";
import { el } from "../view/dom";

/**
 * A place for a banner. It asks for the first one when it comes near the view and for the next one after the shown one
 * was in view for the slot's interval, takes a withdrawn one away at once, and never announces anything. Its height is
 * reserved by style: nothing shifts. The label that it is an advertisement is in the page that the server renders.
 */
export class SlotElement extends HTMLElement {
  static readonly observedAttributes = ["data-consent"];

  readonly #pause = new BannerPause();
  #end: (() => void) | undefined;

  connectedCallback(): void {
    const body = this.querySelector(".ad-body");
    if (this.dataset["topic"] === undefined || body === null) {
      return;
    }

    const { interval, lineup, slot } = this.dataset;
    let house: House | null | undefined = this.dataset["own"] === undefined ? undefined : JSON.parse(this.dataset["own"]) as House;
    this.#pause.button.classList.add("ad-pause");
    const floating = new Floating(slot ?? "", this, () => this.#leave());
    this.append(this.#pause.button, floating.button);
    this.classList.toggle("has-ad", this.querySelector(".ad-link") !== null);
    floating.set(this.dataset["floating"] !== undefined);
    if (floating.closed) {
      return;
    }

    const put = (content: Element) => {
      body.replaceChildren(content);
      this.classList.toggle("has-ad", content.classList.contains("ad-link"));
      return body;
    };
    const place = new BannerPlace({
      element: this,
      slot: slot ?? "",
      desk: deskOf(new URL("/", location.href).href, undefined, "same-origin"),
      pause: this.#pause,
      classes: { banner: "ad-link", text: "ad-text" },
      absolute: (address) => address,
      fill: put,
      empty: () => put(house ? houseElement(house, (address) => address, { text: "ad-text" }) : el("span", { class: "ad-house" }, this.dataset["house"] ?? "")),
    }, body, {
      ...(interval === undefined ? {} : { intervalSeconds: Number(interval) }),
      lineup: Number(lineup ?? 0),
      // The plain banner of the rendered page: it can be withdrawn before the first of the script's own has come.
      creative: this.querySelector<HTMLElement>(".ad-link")?.dataset["creative"],
    });
    const leave = follow(this, (change) => {
      if (change.kind === "snapshot") {
        const slotNow = change.data as SlotSnapshot;
        house = slotNow.house;
        place.lazy(slotNow.lazyDistancePercent);
        floating.set(slotNow.floating === true);
        place.refresh();
        place.rotation.settings(slotNow);
      }
    });
    this.#end = () => {
      leave();
      floating.end();
      place.end();
    };
  }

  disconnectedCallback(): void {
    this.#leave();
  }

  #leave(): void {
    this.#end?.();
    this.#end = undefined;
  }

  attributeChangedCallback(): void {
    if (this.hasAttribute("data-consent") && !consentOf(this)) {
      forgetCaps();
    }
  }
}
