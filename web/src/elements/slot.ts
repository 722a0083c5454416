import type { SlotSnapshot } from "../live/wire";
import { follow } from "../page";
import { text } from "../text";
import { BannerPause } from "../view/bannerPause";
import { el } from "../view/dom";
import { decisionOf, Rotation } from "../view/rotation";
import type { Creative, Decision, Place } from "../view/rotation";
import { ViewTimer } from "../view/viewTimer";

/**
 * A place for a banner. It asks for the next one after the shown one was in view for the slot's interval, takes a
 * withdrawn one away at once, and never announces anything. Its height is reserved by style: nothing shifts.
 */
export class SlotElement extends HTMLElement implements Place {
  readonly #pause = new BannerPause();
  #timer: ViewTimer | undefined;

  connectedCallback(): void {
    if (this.dataset["topic"] === undefined) {
      return;
    }

    const { interval, lineup } = this.dataset;
    const rotation = new Rotation(this, {
      ...(interval === undefined ? {} : { intervalSeconds: Number(interval) }),
      lineup: Number(lineup ?? 0),
      // The plain banner of the rendered page: it can be withdrawn before the first of the script's own has come.
      creative: this.querySelector<HTMLElement>(".ad-link")?.dataset["creative"],
    });
    this.#timer = new ViewTimer(this, () => void rotation.next());
    this.#pause.rule(this.#timer);
    this.#pause.button.classList.add("ad-pause");
    this.append(this.#pause.button);
    follow(this, (change) => {
      if (change.kind === "snapshot") {
        rotation.settings(change.data as SlotSnapshot);
      }
    });
    void rotation.next();
  }

  async ask(): Promise<Decision | undefined> {
    const slot = this.dataset["slot"] ?? "";
    return decisionOf(await fetch("/ads/decisions", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ slots: [slot], page: location.pathname }),
      credentials: "same-origin",
    }), slot);
  }

  show(decision: Decision, creative: Creative): void {
    const link = el(
      "a",
      { class: "ad-link", href: decision.clickUrl ?? "#", target: "_blank", rel: "sponsored noopener nofollow", "data-creative": creative.id },
      creative.imageUrl
        ? el("img", { src: creative.imageUrl, alt: creative.text ?? "", width: size(creative.width), height: size(creative.height), decoding: "async" })
        : el("span", { class: "ad-text" }, creative.text ?? ""),
      creative.sample === true || decision.sample === true ? el("span", { class: "badge" }, text.sample) : undefined);
    const body = this.#body;
    const focused = body?.contains(document.activeElement) === true;
    body?.replaceChildren(link);
    this.classList.add("has-ad");
    if (focused) {
      link.focus({ preventScroll: true });
    }
  }

  clear(): void {
    this.classList.remove("has-ad");
    this.#body?.replaceChildren(el("span", { class: "ad-house" }, this.dataset["house"] ?? ""));
  }

  due(milliseconds: number): void {
    this.#timer?.start(milliseconds);
  }

  interval(milliseconds: number): void {
    this.#timer?.interval(milliseconds);
  }

  get #body(): HTMLElement | null {
    return this.querySelector(".ad-body");
  }
}

function size(pixels: number | undefined): string | undefined {
  return pixels ? String(pixels) : undefined;
}
