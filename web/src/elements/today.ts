import { clock } from "../page";
import { setText } from "../view/dom";
import { dateWithWeekday } from "../view/time";

/** Today's date in Seoul: an open page turns its leaf at midnight there. */
export class TodayElement extends HTMLElement {
  connectedCallback(): void {
    setInterval(() => setText(this.querySelector("time"), dateWithWeekday(clock.now())), 15_000);
  }
}
