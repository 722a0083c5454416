import type { House } from "../live/wire";
import { el } from "../view/dom";

/** A slot's own banner. It has no ticket and is not counted. */
export function houseElement(house: House, absolute: (address: string) => string, classes: { readonly text: string }): HTMLElement {
  const content = house.imageUrl
    ? el("img", { src: absolute(house.imageUrl), alt: house.text, decoding: "async" })
    : el("span", { class: classes.text }, house.text);
  return house.url
    ? el("a", { class: "ad-house", part: "house", href: house.url, target: "_blank", rel: "noopener" }, content)
    : el("span", { class: "ad-house", part: "house" }, content);
}
