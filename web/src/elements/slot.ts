import type { SlotSnapshot } from "../live/wire";
import { follow } from "../page";
import { text } from "../text";
import { el } from "../view/dom";
import { ViewTimer } from "../view/viewTimer";

interface Decision {
  readonly slot?: string;
  readonly reason?: string;
  readonly clickUrl?: string;
  readonly creative?: {
    readonly id: string;
    readonly kind?: string;
    readonly text?: string;
    readonly imageUrl?: string;
    readonly width?: number;
    readonly height?: number;
    readonly sample?: boolean;
  };
  readonly sample?: boolean;
}

/** Spread over pages: a paused campaign is missed by every open page at the same moment. */
const askAgainWithinMilliseconds = 400;
const staleAgainMilliseconds = 1_500;

/**
 * A place for a banner. It asks for the next one after the shown one was in view for the slot's interval, takes a
 * withdrawn one away at once, and never announces anything. Its height is reserved by style: nothing shifts.
 */
export class SlotElement extends HTMLElement {
  #creative: string | undefined;
  #interval = 30;
  #lineup = 0;
  #asking = false;
  #askAgain = false;
  #withdrawn: readonly string[] = [];
  #timer: ViewTimer | undefined;

  connectedCallback(): void {
    if (this.dataset["topic"] === undefined) {
      return;
    }

    this.#interval = Number(this.dataset["interval"] ?? this.#interval);
    this.#lineup = Number(this.dataset["lineup"] ?? 0);
    // The plain banner of the rendered page: it can be withdrawn before the first of the script's own has come.
    this.#creative = this.querySelector<HTMLElement>(".ad-link")?.dataset["creative"];
    this.#timer = new ViewTimer(this, () => void this.#ask());
    this.append(this.#pauseButton());
    follow(this, (change) => {
      if (change.kind === "snapshot") {
        this.#settings(change.data as SlotSnapshot);
      }
    });
    void this.#ask();
  }

  get #body(): HTMLElement | null {
    return this.querySelector(".ad-body");
  }

  #settings(slot: SlotSnapshot): void {
    this.#interval = slot.intervalSeconds ?? this.#interval;
    this.#timer?.interval(this.#interval * 1_000);
    this.#withdrawn = slot.withdrawn ?? [];
    const grown = (slot.lineup ?? 0) !== this.#lineup;
    this.#lineup = slot.lineup ?? 0;
    if (this.#creative !== undefined && this.#withdrawn.includes(this.#creative)) {
      this.#clear();
      this.#askSoon();
    } else if (grown && this.#creative === undefined) {
      this.#askSoon();
    }
  }

  #askSoon(): void {
    setTimeout(() => void this.#ask(), Math.random() * askAgainWithinMilliseconds);
  }

  async #ask(): Promise<void> {
    if (this.#asking) {
      this.#askAgain = true;
      return;
    }

    this.#asking = true;
    this.#askAgain = false;
    const lineup = this.#lineup;
    try {
      const slot = this.dataset["slot"] ?? "";
      const response = await fetch("/ads/decisions", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ slots: [slot], page: location.pathname }),
        credentials: "same-origin",
      });
      const decision = response.ok ? decisionOf(await response.json(), slot) : undefined;
      if (decision !== undefined) {
        this.#take(decision);
      }

      if (decision?.reason === "catalogue-stale") {
        // The gateway has only just heard of the campaigns, or lost touch with them for a moment.
        setTimeout(() => void this.#ask(), staleAgainMilliseconds * (1 + Math.random()));
      }
    } catch {
      // Without the gateway what is shown stays, as it does after an error (429, 5xx): only a decision replaces it.
    } finally {
      this.#asking = false;
      this.#timer?.start(this.#interval * 1_000);
      if (this.#askAgain || (lineup !== this.#lineup && this.#creative === undefined)) {
        this.#askSoon();
      }
    }
  }

  #take(decision: Decision): void {
    const { creative } = decision;
    if (creative === undefined || this.#withdrawn.includes(creative.id)) {
      this.#clear();
      return;
    }

    this.#creative = creative.id;
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

  #clear(): void {
    this.#creative = undefined;
    this.classList.remove("has-ad");
    this.#body?.replaceChildren(el("span", { class: "ad-house" }, this.dataset["house"] ?? ""));
  }

  #pauseButton(): HTMLButtonElement {
    const button = el("button", { type: "button", class: "icon-button icon-pause ad-pause", "aria-label": text.pauseBanner });
    button.addEventListener("click", () => {
      const paused = button.classList.toggle("icon-play");
      button.classList.toggle("icon-pause", !paused);
      button.setAttribute("aria-label", paused ? text.playBanner : text.pauseBanner);
      this.#timer?.pause(paused);
    });
    return button;
  }
}

function size(pixels: number | undefined): string | undefined {
  return pixels ? String(pixels) : undefined;
}

function decisionOf(answer: unknown, slot: string): Decision | undefined {
  return (answer as { decisions?: Decision[] }).decisions?.find((decision) => decision.slot === slot);
}
