import { offerConsent } from "./ads/consent";
import { ArticleElement } from "./elements/article";
import { BreakingElement } from "./elements/breaking";
import { ListElement } from "./elements/list";
import { SlotElement } from "./elements/slot";
import { StationElement } from "./elements/station";
import { TickerElement } from "./elements/ticker";
import { TodayElement } from "./elements/today";
import { WarningsElement } from "./elements/warnings";
import { follow, start } from "./page";

document.documentElement.classList.add("js");
start();
offerConsent();

// Elements for other pages have the same names. Where their script came first, this page stays as it was rendered.
const elements = {
  "sokbo-article": ArticleElement,
  "sokbo-list": ListElement,
  "sokbo-breaking": BreakingElement,
  "sokbo-ticker": TickerElement,
  "sokbo-slot": SlotElement,
  "sokbo-station": StationElement,
  "sokbo-today": TodayElement,
  "sokbo-warnings": WarningsElement,
};
for (const [name, element] of Object.entries(elements)) {
  if (customElements.get(name) === undefined) {
    customElements.define(name, element);
  }
}

declare const RELATED_SCRIPT: string;
const related = document.querySelectorAll<HTMLElement>(".related span");
if (related[0]) {
  const address = RELATED_SCRIPT;
  void import(address).then((script: typeof import("./view/related")) => script.followRelated(related, follow));
}
