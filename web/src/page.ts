import { ServerClock } from "./live/clock";
import { LiveConnection } from "./live/connection";
import type { Listener } from "./live/connection";
import { Announcer } from "./view/announcer";
import { AwayNotice } from "./view/awayNotice";

/** What the elements of one page share. */
export const clock = new ServerClock();
export const announcer = new Announcer();

let notice: AwayNotice | undefined;
const live = new LiveConnection("/live", clock, (connected) => {
  document.documentElement.dataset["live"] = connected ? "yes" : "no";
  notice?.connected(connected);
});

/** Follows the topic that an element was rendered from, starting at the position in its attributes. Returns how to stop. */
export function follow(element: HTMLElement, listener: Listener): () => void {
  const { topic, epoch, seq } = element.dataset;
  return topic === undefined || topic === ""
    ? () => undefined
    : live.listen(topic, epoch !== undefined && epoch !== "" ? { epoch, seq: Number(seq) } : undefined, listener);
}

export function start(): void {
  clock.note(Number(document.documentElement.dataset["now"]));
  announcer.attach(document.body);
  notice = new AwayNotice(clock, announcer);
  live.start();
  addEventListener("pagehide", () => live.stop());
  addEventListener("pageshow", () => live.start());
  addEventListener("online", () => live.hurry());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") {
      live.hurry();
    }
  });
}
