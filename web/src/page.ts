import { ServerClock } from "./live/clock";
import { Distributor } from "./live/distributor";
import { Link } from "./live/link";
import { Reader } from "./live/reader";
import type { Listener } from "./live/reader";
import { eventStream, longPolling, webSocket } from "./live/transports";
import { Announcer } from "./view/announcer";
import { AwayNotice } from "./view/awayNotice";

/** What the elements of one page share. */
export const clock = new ServerClock();
export const announcer = new Announcer();

const reader = new Reader(clock);
const distributor = new Distributor((_, told) => reader.told(told));
const link = new Link({ url: new URL("/live", location.href).href, transports: [webSocket, eventStream, longPolling] }, distributor);
distributor.link = link;
reader.source = {
  join: (requests) => distributor.join("self", requests),
  leave: (topics) => distributor.leave("self", topics),
  applied: (positions) => distributor.applied(positions),
};

/** Follows the topic that an element was rendered from, starting at the position in its attributes. Returns how to stop. */
export function follow(element: HTMLElement, listener: Listener): () => void {
  const { topic, epoch, seq } = element.dataset;
  return topic === undefined || topic === ""
    ? () => undefined
    : reader.listen(topic, epoch !== undefined && epoch !== "" ? { epoch, seq: Number(seq) } : undefined, listener);
}

export function start(): void {
  clock.note(Number(document.documentElement.dataset["now"]));
  announcer.attach(document.body);
  const notice = new AwayNotice(clock, announcer);
  reader.onConnected((connected) => {
    document.documentElement.dataset["live"] = connected ? "yes" : "no";
    notice.connected(connected);
  });
  link.start();
  addEventListener("pagehide", () => link.stop());
  addEventListener("pageshow", () => link.start());
  addEventListener("offline", () => link.lose());
  addEventListener("online", () => link.hurry());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") {
      link.hurry();
    }
  });
}
