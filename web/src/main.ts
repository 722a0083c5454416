import { ArticleElement } from "./elements/article";
import { BreakingElement } from "./elements/breaking";
import { ListElement } from "./elements/list";
import { SlotElement } from "./elements/slot";
import { TickerElement } from "./elements/ticker";
import { TodayElement } from "./elements/today";
import { start } from "./page";

document.documentElement.classList.add("js");
start();
customElements.define("sokbo-article", ArticleElement);
customElements.define("sokbo-list", ListElement);
customElements.define("sokbo-breaking", BreakingElement);
customElements.define("sokbo-ticker", TickerElement);
customElements.define("sokbo-slot", SlotElement);
customElements.define("sokbo-today", TodayElement);
